// SPDX-License-Identifier: GPL-3.0-or-later

/// Lays a scenario over the one that it extends, field by field.
///
/// Records are merged key by key; single values and lists are replaced; `KEY: ~` removes the
/// inherited key. Keys keep the order of the extended file, new ones follow.
struct ScenarioOverride {
  let log: ProblemLog

  /// Merges a value over an inherited one.
  ///
  /// - Parameters:
  ///   - own: the value of the extending file.
  ///   - base: the inherited value.
  ///   - path: the keys that lead to both.
  /// - Returns: the merged value.
  func merge(_ own: ScenarioNode, over base: ScenarioNode, path: [String]) -> ScenarioNode {
    guard let entries = own.entries, let inherited = base.entries else {
      return withoutRemovals(own, path: path)
    }
    var merged: [ScenarioNode.Entry] = []
    for entry in inherited {
      guard let override = entries.first(where: { $0.key == entry.key }) else {
        merged.append(entry)
        continue
      }
      if Self.removes(override.value) { continue }
      merged.append(
        ScenarioNode.Entry(
          key: entry.key, keyPosition: override.keyPosition,
          value: merge(override.value, over: entry.value, path: path + [entry.key])))
    }
    let new = entries.filter { base[$0.key] == nil }
    merged += added(new, path: path)
    return ScenarioNode(content: .record(merged), position: own.position)
  }

  /// Refuses removals where nothing is inherited.
  ///
  /// - Parameters:
  ///   - node: a value of the extending file.
  ///   - path: the keys that lead to it.
  /// - Returns: the value without them.
  func withoutRemovals(_ node: ScenarioNode, path: [String] = []) -> ScenarioNode {
    guard let entries = node.entries else { return node }
    return ScenarioNode(content: .record(added(entries, path: path)), position: node.position)
  }

  private func added(_ entries: [ScenarioNode.Entry], path: [String]) -> [ScenarioNode.Entry] {
    entries.compactMap { entry in
      let path = path + [entry.key]
      if Self.removes(entry.value) {
        ScenarioReader(entry.value, path: path, log: log)
          .error("'~' removes an inherited key, but '\(entry.key)' is not inherited")
        return nil
      }
      return ScenarioNode.Entry(
        key: entry.key, keyPosition: entry.keyPosition,
        value: withoutRemovals(entry.value, path: path))
    }
  }

  private static func removes(_ node: ScenarioNode) -> Bool {
    node.content == .scalar(text: "~", isQuoted: false)
  }
}
