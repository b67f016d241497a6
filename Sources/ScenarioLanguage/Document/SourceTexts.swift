// SPDX-License-Identifier: GPL-3.0-or-later

/// The texts of the files that a scenario was read from, by name.
public struct SourceTexts: Sendable {
  private var texts: [String: SourceText] = [:]

  /// Makes an empty collection.
  public init() {}

  /// Makes a collection of one text.
  ///
  /// - Parameters:
  ///   - text: the text of a file.
  ///   - file: the file's name as positions have it.
  public init(_ text: String, file: String) { add(text, file: file) }

  /// Adds a text.
  ///
  /// - Parameters:
  ///   - text: the text of a file.
  ///   - file: the file's name as positions have it.
  public mutating func add(_ text: String, file: String) { texts[file] = SourceText(text) }

  /// The files' names.
  public var files: [String] { texts.keys.sorted() }

  /// The line of a position.
  ///
  /// - Parameter position: a place in a file.
  /// - Returns: the line without its end; nothing when the file or the line is unknown.
  public func line(at position: SourcePosition) -> String? {
    texts[position.file]?.line(position.line)
  }
}
