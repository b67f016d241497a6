// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import ScenarioLanguage

extension TuningScope {
  /// A place in a chain with what it is called.
  private struct Named {
    let name: String
    let member: TuningOrder.Member
  }

  /// Reads `ascending`: one chain of values, or several; the floors of tiers ascend without it.
  ///
  /// - Parameters:
  ///   - record: the `tune` block.
  ///   - classifier: the tuned classifier, by position.
  ///   - values: the values that move.
  /// - Returns: the order; nothing when something is wrong.
  func order(
    _ record: RecordReader, of classifier: Int, _ values: [TunedValue]
  ) -> TuningOrder? {
    var chains: [[Named]] = []
    var readers: [[ScenarioReader]] = []
    if let reader = record["ascending"] {
      guard let items = reader.list() else { return nil }
      let lists = items.contains { $0.node.items != nil } ? items.map { $0.list() } : [items]
      for list in lists {
        guard let list else { return nil }
        let members = list.compactMap { ordered($0, of: classifier, values) }
        guard members.count == list.count else { return nil }
        guard members.count > 1 else {
          reader.error("an order needs two values and more, but got \(members.count)")
          return nil
        }
        chains.append(members)
        readers.append(list)
      }
    }
    for chain in ascending(of: classifier, values) {
      guard let reader = record["move"] else { break }
      chains.append(chain)
      readers.append(chain.map { _ in reader })
    }
    let order = TuningOrder(chains: chains.map { $0.map(\.member) })
    guard let conflict = order.conflict(among: values) else { return order }
    tell(conflict, chains[conflict.chain], readers[conflict.chain][conflict.member], values)
    return nil
  }

  private func tell(
    _ conflict: TuningOrder.Conflict, _ chain: [Named], _ reader: ScenarioReader,
    _ values: [TunedValue]
  ) {
    let own = chain[conflict.member]
    guard conflict.member > 0 else {
      return reader.error(
        "'\(own.name)' would have to lie above itself: the orders contradict each other")
    }
    let before = chain[conflict.member - 1].name
    let most =
      switch own.member {
      case .moved(let index): "at most \(values[index].greatest.brief)"
      case .fixed(let value): value.brief
      }
    reader.error(
      "'\(own.name)' must lie above '\(before)', which is \(conflict.bound.brief) or more, but is \(most)",
      advice: "let 'between' reach further")
  }

  /// Numbers that ascend by what they are, such as the floors of tiers, of which some move.
  private func ascending(of classifier: Int, _ values: [TunedValue]) -> [[Named]] {
    namedNumbers(of: classifier).filter(\.numbers.ascend).compactMap { numbers, names in
      let chain = names.compactMap { name -> Named? in
        let path = ["classifiers", classifiers[classifier].name] + numbers.keys + [name]
        if let index = values.firstIndex(where: { $0.path == path }) {
          return Named(name: values[index].name, member: .moved(index))
        }
        return root.value(at: path)?.text.flatMap(ScenarioReader.parseNumber).map {
          Named(name: name, member: .fixed($0))
        }
      }
      let isMoved = chain.contains { if case .moved = $0.member { true } else { false } }
      return isMoved ? chain : nil
    }
  }

  private func ordered(
    _ item: ScenarioReader, of classifier: Int, _ values: [TunedValue]
  ) -> Named? {
    guard let text = item.text() else { return nil }
    let owner = classifiers[classifier].name
    let name = text.hasPrefix(owner + ".") ? text : owner + "." + text
    guard let (_, path) = place(name, item, at: item.node.position), let node = root.value(at: path)
    else { return nil }
    if let index = values.firstIndex(where: { $0.path == path }) {
      return Named(name: text, member: .moved(index))
    }
    let written = node.text ?? ""
    let number = written.hasPrefix("below ") ? String(written.dropFirst(6)) : written
    guard let value = ScenarioReader.parseNumber(number) else {
      item.error("only numbers have an order, but '\(text)' is \(node.summary)")
      return nil
    }
    return Named(name: text, member: .fixed(value))
  }
}
