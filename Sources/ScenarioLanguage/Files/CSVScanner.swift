// SPDX-License-Identifier: GPL-3.0-or-later

/// Cuts the text of a table into records and fields.
struct CSVScanner {
  private let scalars: [Unicode.Scalar]
  private let file: String
  private var place = 0
  private var line = 1
  private var column = 1

  /// Makes a scanner.
  ///
  /// - Parameters:
  ///   - text: the text of the file.
  ///   - file: the file's name, for messages.
  init(_ text: String, file: String) {
    scalars = Array(text.unicodeScalars)
    self.file = file
  }

  /// Reads the whole text.
  ///
  /// - Returns: the records with their fields, empty lines left out.
  /// - Throws: a quote that is not closed.
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
