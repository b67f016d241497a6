// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// The rows of a comma-separated file with headings, read field by field by name.
struct CSVRecords: Sequence {
  private let file: String
  private let columns: [String: Int]
  private let rows: ArraySlice<CSVText.Row>

  /// Reads a file whose first row names at least the headings given.
  init(_ bytes: [UInt8], file: String, headings: [String]) throws(ResultsError) {
    let text = try CSVText(bytes, file: file)
    var columns: [String: Int] = [:]
    for (index, name) in (text.rows.first?.fields ?? []).enumerated() { columns[name] = index }
    let missing = headings.filter { columns[$0] == nil }
    guard missing.isEmpty else {
      throw ResultsError(
        file: file, line: 1, problem: "no column named \(missing.joined(separator: ", "))",
        advice: "a results file starts with the headings " + headings.joined(separator: ","))
    }
    let width = text.rows.first?.fields.count ?? 0
    if let odd = text.rows.first(where: { $0.fields.count != width }) {
      throw ResultsError(
        file: file, line: odd.line,
        problem: "\(odd.fields.count) fields where the headings have \(width)",
        advice: "the file was cut short or edited; write it again")
    }
    self.file = file
    self.columns = columns
    rows = text.rows.dropFirst()
  }

  func makeIterator() -> some IteratorProtocol<Record> {
    rows.lazy.map { Record(file: file, columns: columns, row: $0) }.makeIterator()
  }

  /// One row.
  struct Record {
    let file: String
    let columns: [String: Int]
    let row: CSVText.Row

    /// A field's text, nil when empty.
    func text(_ column: String) -> String? {
      guard let index = columns[column], !row.fields[index].isEmpty else { return nil }
      return row.fields[index]
    }

    /// A field that may not be empty.
    func name(_ column: String) throws(ResultsError) -> String {
      guard let text = text(column) else { throw error("\(column) must not be empty") }
      return text
    }

    /// A finite number, nil when the field is empty.
    func number(_ column: String) throws(ResultsError) -> Double? {
      guard let text = text(column) else { return nil }
      guard let number = Double(text), number.isFinite else {
        throw error("\(column) must be a finite number, but is '\(text)'")
      }
      return number
    }

    /// A whole number from 0, nil when the field is empty.
    func count(_ column: String) throws(ResultsError) -> Int? {
      guard let text = text(column) else { return nil }
      guard let count = Int(text), count >= 0 else {
        throw error("\(column) must be a whole number from 0, but is '\(text)'")
      }
      return count
    }

    /// A month, nil when the field is empty.
    func month(_ column: String) throws(ResultsError) -> Month? {
      guard let text = text(column) else { return nil }
      guard let month = Month(text) else {
        throw error("\(column) must be a month such as 2026-03, but is '\(text)'")
      }
      return month
    }

    func error(_ problem: String) -> ResultsError {
      ResultsError(
        file: file, line: row.line, problem: problem,
        advice: "correct the line or write the file again")
    }
  }
}
