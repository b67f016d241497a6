// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A comma-separated file (RFC 4180) read row by row, whatever its size.
///
/// Rows may end in a line feed or in carriage return and line feed; empty lines and a byte order mark
/// are passed over. The first row names the columns, and every other row has as many fields.
public final class CSVStream {
  /// The file's path.
  public let file: String
  /// The names of the columns.
  public private(set) var headings: [String] = []
  /// The line the present row starts on, from 1.
  public private(set) var line = 0

  private let descriptor: Int32
  private let chunk = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: CSVStream.chunkSize)
  private var position = 0
  private var available = 0
  private var nextLine = 1
  private var scanner = CSVRowScanner()
  private static let chunkSize = 1 << 20

  /// Opens a file and reads its headings.
  ///
  /// - Parameter path: the file.
  /// - Throws: `ResultsError` when it cannot be read or has no headings.
  public init(_ path: String) throws(ResultsError) {
    file = path
    descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw ResultsError(
        file: path, problem: "cannot be opened (" + String(cString: strerror(errno)) + ")",
        advice: "name a file that exists and that you may read")
    }
    try refill()
    if available >= 3, chunk[0] == 0xEF, chunk[1] == 0xBB, chunk[2] == 0xBF { position = 3 }
    guard try readRow() else {
      throw ResultsError(
        file: path, line: 1, problem: "the file is empty",
        advice: "its first row must name the columns")
    }
    headings = try (0..<scanner.count).map { (index) throws(ResultsError) in
      try text(index, of: "a heading")
    }
  }

  deinit {
    chunk.deallocate()
    if descriptor >= 0 { close(descriptor) }
  }

  /// The position of a column.
  ///
  /// - Parameter name: the column's heading.
  /// - Returns: its position.
  /// - Throws: `ResultsError` when no column, or more than one, has that name.
  public func column(_ name: String) throws(ResultsError) -> Int {
    let found = headings.indices.filter { headings[$0] == name }
    if found.count == 1 { return found[0] }
    throw ResultsError(
      file: file, line: 1,
      problem: found.isEmpty
        ? "there is no column '\(name)'" : "\(found.count) columns are named '\(name)'",
      advice: found.isEmpty
        ? "the columns are " + headings.joined(separator: ", ") : "give each column its own name")
  }

  /// Goes to the next row.
  ///
  /// - Returns: false at the end of the file.
  /// - Throws: `ResultsError` when the row is no row of such a file.
  public func next() throws(ResultsError) -> Bool {
    guard try readRow() else { return false }
    if scanner.count != headings.count {
      throw error(
        "\(scanner.count) fields where the headings have \(headings.count)",
        advice: "a field that holds a comma must stand in quotes")
    }
    return true
  }

  /// The bytes of a field of the present row, without quotes; valid until the next row.
  ///
  /// - Parameter column: the column's position.
  /// - Returns: the bytes, perhaps none.
  public func field(_ column: Int) -> UnsafeBufferPointer<UInt8> { scanner.field(column) }

  /// A field as text.
  ///
  /// - Parameters:
  ///   - column: the column's position.
  ///   - what: what the field is, for the message.
  /// - Returns: the text.
  /// - Throws: `ResultsError` when the bytes are not UTF-8.
  public func text(_ column: Int, of what: String) throws(ResultsError) -> String {
    guard let text = String(validating: field(column), as: UTF8.self) else {
      throw error("\(what) is not UTF-8 text", advice: "save the file as UTF-8")
    }
    return text
  }

  /// An error about the present row.
  ///
  /// - Parameters:
  ///   - problem: what is wrong.
  ///   - advice: what to do.
  /// - Returns: the error with file and line.
  public func error(_ problem: String, advice: String) -> ResultsError {
    ResultsError(file: file, line: line, problem: problem, advice: advice)
  }

  /// Reads the next row that is not an empty line.
  private func readRow() throws(ResultsError) -> Bool {
    while true {
      line = nextLine
      scanner.begin()
      var isEnded = false
      while !isEnded {
        if position == available { try refill() }
        guard available > 0 else { break }
        position += scanner.scan(
          UnsafeBufferPointer(rebasing: chunk[position..<available]), isEnded: &isEnded)
        if let problem = scanner.problem { throw error(problem, advice: Self.advice) }
      }
      if !isEnded, let problem = scanner.finish() { throw error(problem, advice: Self.advice) }
      nextLine += scanner.lines
      if scanner.count > 0, !scanner.isEmptyLine { return true }
      if !isEnded { return false }
    }
  }

  private static let advice =
    "write the file as RFC 4180 says: quotes around a field, doubled inside"

  private func refill() throws(ResultsError) {
    position = 0
    repeat {
      available = read(descriptor, chunk.baseAddress, chunk.count)
    } while available < 0 && errno == EINTR
    if available < 0 {
      available = 0
      throw ResultsError(file: file, failed: "cannot be read", code: errno)
    }
  }
}
