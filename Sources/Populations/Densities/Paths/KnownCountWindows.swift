// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Windows of counts in one month: the chance that the sum is s and no month is greater than x,
/// less that for x - 1, by convolving the stretches of months that share a number.
struct KnownCountWindows: KnownPathGroup {
  let group: CountWindowGroup
  /// The kinds of windows that there are.
  private let windows: [[CountWindowGroup.Stretch]]
  /// For each law its kinds of windows with their shares.
  private let laws: [[(share: Double, window: Int)]]

  /// Finds the kinds of windows.
  ///
  /// - Parameters:
  ///   - group: the counts.
  ///   - laws: for each law its windows with their shares.
  init(
    group: CountWindowGroup, laws: [[(share: Double, stretches: [CountWindowGroup.Stretch])]]
  ) {
    self.group = group
    var (windows, known): ([[CountWindowGroup.Stretch]], [[CountWindowGroup.Stretch]: Int]) = (
      [], [:]
    )
    self.laws = laws.map { mixture in
      var (own, places): ([(share: Double, window: Int)], [Int: Int]) = ([], [:])
      for (share, stretches) in mixture {
        let window = known[stretches] ?? windows.count
        if window == windows.count {
          known[stretches] = window
          windows.append(stretches)
        }
        if let place = places[window] {
          own[place].share += share
        } else {
          places[window] = own.count
          own.append((share, window))
        }
      }
      return own
    }
    self.windows = windows
  }

  func logMasses(_ seen: [Double]?, of used: [Int], into masses: inout [Double]) {
    let width = masses.count / max(1, laws.count)
    let counts = group.counts
    var (sum, greatest): (WindowSight, WindowSight) = (.unseen(1), .unseen(1))
    if let seen {
      if let window = counts.sum { sum = WindowSight(window, seen[0]) }
      if let window = counts.greatest { greatest = WindowSight(window, seen[seen.count - 1]) }
    }
    var found = [[Double]?](repeating: nil, count: windows.count)
    let share = sum.chance * greatest.chance
    for position in used {
      var own = [Double](repeating: 0, count: width)
      for (part, window) in laws[position] {
        let chances: [Double]
        if let known = found[window] {
          chances = known
        } else {
          var fresh = [Double](repeating: 0, count: width)
          add(share, windows[window], sum, greatest, to: &fresh)
          (found[window], chances) = (fresh, fresh)
        }
        for index in own.indices { own[index] += part * chances[index] }
      }
      for index in own.indices { masses[position * width + index] = log(max(0, own[index])) }
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
    let sight = CountTables.Sight(stretches: stretches, sum: sum, bound: bound)
    let chances = group.tables.chances(sight) { self.chances(sight) }
    for (index, chance) in chances.enumerated() { masses[index] += share * chance }
  }

  /// The chances by cell, by convolving the stretches.
  private func chances(_ sight: CountTables.Sight) -> [Double] {
    // Without a bound no month can be above the sum itself.
    let bound = sight.bound ?? sight.sum.map { CountTables.roundedUp($0) }
    let rows = sight.stretches.map { stretch in
      group.tables.row(
        stretch.stage.epoch, Int(stretch.stage.level),
        inSum: sight.sum == nil ? 0 : stretch.inSum,
        inGreatest: sight.bound == nil
          ? 0 : stretch.inGreatest + (sight.sum == nil ? stretch.inSum : 0),
        bound: bound, group.number)
    }
    var older: [Double] = [1]
    for row in rows.dropFirst().reversed() { older = Self.convolved(older, row.all) }
    return rows[0].cells.map { cell in
      guard let sum = sight.sum else { return cell[0] * older[0] }
      var chance = 0.0
      for earlier in older.indices where earlier <= sum && sum - earlier < cell.count {
        chance += older[earlier] * cell[sum - earlier]
      }
      return chance
    }
  }

  private static func convolved(_ first: [Double], _ second: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: first.count + second.count - 1)
    sums.withUnsafeMutableBufferPointer { sums in
      second.withUnsafeBufferPointer { second in
        for (one, weight) in first.enumerated() {
          for two in 0..<second.count { sums[one &+ two] += weight * second[two] }
        }
      }
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
