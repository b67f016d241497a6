// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import ScenarioLanguage

extension ModelBuilder {
  /// Reads the chances of moving between levels in a month, one table for each epoch.
  ///
  /// - Parameters:
  ///   - name: the quantity.
  ///   - reader: the cursor on its moves.
  ///   - levels: its levels.
  /// - Returns: the tables; nothing where they are wrong.
  func moveTables(
    _ name: String, _ reader: ScenarioReader, _ levels: [String]
  ) -> [MoveTable]? {
    guard let rows = reader.named("level") else { return nil }
    var chances = levels.map { _ in levels.map { _ in CheckedExpression.Node.constant(0) } }
    for (from, value) in rows {
      guard let row = levels.firstIndex(of: from) else {
        value.unknown(from, "level", known: levels)
        continue
      }
      for (to, cell) in value.named("level") ?? [] {
        guard let column = levels.firstIndex(of: to) else {
          cell.unknown(to, "level", known: levels)
          continue
        }
        if let chance = cell.share() { chances[row][column] = .constant(chance) }
      }
    }
    return tables(name, chances, reader, levels)
  }

  private func place(_ level: String, _ moves: ScenarioReader) -> ScenarioReader {
    moves.node[level].map {
      ScenarioReader($0, path: moves.path + [level], log: moves.log)
    } ?? moves
  }

  private func tables(
    _ name: String, _ chances: [[CheckedExpression.Node]], _ reader: ScenarioReader,
    _ levels: [String]
  ) -> [MoveTable]? {
    let byEpoch = chances.enumerated().map { from, row in
      row.enumerated().map { to, node in
        // Who does not move stays: staying follows, and no drift can name it.
        from == to
          ? drift.epochs.active.map { _ in CheckedExpression(node).constantValue ?? .nan }
          : drift.byEpoch(node, "world.\(name).moves.\(levels[from]).\(levels[to])")
            .map { $0.constantValue ?? .nan }
      }
    }
    return (0..<drift.epochs.count).compactMap { epoch in
      let table = byEpoch.map { $0.map { $0[epoch] } }
      for (from, row) in table.enumerated() {
        let leaving = row.enumerated().reduce(0) { $0 + ($1.offset == from ? 0 : $1.element) }
        let sum = row[from] > 0 ? leaving + row[from] : leaving
        let isSum = row[from] > 0 ? abs(sum - 1) < 1e-9 : leaving <= 1 + 1e-9
        guard isSum, row.allSatisfy({ (0...1).contains($0) }) else {
          place(levels[from], reader).error(
            "the chances of leaving '\(levels[from])' must lie within 0 and 1 and sum to "
              + (row[from] > 0 ? "1 with staying" : "at most 1") + ", but sum to \(sum.brief)"
              + drift.inForce(epoch))
          return nil
        }
      }
      return MoveTable(table)
    }
  }
}
