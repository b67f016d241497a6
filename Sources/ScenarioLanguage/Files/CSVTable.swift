// SPDX-License-Identifier: GPL-3.0-or-later

/// A table of text with named columns, as RFC 4180 writes it.
struct CSVTable {
  /// One field with its place.
  struct Field {
    /// The text without quotes.
    let text: String
    /// Where it starts.
    let position: SourcePosition
  }

  /// The names of the columns.
  let header: [Field]
  /// The rows, each as long as the header.
  let rows: [[Field]]

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - text: the text of the file; the first line names the columns, empty lines are left out.
  ///   - file: the file's name, for messages.
  /// - Throws: all rows of another length, columns named twice, or a quote that is not closed.
  init(text: String, file: String) throws(ScenarioProblems) {
    var scanner = CSVScanner(text, file: file)
    let records = try scanner.records()
    guard let header = records.first else {
      throw ScenarioProblems(file: file, "the table is empty", advice: "name its columns first")
    }
    var problems: [Problem] = []
    func note(_ field: Field, _ message: String) {
      problems.append(Problem(position: field.position, path: "", message: message))
    }
    var names: Set<String> = []
    for field in header where !names.insert(field.text).inserted {
      note(field, "the column '\(field.text)' is named twice")
    }
    for row in records.dropFirst() where row.count != header.count {
      note(
        row[0],
        "the row has \(row.count) field\(row.count == 1 ? "" : "s"), but the header has \(header.count)"
      )
    }
    guard problems.isEmpty else { throw ScenarioProblems(problems) }
    self.header = header
    rows = Array(records.dropFirst())
  }
}

/// Cuts the text of a table into records and fields.
private struct CSVScanner {
  let scalars: [Unicode.Scalar]
  let file: String
  var place = 0
  var line = 1
  var column = 1

  init(_ text: String, file: String) {
    scalars = Array(text.unicodeScalars)
    self.file = file
  }

  mutating func records() throws(ScenarioProblems) -> [[CSVTable.Field]] {
    var records: [[CSVTable.Field]] = []
    while place < scalars.count {
      let record = try record()
      if record.count > 1 || record[0].text != "" { records.append(record) }
    }
    return records
  }

  private mutating func record() throws(ScenarioProblems) -> [CSVTable.Field] {
    var fields: [CSVTable.Field] = []
    while true {
      fields.append(try field())
      guard place < scalars.count else { return fields }
      let end = advance()
      if end == "\n" { return fields }
    }
  }

  /// Reads up to the comma or line end, which it leaves.
  private mutating func field() throws(ScenarioProblems) -> CSVTable.Field {
    let start = SourcePosition(file: file, line: line, column: column)
    var text = String.UnicodeScalarView()
    if place < scalars.count, scalars[place] == "\"" {
      advance()
      while true {
        guard place < scalars.count else {
          throw ScenarioProblems([
            Problem(position: start, path: "", message: "the quote is not closed")
          ])
        }
        let sign = advance()
        if sign != "\"" {
          text.append(sign)
        } else if place < scalars.count, scalars[place] == "\"" {
          text.append(advance())
        } else {
          break
        }
      }
    }
    while place < scalars.count, scalars[place] != ",", scalars[place] != "\n" {
      let sign = advance()
      if sign != "\r" { text.append(sign) }
    }
    return CSVTable.Field(text: String(text).trimmed, position: start)
  }

  @discardableResult
  private mutating func advance() -> Unicode.Scalar {
    let sign = scalars[place]
    place += 1
    (line, column) = sign == "\n" ? (line + 1, 1) : (line, column + 1)
    return sign
  }
}

extension String {
  /// The text without spaces at its ends.
  fileprivate var trimmed: String {
    let body = drop { $0 == " " }
    return String(body.reversed().drop { $0 == " " }.reversed())
  }
}
