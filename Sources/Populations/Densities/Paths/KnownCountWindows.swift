// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels

/// Windows of counts in one month: the chance that the sum is s and no month is greater than x,
/// less that for x - 1, by convolving the stretches of months that share a number.
struct KnownCountWindows: KnownPathGroup {
  let group: CountWindowGroup
  /// The kinds of windows that there are.
  private let windows: [[CountWindowGroup.Stretch]]
  private let numbers: [Int]
  private let mostNumber: Int
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
    numbers = windows.map { group.tables.number($0) }
    mostNumber = numbers.max() ?? 0
  }

  func logMasses(_ seen: [Double]?, of used: [Int], into masses: inout [Double]) {
    let width = masses.count / max(1, laws.count)
    let counts = group.counts
    var (sum, greatest): (WindowSight, WindowSight) = (.unseen(1), .unseen(1))
    if let seen {
      if let window = counts.sum { sum = WindowSight(window, seen[0]) }
      if let window = counts.greatest { greatest = WindowSight(window, seen[seen.count - 1]) }
    }
    let sight = CountTables.Sight(sum: sum.value, greatest: greatest.value)
    var chances = group.tables.chances(sight, windows: mostNumber + 1)
    var isNew = false
    let share = sum.chance * greatest.chance
    var own = [Double](repeating: 0, count: width)
    for position in used {
      for index in own.indices { own[index] = 0 }
      for (part, window) in laws[position] {
        let start = numbers[window] * width
        if chances[start].isNaN {
          isNew = true
          var fresh = [Double](repeating: 0, count: width)
          add(1, window, sum, greatest, to: &fresh)
          for index in own.indices { chances[start + index] = fresh[index] }
        }
        for index in own.indices { own[index] += part * chances[start + index] }
      }
      for index in own.indices { masses[position &* width &+ index] = max(0, share * own[index]) }
    }
    takeLogarithms(used, width, &masses)
    if isNew { group.tables.remember(chances, sight) }
  }

  private func takeLogarithms(_ used: [Int], _ width: Int, _ masses: inout [Double]) {
    masses.withUnsafeMutableBufferPointer { masses in
      guard let start = masses.baseAddress else { return }
      for position in used {
        ck_log(start + position &* width, start + position &* width, width)
      }
    }
  }

  private func add(
    _ share: Double, _ window: Int, _ sum: WindowSight, _ greatest: WindowSight,
    to masses: inout [Double]
  ) {
    let months = windows[window].reduce(0) { $0 + $1.inSum }
    var total: Int?
    if case .value(let value, _) = sum {
      let isMean = group.counts.sum?.isMean ?? false
      let exact = isMean ? value * Double(months) : value
      guard abs(exact - exact.rounded()) < 1e-6, (0...1e6).contains(exact) else { return }
      total = Int(exact.rounded())
    }
    guard case .value(let value, _) = greatest else {
      add(share, window, sum: total, bound: nil, to: &masses)
      return
    }
    guard value == value.rounded(), (0...1e6).contains(value) else { return }
    add(share, window, sum: total, bound: Int(value), to: &masses)
    if value > 0 { add(-share, window, sum: total, bound: Int(value) - 1, to: &masses) }
  }

  /// Adds the chance that the sum is a number and no month is above a bound.
  private func add(
    _ share: Double, _ window: Int, sum: Int?, bound: Int?, to masses: inout [Double]
  ) {
    let chances = chances(sum, bound, windows[window])
    for (index, chance) in chances.enumerated() { masses[index] += share * chance }
  }

  /// The chances by cell, by convolving the stretches.
  private func chances(
    _ sum: Int?, _ greatest: Int?, _ stretches: [CountWindowGroup.Stretch]
  ) -> [Double] {
    // Without a bound no month can be above the sum itself.
    let bound = greatest ?? sum.map { CountTables.roundedUp($0) }
    let rows = stretches.map { stretch in
      group.tables.row(
        stretch.stage.epoch, Int(stretch.stage.level),
        inSum: sum == nil ? 0 : stretch.inSum,
        inGreatest: greatest == nil
          ? 0 : stretch.inGreatest + (sum == nil ? stretch.inSum : 0),
        bound: bound, group.number)
    }
    var older: [Double] = [1]
    for row in rows.dropFirst().reversed() { older = Self.convolved(older, row.all) }
    return rows[0].cells.map { cell in
      guard let sum else { return cell[0] * older[0] }
      return Self.convolved(older, cell, at: sum)
    }
  }

  /// One chance of a convolution.
  private static func convolved(_ first: [Double], _ second: [Double], at sum: Int) -> Double {
    first.withUnsafeBufferPointer { first in
      second.withUnsafeBufferPointer { second in
        var chance = 0.0
        var index = max(0, sum - second.count + 1)
        let end = min(first.count - 1, sum)
        while index <= end {
          chance += first[index] * second[sum &- index]
          index &+= 1
        }
        return chance
      }
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

  /// The value; nothing where none is seen.
  var value: Double? { if case .value(let value, _) = self { value } else { nil } }
}
