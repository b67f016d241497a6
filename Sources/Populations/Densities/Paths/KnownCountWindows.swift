// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Windows of counts in one month: the chance that the sum is s and no month is greater than x,
/// less that for x - 1, by convolving the stretches of months that share a number.
struct KnownCountWindows: KnownPathGroup {
  let group: CountWindowGroup
  /// For each law its kinds of windows with their shares.
  let laws: [[(share: Double, stretches: [CountWindowGroup.Stretch])]]

  func logMasses(_ seen: [Double]?, into masses: inout [[Double]]) {
    let counts = group.counts
    var (sum, greatest): (WindowSight, WindowSight) = (.unseen(1), .unseen(1))
    if let seen {
      if let window = counts.sum { sum = WindowSight(window, seen[0]) }
      if let window = counts.greatest { greatest = WindowSight(window, seen[seen.count - 1]) }
    }
    for (position, mixture) in laws.enumerated() {
      var own = [Double](repeating: 0, count: masses[position].count)
      for (share, stretches) in mixture {
        add(share * sum.chance * greatest.chance, stretches, sum, greatest, to: &own)
      }
      for index in own.indices { masses[position][index] = log(max(0, own[index])) }
    }
  }

  private func add(
    _ share: Double, _ stretches: [CountWindowGroup.Stretch], _ sum: WindowSight,
    _ greatest: WindowSight, to masses: inout [Double]
  ) {
    let months = stretches.reduce(0) { $0 + $1.inSum }
    var total: Int?
    if case .value(let value, _) = sum {
      let isMean = group.counts.sum?.isMean ?? false
      let exact = isMean ? value * Double(months) : value
      guard abs(exact - exact.rounded()) < 1e-6, (0...1e6).contains(exact) else { return }
      total = Int(exact.rounded())
    }
    guard case .value(let value, _) = greatest else {
      add(share, stretches, sum: total, bound: nil, to: &masses)
      return
    }
    guard value == value.rounded(), (0...1e6).contains(value) else { return }
    add(share, stretches, sum: total, bound: Int(value), to: &masses)
    if value > 0 { add(-share, stretches, sum: total, bound: Int(value) - 1, to: &masses) }
  }

  /// Adds the chance that the sum is a number and no month is above a bound.
  private func add(
    _ share: Double, _ stretches: [CountWindowGroup.Stretch], sum: Int?, bound: Int?,
    to masses: inout [Double]
  ) {
    // Without a bound no month can be above the sum itself.
    let isBounded = bound != nil
    let bound = bound ?? sum.map { CountTables.roundedUp($0) }
    let rows = stretches.map { stretch in
      group.tables.row(
        stretch.stage.epoch, Int(stretch.stage.level),
        inSum: sum == nil ? 0 : stretch.inSum,
        inGreatest: !isBounded
          ? 0 : stretch.inGreatest + (sum == nil ? stretch.inSum : 0),
        bound: bound, group.number)
    }
    var older: [Double] = [1]
    for row in rows.dropFirst().reversed() { older = Self.convolved(older, row.all) }
    for (index, cell) in rows[0].cells.enumerated() {
      guard let sum else {
        masses[index] += share * cell[0] * older[0]
        continue
      }
      var chance = 0.0
      for (earlier, weight) in older.enumerated()
      where earlier <= sum && sum - earlier < cell.count { chance += weight * cell[sum - earlier] }
      masses[index] += share * chance
    }
  }

  private static func convolved(_ first: [Double], _ second: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: first.count + second.count - 1)
    for (one, weight) in first.enumerated() {
      for (two, chance) in second.enumerated() { sums[one + two] += weight * chance }
    }
    return sums
  }
}

/// What is seen of a window.
enum WindowSight {
  /// Nothing, which has this chance.
  case unseen(Double)
  /// A value, with the chance that it is shown.
  case value(Double, Double)

  /// Reads a seen value backwards.
  init(_ window: WindowedCounts.Window, _ seen: Double) {
    let pieces = SeenPiece.counting(window.feature.pieces(seen), isDiscrete: true)
    self = .unseen(0)
    for piece in pieces {
      switch piece.values {
      case .missing: continue
      case .point(let value): self = .value(value, piece.weight)
      case .interval: self = .unseen(piece.weight)
      }
    }
  }

  /// The chance of the showing.
  var chance: Double {
    switch self {
    case .unseen(let chance), .value(_, let chance): chance
    }
  }
}
