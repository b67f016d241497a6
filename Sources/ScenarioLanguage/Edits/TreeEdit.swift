// SPDX-License-Identifier: GPL-3.0-or-later

/// One change of a scenario's tree, told by the place that it changes.
///
/// A place is written as users read it: `view.risk_quiz.likert.reliability`. In a list, such as the steps
/// of a feature, a name means the one item that has it as a key, and `[2]` the second item.
public struct TreeEdit: Sendable, Equatable {
  /// What is done at the place.
  public enum Change: Sendable, Equatable {
    /// Another value stands there.
    case set(ScenarioNode)
    /// What stands there is taken out: an entry, or an item of a list.
    case remove
    /// A value is added: a key to a record, or an item to a list, at its end or after the item with a key.
    case add(ScenarioNode)
  }

  /// The place as written.
  public let path: String
  /// Where the edit is written.
  public let position: SourcePosition
  /// What is done.
  public let change: Change

  /// Makes an edit.
  ///
  /// - Parameters:
  ///   - path: the place as written.
  ///   - position: where the edit is written.
  ///   - change: what is done.
  public init(path: String, position: SourcePosition, change: Change) {
    self.path = path
    self.position = position
    self.change = change
  }

  /// The edited tree.
  ///
  /// - Parameters:
  ///   - root: the tree of a scenario.
  ///   - reader: the cursor on the edit, for what is wrong with it.
  /// - Returns: the tree with the change; nothing when it cannot be made, which is noted.
  public func applied(to root: ScenarioNode, _ reader: ScenarioReader) -> ScenarioNode? {
    let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if case .add(let value) = change { return adding(value, to: root, parts, reader) }
    guard let place = TreePlace(parts, in: root, reader, at: position) else { return nil }
    switch change {
    case .set(let value): return root.replacing(at: place.keys, with: value)
    case .remove: return removing(place, from: root)
    case .add: return nil
    }
  }

  private func removing(_ place: TreePlace, from root: ScenarioNode) -> ScenarioNode? {
    var keys = place.keys
    // A step is named by its key, and goes as a whole.
    if place.endsInNamedItem { keys.removeLast() }
    guard let last = keys.popLast(), let holder = root.value(at: keys) else { return nil }
    let content: ScenarioNode.Content
    switch holder.content {
    case .record(let entries): content = .record(entries.filter { $0.key != last })
    case .list(var items):
      guard let index = ScenarioNode.index(last) else { return nil }
      items.remove(at: index)
      content = .list(items)
    case .scalar: return nil
    }
    return root.replacing(
      at: keys, with: ScenarioNode(content: content, position: holder.position))
  }

  private func adding(
    _ value: ScenarioNode, to root: ScenarioNode, _ parts: [String], _ reader: ScenarioReader
  ) -> ScenarioNode? {
    let silent = ScenarioReader(root, log: ProblemLog())
    if let place = TreePlace(parts, in: root, silent, at: position) {
      guard let items = root.value(at: place.keys)?.items else {
        reader.error("'\(path)' is there already", advice: "change it under 'set'", at: position)
        return nil
      }
      guard let longer = inserting(value, into: items, reader) else { return nil }
      let list = ScenarioNode(content: .list(longer), position: position)
      return root.replacing(at: place.keys, with: list)
    }
    guard let key = parts.last,
      let place = TreePlace(Array(parts.dropLast()), in: root, reader, at: position)
    else { return nil }
    guard let holder = root.value(at: place.keys), let entries = holder.entries else {
      reader.error("'\(path)' stands in no record, so no key can be added", at: position)
      return nil
    }
    let entry = ScenarioNode.Entry(key: key, keyPosition: position, value: value)
    return root.replacing(
      at: place.keys,
      with: ScenarioNode(content: .record(entries + [entry]), position: holder.position))
  }

  /// `{insert after: of, step: {…}}` goes behind the item with that key, anything else to the end.
  private func inserting(
    _ value: ScenarioNode, into items: [ScenarioNode], _ reader: ScenarioReader
  ) -> [ScenarioNode]? {
    guard let after = value["insert after"] else { return items + [value] }
    guard let step = value["step"], let name = after.text else {
      reader.error("'insert after' goes with 'step': what is inserted", at: after.position)
      return nil
    }
    guard let index = items.firstIndex(where: { $0[name] != nil }) else {
      ScenarioReader(after, path: reader.path, log: reader.log).unknown(
        name, "step", known: items.compactMap { $0.entries?.first?.key }, at: after.position)
      return nil
    }
    return Array(items[...index]) + [step] + Array(items[(index + 1)...])
  }
}
