// SPDX-License-Identifier: GPL-3.0-or-later

extension ScenarioReader {
  /// The words of the language that cannot name a quantity or a level.
  public static let reservedWords: [String] = [
    "and", "or", "not", "in", "otherwise", "rest", "others", "above", "below", "law",
    VectorElement.word,
  ]

  /// Requires of a user's own name that an expression can mention it.
  ///
  /// - Parameters:
  ///   - name: the name as written.
  ///   - kind: what it names, for messages.
  ///   - position: where it stands, if not at the start of this value.
  /// - Returns: whether it may name something.
  @discardableResult
  public func requireName(
    _ name: String, _ kind: String, at position: SourcePosition? = nil
  ) -> Bool {
    if Self.reservedWords.contains(name) {
      error("'\(name)' is a word of the language and cannot name a \(kind)", at: position)
      return false
    }
    guard Self.isWord(name) else {
      error(
        "'\(name)' cannot name a \(kind)",
        advice: "a name has letters, digits and underscores, and starts with no digit",
        at: position)
      return false
    }
    return true
  }

  /// Whether an expression reads a text as one name.
  ///
  /// - Parameter text: any text.
  /// - Returns: whether it has letters, digits and underscores only, and starts with no digit.
  public static func isWord(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, !("0"..."9").contains(first) else { return false }
    return text.unicodeScalars.allSatisfy(isWordPart)
  }

  /// Whether a sign can stand in a name.
  static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_"
  }
}
