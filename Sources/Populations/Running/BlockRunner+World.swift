// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Probability

extension BlockRunner {
  /// Draws everything a customer has on entering the simulation.
  func bear(_ month: Int) {
    let epoch = model.epochs(month)
    for (source, quantity) in model.quantities.enumerated() {
      drawnSource = source
      switch quantity.kind {
      case .levels(let node): bear(node, into: frame.levels[quantity.slot])
      case .law(let node): bear(node, quantity.slot, month, epoch)
      case .tenure(let node):
        let column = frame.numbers[quantity.slot]
        if isEntrant {
          column.update(repeating: 0, count: rows)
        } else {
          draw(.levelled(node.drawer, laws: [], slot: nil), node.path, MonthCode.birth, column)
        }
      case .derived(let programs), .lawParameter(let programs):
        work(
          out: programs[min(epoch, programs.count - 1)], of: source,
          into: frame.numbers[quantity.slot])
      }
    }
  }

  /// Lets a month pass for everything that changes by itself or by a move.
  func evolve(_ month: Int) {
    let epoch = model.epochs(month)
    for (source, quantity) in model.quantities.enumerated() {
      drawnSource = source
      switch quantity.kind {
      case .levels(let node): follow(node, quantity.slot, month)
      case .law(let node): evolve(node, quantity.slot, month, epoch)
      case .tenure:
        guard month > 0 else { continue }
        let column = frame.numbers[quantity.slot]
        for row in 0..<rows { column[row] += 1 }
      case .derived(let programs), .lawParameter(let programs):
        work(
          out: programs[min(epoch, programs.count - 1)], of: source,
          into: frame.numbers[quantity.slot])
      }
    }
  }

  private func bear(_ node: LevelsNode, into column: UnsafeMutablePointer<UInt8>) {
    if let quota = node.quota, !isEntrant {
      let deal = quota.deal(replicate: replicate)
      for row in 0..<rows { column[row] = deal(Int(frame.indices[row])) }
      return
    }
    let drawer = isEntrant ? node.entrants ?? node.drawer : node.drawer
    let given = isEntrant && node.entrants != nil ? nil : node.givenSlot
    draw(.levelled(drawer, laws: [], slot: given), node.path, MonthCode.birth, frame.scratch[2])
    store(frame.scratch[2], into: column, rows)
  }

  private func store(
    _ drawn: UnsafePointer<Double>, into column: UnsafeMutablePointer<UInt8>, _ count: Int
  ) {
    for row in 0..<count { column[row] = UInt8(truncatingIfNeeded: Int32(drawn[row])) }
  }

  private func bear(_ node: LawNode, _ slot: Int, _ month: Int, _ epoch: Int) {
    let column = frame.numbers[node.stateSlot]
    if isEntrant, let atEntry = node.atEntry {
      work(out: atEntry, of: drawnSource, into: column)
    } else {
      let code = node.isEachMonth ? MonthCode.of(month) : MonthCode.birth
      // The first book starts at the declared laws, whether a warm-up comes before or not.
      let plan = node.plans[node.isEachMonth || isEntrant ? epoch : 0]
      draw(plan, node.path, code, column, mixture: node.mixture)
    }
    if let pending = node.pendingSlot { frame.numbers[pending].update(repeating: 0, count: rows) }
    shift(node, slot, epoch)
  }

  private func evolve(_ node: LawNode, _ slot: Int, _ month: Int, _ epoch: Int) {
    let column = frame.numbers[node.stateSlot]
    if node.isEachMonth {
      draw(node.plans[epoch], node.path, MonthCode.of(month), column)
    } else {
      answer(node, column, month, epoch)
      if let monthly = node.monthly {
        let next = frame.scratch[3]
        work(out: monthly, of: drawnSource, into: next)
        column.update(from: next, count: rows)
      }
    }
    shift(node, slot, epoch)
  }

  private func shift(_ node: LawNode, _ slot: Int, _ epoch: Int) {
    guard node.stateSlot != slot else { return }
    if let overlay = node.overlays[epoch] {
      work(out: overlay, of: drawnSource, into: frame.numbers[slot])
    } else {
      frame.numbers[slot].update(from: frame.numbers[node.stateSlot], count: rows)
    }
  }

  /// Draws a column, or only the frame's chosen rows of it; a mixture makes its scores go together
  /// with those of other quantities.
  func draw(
    _ plan: DrawPlan, _ path: SeedPath, _ code: UInt16, _ out: UnsafeMutablePointer<Double>,
    chosen: Int? = nil, mixture: NormalMixture? = nil
  ) {
    var cells =
      chosen.map { cellBase.run(path, frame, chosen: $0, month: code) }
      ?? cellBase.run(path, frame, month: code)
    cells.mixture = mixture
    switch plan {
    case .levelled(let drawer, _, let slot):
      drawer.draw(
        levels: slot.map { levels($0, chosen) }, cells: cells, into: out, scratch: drawScratch)
    case .byRow(let drawer, let parameters, _):
      let columns = parameters.enumerated().compactMap { index, program in
        program.map { evaluated($0, frame.scratch[4 + index], chosen) }
      }
      ledger.impossible[drawnSource].of += cells.count
      ledger.impossible[drawnSource].rows += drawer.draw(
        parameters: columns, cells: cells, into: out, scratch: drawScratch)
    }
  }

  private func levels(_ slot: Int, _ chosen: Int?) -> UnsafePointer<UInt8> {
    guard let chosen else { return UnsafePointer(frame.levels[slot]) }
    let (source, gathered) = (frame.levels[slot], frame.bytes[0])
    for k in 0..<chosen { gathered[k] = source[Int(frame.chosen[k])] }
    return UnsafePointer(gathered)
  }

  private func evaluated(
    _ program: ColumnProgram, _ column: UnsafeMutablePointer<Double>, _ chosen: Int?
  ) -> UnsafePointer<Double> {
    program.evaluate(frame.inputs, rows: rows, scratch: frame.columnScratch, into: column)
    if let chosen {
      for k in 0..<chosen { column[k] = column[Int(frame.chosen[k])] }
    }
    return UnsafePointer(column)
  }
}
