// SPDX-License-Identifier: GPL-3.0-or-later

/// Monthly chances of moving from level to level.
struct MoveTable: Sendable {
  /// How many levels there are.
  let count: Int
  /// The chance of leaving each level.
  let leaving: [Double]
  /// For each level the levels it may move to, with the summed chances up to each.
  let targets: [[(level: UInt8, upTo: Double)]]

  /// Makes the table.
  ///
  /// - Parameter chances: rows are the present level, columns the next; the diagonal is ignored,
  ///   rows without it sum to at most 1.
  init(_ chances: [[Double]]) {
    count = chances.count
    targets = chances.enumerated().map { from, row in
      var sum = 0.0
      return row.enumerated().compactMap { to, chance in
        guard to != from, chance > 0 else { return nil }
        sum += chance
        return (UInt8(to), sum)
      }
    }
    leaving = targets.map { $0.last?.upTo ?? 0 }
  }

  /// Whether any level may move to a level.
  ///
  /// - Parameter level: the level's code.
  /// - Returns: whether one may.
  func leads(to level: Int) -> Bool {
    targets.contains { $0.contains { Int($0.level) == level } }
  }

  /// The level moved to.
  ///
  /// - Parameters:
  ///   - from: the present level.
  ///   - u: a uniform below the chance of leaving.
  /// - Returns: the level's code.
  func target(from: UInt8, _ u: Double) -> UInt8 {
    let row = targets[Int(from)]
    return row.first { u < $0.upTo }?.level ?? row.last?.level ?? from
  }
}
