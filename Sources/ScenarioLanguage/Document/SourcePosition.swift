// SPDX-License-Identifier: GPL-3.0-or-later

/// A place in a scenario file, counted as a person counts: lines and columns from 1.
public struct SourcePosition: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The file's name as it was given.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// The column in Unicode scalars, from 1.
  public let column: Int

  /// Makes a position.
  ///
  /// - Parameters:
  ///   - file: the file's name as it was given.
  ///   - line: the line, from 1.
  ///   - column: the column in Unicode scalars, from 1.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// The position written as `file:line:column`.
  public var description: String { "\(file):\(line):\(column)" }

  /// The position so many columns further on the same line.
  ///
  /// - Parameter columns: how many Unicode scalars further.
  /// - Returns: the moved position.
  public func moved(by columns: Int) -> SourcePosition {
    SourcePosition(file: file, line: line, column: column + columns)
  }

  /// Orders positions by file, line and column.
  public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}
