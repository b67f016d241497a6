// SPDX-License-Identifier: GPL-3.0-or-later

extension ScenarioNode {
  /// Whether a text or a key anywhere in this value holds one of some words.
  ///
  /// It finds what cannot be read as a name, such as `net-income` in `net-income * 2`.
  ///
  /// - Parameter words: the words to look for.
  /// - Returns: whether one of them stands there with no letter, digit or underscore beside it.
  public func mentions(anyOf words: Set<String>) -> Bool {
    guard !words.isEmpty else { return false }
    switch content {
    case .scalar(let text, _): return words.contains { Self.holds(text, $0) }
    case .list(let items): return items.contains { $0.mentions(anyOf: words) }
    case .record(let entries):
      return entries.contains { entry in
        words.contains { Self.holds(entry.key, $0) } || entry.value.mentions(anyOf: words)
      }
    }
  }

  private static func holds(_ text: String, _ word: String) -> Bool {
    let (scalars, wanted) = (Array(text.unicodeScalars), Array(word.unicodeScalars))
    guard !wanted.isEmpty, scalars.count >= wanted.count else { return false }
    return (0...scalars.count - wanted.count).contains { start in
      let end = start + wanted.count
      return scalars[start..<end].elementsEqual(wanted)
        && (start == 0 || !ScenarioReader.isWordPart(scalars[start - 1]))
        && (end == scalars.count || !ScenarioReader.isWordPart(scalars[end]))
    }
  }
}
