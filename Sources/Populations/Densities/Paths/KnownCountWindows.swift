// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Glibc

/// Windows of counts in one month: the chance that the sum is s and no month is greater than x,
/// less that for x - 1, by convolving the stretches of months that share a number.
struct KnownCountWindows: KnownPathGroup {
  let group: CountWindowGroup
  /// The kinds of windows that there are.
  private let windows: [[CountWindowGroup.Stretch]]
  private let mostNumber: Int
  /// The kinds of windows of all laws with their shares and where their chances begin, law by law.
  private let parts: [(share: Double, window: Int, first: Int)]
  /// Where each law's begin, and where the last one's end.
  private let starts: [Int]

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
    let mixtures = laws.map { mixture in
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
    starts = mixtures.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
    let numbers = windows.map { group.tables.number($0) }
    mostNumber = numbers.max() ?? 0
    parts = mixtures.flatMap { mixture in
      mixture.map { ($0.share, $0.window, numbers[$0.window] * group.tables.cells) }
    }
  }

  func logMasses(_ seen: [Double]?, of used: [Int], into masses: inout [Double]) {
    let width = masses.count / max(1, starts.count - 1)
    let share = add(seen, used, width, to: &masses)
    masses.withUnsafeMutableBufferPointer { masses in
      guard let start = masses.baseAddress else { return }
      for position in used {
        let own = start + position &* width
        for cell in 0..<width { own[cell] *= share }
        ck_log(own, own, width)
      }
    }
  }

  func masses(
    _ seen: [Double]?, of used: [Int], _ width: Int, into masses: inout [Double]
  ) -> Double {
    let share = add(seen, used, width, to: &masses)
    let all = masses.divideByGreatest(used, width) * share
    return all > 0 ? log(all) : -.infinity
  }

  /// Puts together the chances of what is seen, but for one that is the same for all.
  ///
  /// - Returns: that chance.
  private func add(
    _ seen: [Double]?, _ used: [Int], _ width: Int, to masses: inout [Double]
  ) -> Double {
    let counts = group.counts
    var (sum, greatest): (WindowSight, WindowSight) = (.unseen(1), .unseen(1))
    if let seen {
      if let window = counts.sum { sum = WindowSight(window, seen[0]) }
      if let window = counts.greatest { greatest = WindowSight(window, seen[seen.count - 1]) }
    }
    let chances = chances(sum, greatest, of: used, width)
    masses.withUnsafeMutableBufferPointer { masses in
      chances.withUnsafeBufferPointer { chances in
        parts.withUnsafeBufferPointer { parts in
          for position in used {
            let own = starts[position]..<starts[position &+ 1]
            for cell in 0..<width {
              var mass = 0.0
              for part in own { mass += parts[part].share * chances[parts[part].first &+ cell] }
              masses[position &* width &+ cell] = mass > 0 ? mass : 0
            }
          }
        }
      }
    }
    return sum.chance * greatest.chance
  }

  /// The chances of what is seen, by number of the kind of window and cell.
  private func chances(
    _ sum: WindowSight, _ greatest: WindowSight, of used: [Int], _ width: Int
  ) -> [Double] {
    let sight = CountTables.Sight(sum: sum.value, greatest: greatest.value)
    var chances = group.tables.chances(sight, windows: mostNumber + 1)
    var isNew = false
    for position in used {
      for part in parts[starts[position]..<starts[position + 1]] {
        let start = part.first
        guard chances[start].isNaN else { continue }
        isNew = true
        var fresh = [Double](repeating: 0, count: width)
        add(1, part.window, sum, greatest, to: &fresh)
        chances.replaceSubrange(start..<start + width, with: fresh)
      }
    }
    if isNew { group.tables.remember(chances, sight) }
    return chances
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
    let bound = greatest ?? sum.map { CountChances.roundedUp($0) }
    let asked = stretches.map { stretch in
      CountTables.Stretch(
        epoch: stretch.stage.epoch, level: Int(stretch.stage.level),
        inSum: sum == nil ? 0 : stretch.inSum,
        inGreatest: greatest == nil ? 0 : stretch.inGreatest + (sum == nil ? stretch.inSum : 0),
        bound: bound)
    }
    let older = group.tables.sums(Array(asked.dropFirst()), group.number)
    return group.tables.row(asked[0], group.number).cells.map { cell in
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
}
