// SPDX-License-Identifier: GPL-3.0-or-later

/// A comma-separated file as it was read: rows of fields, each row with its line number.
package struct CSVText: Sendable {
  /// One row of the file.
  package struct Row: Sendable {
    /// The line the row starts on, from 1.
    package let line: Int
    /// The fields without their quotes.
    package let fields: [String]
  }

  /// The rows; empty lines are left out.
  package private(set) var rows: [Row] = []

  private var fields: [String] = []
  private var field: [UInt8] = []
  private var line = 1
  private var rowLine = 1

  /// Splits RFC 4180 text; rows may end in a line feed or in both control characters.
  package init(_ bytes: [UInt8], file: String) throws(ResultsError) {
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\"") where field.isEmpty:
        index = try readQuoted(bytes, from: index + 1, file: file)
        continue
      case UInt8(ascii: ","): endField()
      case UInt8(ascii: "\r") where index + 1 < bytes.count && bytes[index + 1] == 0x0A: break
      case UInt8(ascii: "\n"): endRow()
      default: field.append(bytes[index])
      }
      index += 1
    }
    if !field.isEmpty || !fields.isEmpty { endRow() }
  }

  /// Reads up to the closing quote and returns the index behind it.
  private mutating func readQuoted(
    _ bytes: [UInt8], from start: Int, file: String
  ) throws(ResultsError) -> Int {
    var index = start
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\"") {
        guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") else {
          return index + 1
        }
        index += 1
      } else if bytes[index] == UInt8(ascii: "\n") {
        line += 1
      }
      field.append(bytes[index])
      index += 1
    }
    throw ResultsError(
      file: file, line: rowLine, problem: "a quoted field is not closed",
      advice: "the file was cut short or edited; write it again")
  }

  private mutating func endField() {
    fields.append(String(decoding: field, as: UTF8.self))
    field.removeAll(keepingCapacity: true)
  }

  private mutating func endRow() {
    if !fields.isEmpty || !field.isEmpty {
      endField()
      rows.append(Row(line: rowLine, fields: fields))
    }
    fields.removeAll()
    line += 1
    rowLine = line
  }
}
