// SPDX-License-Identifier: GPL-3.0-or-later

extension ScenarioNode {
  /// The value at the end of a path.
  ///
  /// - Parameter path: keys, and `[2]` for the second item of a list.
  /// - Returns: the value; nothing when the path leads nowhere.
  public func value(at path: [String]) -> ScenarioNode? {
    guard let first = path.first else { return self }
    let rest = Array(path.dropFirst())
    if let items, let index = Self.index(first), items.indices.contains(index) {
      return items[index].value(at: rest)
    }
    return self[first]?.value(at: rest)
  }

  /// The same tree with another value at the end of a path.
  ///
  /// - Parameters:
  ///   - path: keys, and `[2]` for the second item of a list.
  ///   - value: the value to stand there.
  /// - Returns: the changed tree; nothing when the path leads nowhere.
  public func replacing(at path: [String], with value: ScenarioNode) -> ScenarioNode? {
    guard let first = path.first else { return value }
    let rest = Array(path.dropFirst())
    switch content {
    case .scalar: return nil
    case .list(var items):
      guard let index = Self.index(first), items.indices.contains(index),
        let changed = items[index].replacing(at: rest, with: value)
      else { return nil }
      items[index] = changed
      return ScenarioNode(content: .list(items), position: position)
    case .record(var entries):
      guard let index = entries.firstIndex(where: { $0.key == first }),
        let changed = entries[index].value.replacing(at: rest, with: value)
      else { return nil }
      entries[index] = Entry(
        key: first, keyPosition: entries[index].keyPosition, value: changed)
      return ScenarioNode(content: .record(entries), position: position)
    }
  }

  /// The position that `[2]` means: 1.
  static func index(_ part: String) -> Int? {
    guard part.hasPrefix("["), part.hasSuffix("]") else { return nil }
    return Int(part.dropFirst().dropLast()).map { $0 - 1 }
  }
}

extension ScenarioNode {
  /// The keys that lead to a place as users write it: `naive bayes.smoothing`, or a step by its name.
  ///
  /// - Parameters:
  ///   - place: the path, cut at its dots.
  ///   - reader: where it is noted when there is no such place.
  ///   - position: where the path is written.
  /// - Returns: keys, and `[2]` for the second item of a list; nothing when there is no such place.
  public func keys(
    to place: String, _ reader: ScenarioReader, at position: SourcePosition
  ) -> [String]? {
    let parts = place.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    return TreePlace(parts, in: self, reader, at: position)?.keys
  }
}
