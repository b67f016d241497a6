// SPDX-License-Identifier: GPL-3.0-or-later

/// The text of a file as lines of Unicode scalars, as positions count them.
public struct SourceText: Sendable {
  /// The greatest size of a scenario, 5 MB; larger tables belong into CSV files.
  static let largest = 5_000_000

  /// The lines without their ends.
  let lines: [[Unicode.Scalar]]

  /// Cuts a text into lines.
  ///
  /// - Parameter text: the text of a file.
  public init(_ text: String) {
    var lines: [[Unicode.Scalar]] = [[]]
    for scalar in text.unicodeScalars {
      if scalar == "\n" {
        if lines[lines.count - 1].last == "\r" { lines[lines.count - 1].removeLast() }
        lines.append([])
      } else {
        lines[lines.count - 1].append(scalar)
      }
    }
    self.lines = lines
  }

  /// A line of the text.
  ///
  /// - Parameter number: the line, from 1.
  /// - Returns: the line without its end; nothing when there is none of that number.
  public func line(_ number: Int) -> String? {
    guard lines.indices.contains(number - 1) else { return nil }
    return String(String.UnicodeScalarView(lines[number - 1]))
  }

  /// The signs from a place to the end of its line.
  ///
  /// - Parameter position: a place, counted from 1.
  /// - Returns: the signs; none when the place lies outside the text.
  func signs(from position: SourcePosition) -> ArraySlice<Unicode.Scalar> {
    guard lines.indices.contains(position.line - 1) else { return [] }
    return lines[position.line - 1].dropFirst(position.column - 1)
  }
}

extension SourceText {
  /// Decodes the bytes of a file.
  ///
  /// - Parameters:
  ///   - bytes: the bytes; a byte order mark at the start is dropped.
  ///   - file: the file's name, for messages.
  /// - Returns: the text.
  /// - Throws: one problem when the file is too large or no UTF-8.
  static func decode(_ bytes: [UInt8], file: String) throws(ScenarioProblems) -> String {
    guard bytes.count <= largest else {
      throw ScenarioProblems(
        file: file, "a scenario has at most 5 MB, but this file has \(bytes.count / 1_000_000) MB",
        advice: "keep large tables in CSV files beside it")
    }
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    guard let text = String(validating: body, as: UTF8.self) else {
      let place = firstFault(in: body)
      throw ScenarioProblems(
        file: file, line: place.line, column: place.column,
        "the file must be UTF-8, but here is a byte that is not",
        advice: "save the file with the encoding UTF-8")
    }
    return text
  }

  private static func firstFault(in bytes: [UInt8]) -> (line: Int, column: Int) {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var (line, column) = (1, 1)
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
    }
    return (line, column)
  }

  /// Finds control characters, and tabs in the indentation.
  ///
  /// - Parameter file: the file's name, for messages.
  /// - Returns: a problem for each line with one.
  func problems(file: String) -> [Problem] {
    var problems: [Problem] = []
    for (index, line) in lines.enumerated() {
      func note(_ column: Int, _ message: String, _ advice: String) {
        let position = SourcePosition(file: file, line: index + 1, column: column + 1)
        problems.append(Problem(position: position, path: "", message: message, advice: advice))
      }
      if let column = line.firstIndex(where: Self.isForbidden) {
        let code = String(line[column].value, radix: 16, uppercase: true)
        let name = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
        note(column, "the control character \(name) cannot stand in a scenario", "delete it")
      }
      let indentation = line.prefix { $0 == " " || $0 == "\t" }
      if let column = indentation.firstIndex(of: "\t"), indentation.count < line.count,
        line[indentation.count] != "#"
      {
        note(column, "a line must be indented with spaces, but here is a tab", "write spaces")
      }
    }
    return problems
  }

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09: false
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF: true
    default: false
    }
  }
}
