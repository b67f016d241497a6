// SPDX-License-Identifier: GPL-3.0-or-later

extension HiddenLaw {
  /// Whether those who enter, and the moves of a month, are no more than can be worked with.
  var isManageable: Bool {
    let born = levels.reduce(1.0) { product, level in
      let rows = level.node.shares + (level.node.entrantShares.map { [$0] } ?? [])
      return product * Double(rows.map { row in row.count { $0 > 0 } }.max() ?? 1)
    }
    return born <= Double(Self.mostStates) && mostMoves <= Double(Self.mostMoved)
  }

  /// Whether all present levels with all their moves are no more than can be worked with.
  var hasManageablePairs: Bool {
    let states = levels.reduce(1.0) { $0 * Double($1.node.shares.first?.count ?? 1) }
    return states * mostMoves <= Double(10 * Self.mostMoved)
  }

  /// The greatest number of ways in which levels may move in a month.
  private var mostMoves: Double {
    levels.reduce(1.0) { product, level in
      let targets = level.node.moves.flatMap { $0.targets.map(\.count) }.max() ?? 0
      let redrawn = level.node.afterMove == .redraw ? level.node.shares.first?.count ?? 0 : 0
      return product * Double(1 + max(targets, redrawn))
    }
  }

  /// Where a state may go in a month, in the generator's order: all moves, then what follows them.
  func moves(_ state: HiddenState, _ month: Int) -> [(HiddenState, Double)] {
    var partial: [(codes: LevelCodes, moved: [Bool], chance: Double)] = [
      (state.present, Array(repeating: false, count: levels.count), 1)
    ]
    for (position, level) in levels.enumerated() where !level.node.moves.isEmpty {
      let table = level.node.moves[model.epochs(month)]
      partial = partial.flatMap { branch(table, position, $0) }
    }
    for (position, level) in levels.enumerated() where level.node.afterMove == .redraw {
      let above = levels.indices.filter { other in
        levels[other].node.mover.map(level.node.movers.contains) ?? false
      }
      partial = partial.flatMap { codes, moved, chance in
        guard above.contains(where: { moved[$0] }) else { return [(codes, moved, chance)] }
        let shares = level.node.shares[given(level.node, codes)]
        return shares.indices.filter { shares[$0] > 0 }.map { code in
          var (codes, moved) = (codes, moved)
          moved[position] = moved[position] || codes[position] != UInt8(code)
          codes[position] = UInt8(code)
          return (codes, moved, chance * shares[code])
        }
      }
    }
    return partial.map { codes, moved, chance in
      var next = state
      next.present = codes
      if tracksMoves, moved.contains(true) { next.lastMove = month }
      if pathMonths > 0 {
        if moved.contains(true) { next.path.append(LevelMove(month: month, former: state.present)) }
        next.path.removeAll { month - $0.month >= pathMonths }
      }
      return (next, chance)
    }
  }

  private func branch(
    _ table: MoveTable, _ position: Int, _ from: (codes: LevelCodes, moved: [Bool], chance: Double)
  ) -> [(codes: LevelCodes, moved: [Bool], chance: Double)] {
    let present = Int(from.codes[position])
    var (found, before) = (
      [(from.codes, from.moved, from.chance * (1 - table.leaving[present]))], 0.0
    )
    for target in table.targets[present] {
      var (codes, moved) = (from.codes, from.moved)
      codes[position] = target.level
      moved[position] = true
      found.append((codes, moved, from.chance * (target.upTo - before)))
      before = target.upTo
    }
    return found
  }
}
