// SPDX-License-Identifier: GPL-3.0-or-later

extension WorldSurvey {
  /// A number with counts that are drawn given it each month and seen through windows.
  ///
  /// - Parameters:
  ///   - quantity: a quantity drawn by a law.
  ///   - node: how it is drawn.
  ///   - needed: the names of all quantities that matter.
  /// - Returns: the group with the names of the quantities it reads; nothing where no window shows
  ///   such counts.
  /// - Throws: why it cannot be read backwards.
  func countGroup(
    _ quantity: Quantity, _ node: LawNode, needed: Set<String>
  ) throws(Unavailable) -> (group: (any PathGroup)?, claimed: Set<String>)? {
    var children: [(quantity: Quantity, node: LawNode)] = []
    for other in model.quantities where needed.contains(other.name) {
      guard case .law(let own) = other.kind,
        own.plans.contains(where: { $0.numberSlots.contains(quantity.slot) })
      else { continue }
      children.append((other, own))
    }
    let shown = children.filter { child in
      columns.contains { isWindow($0, ofSlot: child.quantity.slot) }
    }
    guard let child = shown.first else { return nil }
    guard children.count == 1 else {
      throw Unavailable("\(children.count) quantities depend on '\(quantity.name)'")
    }
    guard !columns.contains(where: { source($0) == quantity.slot }) else {
      throw Unavailable(
        "'\(quantity.name)' is seen by itself and by windows of '\(child.quantity.name)'")
    }
    let number = try EvolvingNumber(quantity, node, model)
    guard number.isStill, !number.isShiftedByMoves else {
      throw Unavailable("'\(quantity.name)' evolves, and windows of months show counts given it")
    }
    let counts = try WindowedCounts(
      child.quantity, child.node, givenSlot: quantity.slot,
      columns.sorted().filter { source($0) == child.quantity.slot }, self)
    let group = try CountWindowGroup(
      number, counts,
      try target(ofSlot: quantity.slot, quantity.name, isPresent: !number.answersMoves))
    return (group, [quantity.name, child.quantity.name])
  }

  private func source(_ column: Int) -> Int? {
    if case .number(let slot) = model.view.features[column].source { slot } else { nil }
  }

  private func isWindow(_ column: Int, ofSlot slot: Int) -> Bool {
    source(column) == slot
      && model.view.features[column].steps.contains { $0.step is any WindowViewStep }
  }
}

extension EvolvingNumber {
  /// Whether a move takes it toward a new law.
  var isShiftedByMoves: Bool { if case .toward = node.afterMove { true } else { false } }
}
