// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Probability
import ScenarioLanguage

extension ModelBuilder {
  /// Reads a level quantity: shares, moves, what a move of another level does to it.
  func readLevels(_ name: String, _ record: RecordReader) {
    for key in record.written(among: ["each", "monthly", "at entry", "within", "unit"]) {
      record[key]?.error("a quantity with levels has no '\(key)'")
    }
    guard let reader = record["levels"], let read = levelShares(reader) else { return }
    for level in read.names where !ScenarioReader.isWord(level) { noteUnusable(level) }
    guard read.names.count <= 250 else {
      reader.error("at most 250 levels are possible, but got \(read.names.count)")
      return
    }
    let path = root.child("world").child(name)
    let slot = layout.addLevels()
    levelNamesBySlot[slot] = read.names
    guard let drawer = drawer(read.shares, reader) else { return }
    let moves = record["moves"].flatMap { moveTables(name, $0, read.names) }
    if moves == nil, record.has("moves") { unread.insert("world.\(name).moves") }
    let after = levelsAfterMove(name, record, read.givenSlot)
    let movers = movers(of: read.givenSlot.map { [$0] } ?? [])
    let isMoving = record.has("moves") || (after == .redraw && !movers.isEmpty)
    let mover = isMoving ? layout.addMover() : nil
    if let mover { moverBySlot[slot] = mover }
    var node = LevelsNode(
      drawer: drawer, shares: read.shares, givenSlot: read.givenSlot, path: path,
      moves: moves ?? [], mover: mover, afterMove: after, movers: movers)
    if book.isQuota, read.givenSlot == nil {
      node.quota = Quota(shares: read.shares[0], customers: book.customers, path: path)
    }
    append(
      Quantity(
        name: name, unit: nil, slot: slot, kind: .levels(node), levelNames: read.names,
        isCount: false,
        parents: quantities.filter { $0.slot == read.givenSlot && !$0.levelNames.isEmpty }
          .map(\.name),
        summary: "one of \(read.names.count) levels" + (moves == nil ? "" : ", with moves")))
    declare(name, .levels(slot: slot, names: read.names))
  }

  private func levelsAfterMove(
    _ name: String, _ record: RecordReader, _ givenSlot: Int?
  ) -> AfterMove {
    let isMoved = !movers(of: givenSlot.map { [$0] } ?? []).isEmpty
    switch afterMove(record) {
    case .toward:
      record["after move"]?.error("a level cannot go toward a law: keep or redraw")
      return .keep
    case let said?: return said
    case nil:
      if isMoved, !record.has("after move") { noteUnsaidMove(name, record) }
      return .keep
    }
  }

  /// Notes that a quantity does not say what a move does to it.
  func noteUnsaidMove(_ name: String, _ record: RecordReader) {
    record.reader.error(
      "'\(name)' depends on a level that moves, so it must say what a move does to it",
      advice: "add 'after move: keep', 'redraw' or '{toward: new law, half-life: 4 months}'")
  }

  /// Reads shares: plain, or by the level of another quantity.
  func levelShares(
    _ reader: ScenarioReader
  ) -> (names: [String], shares: [[Double]], givenSlot: Int?)? {
    guard let entries = reader.node.entries, entries.count == 1, entries[0].key.hasPrefix("by ")
    else { return reader.shares().map { ($0.levels, [$0.shares], nil) } }
    let given = String(entries[0].key.dropFirst(3))
    guard
      let table = reader.record(RecordShape("levels", [.init(entries[0].key, .text, "")]))?[
        entries[0].key]
    else { return nil }
    let scope = WorldScope(builder: self, extra: [])
    let element = reader.node.element?.name(in: given)
    guard
      case .levels(let slot, let levels)? = scope.value(named: given)
        ?? element.flatMap({ scope.value(named: $0) })
    else {
      noteNot(given, "levels", reader)
      return nil
    }
    guard let rows = table.named("level") else { return nil }
    var isWhole = true
    var (names, found): ([String], [String: [Double]]) = ([], [:])
    for (level, value) in rows {
      guard levels.contains(level) || level == "others" else {
        value.unknown(level, "level of \(given)", known: levels)
        isWhole = false
        continue
      }
      guard let shares = value.shares() else { return nil }
      for name in shares.levels where !names.contains(name) { names.append(name) }
      found[level] = names.map { shares[$0] ?? 0 }
    }
    // A misspelt level is told as such, not as a missing one too.
    guard isWhole else { return nil }
    return filled(reader, levels, names, found).map { (names, $0, slot) }
  }

  private func filled(
    _ reader: ScenarioReader, _ levels: [String], _ names: [String], _ found: [String: [Double]]
  ) -> [[Double]]? {
    var rows: [[Double]] = []
    for level in levels {
      guard let row = found[level] ?? found["others"] else {
        reader.error("no shares for level '\(level)'", advice: "name it, or add 'others'")
        return nil
      }
      rows.append(row + Array(repeating: 0, count: names.count - row.count))
    }
    return rows
  }

  private func drawer(_ shares: [[Double]], _ reader: ScenarioReader) -> LevelledDrawer? {
    do {
      return try LevelledDrawer(laws: shares.map { try CategoricalLaw(shares: $0) })
    } catch {
      reader.error("\(error)")
      return nil
    }
  }

  /// Gives entrants their own shares of the persona: the first level quantity whose levels are named.
  func finishMix() {
    guard let mix = book.mix else { return }
    let named = Set((mix.node.entries ?? []).map(\.key))
    let candidates = quantities.indices.filter { !quantities[$0].levelNames.isEmpty }
    let match = candidates.first { named.isSubset(of: quantities[$0].levelNames + ["others"]) }
    // Which quantity was meant is not known when one with levels could not be read.
    if match == nil, names.contains(where: { $0.value == .unread }) { return }
    guard let index = match ?? candidates.first else {
      mix.error("the world has no quantity with levels that entrants could be mixed by")
      return
    }
    guard let shares = mix.shares(among: quantities[index].levelNames),
      case .levels(var node) = quantities[index].kind
    else { return }
    let ordered = quantities[index].levelNames.map { shares[$0] ?? 0 }
    node.entrantShares = ordered
    node.entrants = drawer([ordered], mix)
    quantities[index].kind = .levels(node)
  }
}
