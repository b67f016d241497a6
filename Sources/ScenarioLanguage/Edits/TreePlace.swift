// SPDX-License-Identifier: GPL-3.0-or-later

/// A place of a scenario's tree that was found by its written path.
struct TreePlace {
  /// Keys, and `[2]` for the second item of a list, that lead to it.
  private(set) var keys: [String] = []
  /// Whether it is an item of a list that was named by its key.
  private(set) var endsInNamedItem = false

  /// Finds a place.
  ///
  /// - Parameters:
  ///   - parts: the path, cut at its dots; a key that has dots itself is found too.
  ///   - root: the tree.
  ///   - reader: where it is noted when there is no such place.
  ///   - position: where the path is written.
  init?(
    _ parts: [String], in root: ScenarioNode, _ reader: ScenarioReader, at position: SourcePosition
  ) {
    var (node, rest) = (root, parts[...])
    while let first = rest.first {
      endsInNamedItem = false
      switch node.content {
      case .record(let entries):
        guard let (entry, count) = Self.entry(of: entries, rest) else {
          Self.note(first, keys, known: entries.map(\.key), reader, position)
          return nil
        }
        keys.append(entry.key)
        (node, rest) = (entry.value, rest.dropFirst(count))
      case .list(let items):
        guard let index = Self.item(first, of: items, keys, reader, position) else { return nil }
        keys.append("[\(index + 1)]")
        node = items[index]
        if let value = node[first] {
          keys.append(first)
          node = value
          endsInNamedItem = true
        }
        rest = rest.dropFirst()
      case .scalar:
        reader.error(
          "'\(keys.joined(separator: "."))' is a single value, so it has no '\(first)'",
          at: position)
        return nil
      }
    }
  }

  /// The entry whose key is one part or several joined again.
  private static func entry(
    of entries: [ScenarioNode.Entry], _ rest: ArraySlice<String>
  ) -> (ScenarioNode.Entry, Int)? {
    for count in 1...rest.count {
      let key = rest.prefix(count).joined(separator: ".")
      if let entry = entries.first(where: { $0.key == key }) { return (entry, count) }
    }
    return nil
  }

  private static func item(
    _ name: String, of items: [ScenarioNode], _ keys: [String], _ reader: ScenarioReader,
    _ position: SourcePosition
  ) -> Int? {
    if let index = ScenarioNode.index(name), items.indices.contains(index) { return index }
    let found = items.indices.filter { items[$0][name] != nil }
    if found.count == 1 { return found[0] }
    if found.count > 1 {
      let places = found.map { "[\($0 + 1)]" }.joined(separator: " or ")
      reader.error(
        "'\(keys.joined(separator: "."))' has \(found.count) items with '\(name)'",
        advice: "name one by its place: \(places)", at: position)
      return nil
    }
    let known = items.flatMap { ($0.entries ?? []).map(\.key) }
    note(name, keys, known: known, reader, position)
    return nil
  }

  private static func note(
    _ name: String, _ keys: [String], known: [String], _ reader: ScenarioReader,
    _ position: SourcePosition
  ) {
    let place = keys.isEmpty ? "key" : "key of '\(keys.joined(separator: "."))'"
    reader.unknown(name, place, known: known, at: position)
  }
}
