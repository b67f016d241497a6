// SPDX-License-Identifier: GPL-3.0-or-later

/// Looks up the names and levels of a table and turns it into an expression.
struct TableChecker<Scope: NameScope> {
  typealias Node = CheckedExpression.Node

  let scope: Scope
  let reader: ScenarioReader
  /// The values met so far.
  private(set) var leaves: [CheckedTable.Leaf] = []

  init(scope: Scope, reader: ScenarioReader) {
    self.scope = scope
    self.reader = reader
  }

  /// Checks a table or value.
  mutating func node(_ value: TableValue) -> Node? {
    switch value {
    case .expression(let expression):
      guard let checked = expression.checkedNumber(in: scope, expression.reader(reader.log)) else {
        return nil
      }
      leaves.append(CheckedTable.Leaf(expression: checked, source: expression))
      return checked.root
    case .byLevel(let table): return node(table)
    case .byCut(let table): return node(table)
    }
  }

  private func resolve(_ name: String, at position: SourcePosition) -> NamedValue? {
    let element = reader.node.element
    if name == VectorElement.word, let element { return .constant(Double(element.number)) }
    if let value = scope.value(named: name) { return value }
    if let own = element?.name(in: name), let value = scope.value(named: own) { return value }
    if let reason = scope.reasonUnavailable(name) {
      reader.error("'\(name)' \(reason)", at: position)
    } else {
      reader.unknown(name, "name", known: scope.knownNames, at: position)
    }
    return nil
  }

  private mutating func node(_ table: CutTable) -> Node? {
    let quantity: Node
    switch resolve(table.name, at: table.position) {
    case .number(let slot)?: quantity = .number(slot: slot)
    case .constant(let value)?: quantity = .constant(value)
    case .levels?:
      reader.error(
        "'\(table.name)' has levels: a table by it names them instead of cuts", at: table.position)
      return nil
    case .unread?, nil: return nil
    }
    let values = table.cuts.map { (below: $0.below, node: node($0.value)) }
    guard var chosen = node(table.above) else { return nil }
    for (below, value) in values.reversed() {
      guard let value else { return nil }
      chosen = .choose(.compare(.less, quantity, .constant(below)), value, chosen)
    }
    return chosen
  }

  private mutating func node(_ table: LevelTable) -> Node? {
    guard let value = resolve(table.name, at: table.position), value != .unread else { return nil }
    guard case .levels(let slot, let names) = value else {
      reader.error(
        "'\(table.name)' is a number: a table by it has cuts",
        advice: "write below NUMBER: VALUE, …, above: VALUE", at: table.position)
      return nil
    }
    var nodes = [Node?](repeating: nil, count: names.count)
    var isWhole = true
    for entry in table.entries {
      let value = node(entry.value)
      if let code = names.firstIndex(of: entry.level) {
        nodes[code] = value
        isWhole = isWhole && value != nil
      } else {
        isWhole = false
        reader.unknown(entry.level, "level of \(table.name)", known: names, at: entry.position)
      }
    }
    let written = Set(table.entries.map(\.level))
    let absent = names.indices.filter { !written.contains(names[$0]) }
    guard complete(table, absent.map { names[$0] }, isWhole) else { return nil }
    if let others = table.others {
      guard let value = node(others.value) else { return nil }
      for code in absent { nodes[code] = value }
    }
    let whole = nodes.compactMap(\.self)
    return whole.count == names.count ? .byLevel(slot: slot, values: whole) : nil
  }

  /// Notes levels without a value, and `others` that covers none.
  private func complete(_ table: LevelTable, _ absent: [String], _ isWhole: Bool) -> Bool {
    if let others = table.others {
      if absent.isEmpty, isWhole {
        reader.warning(
          "'others' covers nothing: every level of \(table.name) is named", at: others.position)
      }
      return isWhole
    }
    // A misspelt level is told as such, not as a missing one too.
    guard isWhole, !absent.isEmpty else { return isWhole }
    let listed = absent.map { "'\($0)'" }.joined(separator: ", ")
    reader.error(
      "the table by \(table.name) has no value for \(listed)",
      advice: "name the level, or add others: VALUE", at: table.position)
    return false
  }
}
