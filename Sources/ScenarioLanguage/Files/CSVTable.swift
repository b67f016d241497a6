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
