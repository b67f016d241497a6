// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Probability

extension BlockRunner {
  /// Decides who leaves before a month.
  ///
  /// - Parameter month: months since the first scored one.
  /// - Returns: how many stay; their rows are in the frame's chosen list.
  func leave(_ month: Int) -> Int {
    guard let hazards = model.exitHazards else { return rows }
    let program = hazards[model.epochs(month)]
    let (hazard, uniforms) = (frame.scratch[0], frame.scratch[1])
    if let constant = program.constant {
      guard constant > 0 else { return rows }
      hazard.update(repeating: constant, count: rows)
    } else {
      work(out: program.program, of: model.workedOut.exit, into: hazard)
    }
    cellBase.run(model.exitPath, frame, month: MonthCode.of(month)).fillUniforms(into: uniforms)
    var kept = 0
    for row in 0..<rows {
      frame.chosen[kept] = Int32(truncatingIfNeeded: row)
      kept &+= uniforms[row] < hazard[row] ? 0 : 1
    }
    return kept
  }

  /// Moves levels, listing the rows that moved.
  func move(_ month: Int) {
    let epoch = model.epochs(month)
    for quantity in model.quantities {
      guard case .levels(let node) = quantity.kind, let mover = node.mover, !node.moves.isEmpty
      else { continue }
      let table = node.moves[epoch]
      let (column, former) = (frame.levels[quantity.slot], frame.formerLevels[mover])
      let uniforms = frame.scratch[0]
      cellBase.run(node.path.child("moves"), frame, month: MonthCode.of(month))
        .fillUniforms(into: uniforms)
      let list = frame.movers[mover]
      var count = frame.moverCounts[mover]
      table.leaving.withUnsafeBufferPointer { leaving in
        for row in 0..<rows where uniforms[row] < leaving[Int(column[row])] {
          former[row] = column[row]
          column[row] = table.target(from: column[row], uniforms[row])
          list[count] = Int32(truncatingIfNeeded: row)
          count += 1
        }
      }
      frame.moverCounts[mover] = count
    }
  }

  /// Lists the rows that any of some quantities moved in the frame's chosen list.
  ///
  /// - Parameter movers: the quantities with moves, by number.
  /// - Returns: how many rows.
  func choose(movedBy movers: [Int]) -> Int {
    if movers.count == 1 {
      let count = frame.moverCounts[movers[0]]
      frame.chosen.update(from: frame.movers[movers[0]], count: count)
      return count
    }
    let flags = frame.bytes[1]
    flags.update(repeating: 0, count: rows)
    for mover in movers {
      for k in 0..<frame.moverCounts[mover] { flags[Int(frame.movers[mover][k])] = 1 }
    }
    var count = 0
    for row in 0..<rows where flags[row] == 1 {
      frame.chosen[count] = Int32(truncatingIfNeeded: row)
      count += 1
    }
    return count
  }

  /// Does to a level what a move of the level it depends on does, listing the rows that change.
  func follow(_ node: LevelsNode, _ slot: Int, _ month: Int) {
    guard node.afterMove == .redraw, !node.movers.isEmpty else { return }
    let count = choose(movedBy: node.movers)
    guard count > 0 else { return }
    let drawn = frame.scratch[2]
    draw(
      .levelled(node.drawer, laws: [], slot: node.givenSlot), node.path, MonthCode.of(month), drawn,
      chosen: count)
    let (column, isListed) = (frame.levels[slot], frame.bytes[3])
    guard let mover = node.mover else { return }
    isListed.update(repeating: 0, count: rows)
    for k in 0..<frame.moverCounts[mover] { isListed[Int(frame.movers[mover][k])] = 1 }
    for k in 0..<count {
      let (row, level) = (Int(frame.chosen[k]), UInt8(truncatingIfNeeded: Int32(drawn[k])))
      if level != column[row], isListed[row] == 0 {
        frame.formerLevels[mover][row] = column[row]
        frame.movers[mover][frame.moverCounts[mover]] = frame.chosen[k]
        frame.moverCounts[mover] += 1
      }
      column[row] = level
    }
  }

  /// Does to a number what a move of the level its law depends on does.
  func answer(
    _ node: LawNode, _ column: UnsafeMutablePointer<Double>, _ month: Int, _ epoch: Int
  ) {
    switch node.afterMove {
    case .keep: return
    case .redraw:
      let count = choose(movedBy: node.movers)
      guard count > 0 else { return }
      let drawn = frame.scratch[2]
      draw(
        node.plans[epoch], node.path, MonthCode.of(month), drawn, chosen: count,
        mixture: node.mixture)
      for k in 0..<count { column[Int(frame.chosen[k])] = drawn[k] }
    case .toward(let halfLife): approach(node, column, halfLife, epoch)
    }
  }

  /// Goes part of the way that moves have left open, on the link scale.
  private func approach(
    _ node: LawNode, _ column: UnsafeMutablePointer<Double>, _ halfLife: Double, _ epoch: Int
  ) {
    guard let pendingSlot = node.pendingSlot, let mover = node.movers.first,
      let laws = node.plans[epoch].laws
    else { return }
    let pending = frame.numbers[pendingSlot]
    // In an epoch in which a drift makes the law the same for all levels, no move changes it.
    if frame.moverCounts[mover] > 0, let slot = node.plans[epoch].levelSlot {
      let places = laws.map { node.link($0.quantile(0.5)) }
      for k in 0..<frame.moverCounts[mover] {
        let row = Int(frame.movers[mover][k])
        let (now, then) = (frame.levels[slot][row], frame.formerLevels[mover][row])
        pending[row] += places[Int(now)] - places[Int(then)]
      }
    }
    let part = 1 - (-0.6931471805599453 / halfLife).exponential
    var (lost, tried) = (0, 0)
    for row in 0..<rows where pending[row] != 0 {
      let (step, before) = (pending[row] * part, column[row])
      let after = node.link.inverse(node.link(before) + step)
      tried += 1
      lost += before.isFinite && !after.isFinite ? 1 : 0
      column[row] = after.isFinite ? after : .nan
      pending[row] = abs(pending[row] - step) < 1e-12 ? 0 : pending[row] - step
    }
    note(notNumbers: lost, of: tried)
  }
}
