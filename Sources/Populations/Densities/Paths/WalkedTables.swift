// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability
import Synchronization

/// What the logarithm of a window's mean tells of a number that walks, for every start; worked out
/// when first asked for and shared by all months.
final class WalkedTables: Sendable {
  /// What is known of one start.
  struct Row: Sendable {
    /// Densities of what is shown, at the points of the grid.
    var shown: [Double] = []
    /// For every bound densities of what is shown, at offsets from the bound: of truths below it and
    /// of all.
    var beside: [(below: [Double], all: [Double])] = []
    /// The chances of truths below the bounds.
    var below: [Double] = []
    /// The moments of the gap between what is shown and the truth, where the truth's law is asked for.
    var gap = GapMoments()
  }

  private struct Memory {
    var rows: [WalkedWindowGroup.Start: Row] = [:]
    var shown: [Int: WalkedOffsets] = [:]
    var truths: [Int: WalkedOffsets] = [:]
    var laws: [WalkedWindowGroup.Start: [Double]] = [:]
    var spread: [[Int]: [Double]] = [:]
  }

  /// The points of logarithms of what is shown.
  let grid: ZonedGrid
  /// Adjoining stretches of logarithms of the truth between its jumps; none where its law is not asked
  /// for.
  let truths: [(from: Double, to: Double)]
  /// The bounds of the truth, as logarithms.
  let bounds: [Double]
  /// How truths below a bound are told from others; nothing where what is shown is the truth.
  let sight: BoundSight?
  private let window: WalkedWindow?
  private let walk: EvolvingNumber.Walk
  private let ways: WaysByAge
  /// Moments of the gap by the months since the number's start.
  private let gaps: [GapMoments]
  private let lowest: Int
  private let count: Int
  private let memory = Mutex(Memory())
  /// The width of the cells on which laws are convolved, as a logarithm.
  static let width = 0.002
  /// The width of a cell in which nothing jumps.
  private static let step = 0.1

  /// Makes room.
  ///
  /// - Parameters:
  ///   - laws: all laws at the start.
  ///   - window: what is seen; nothing where nothing is.
  ///   - walk: how the number walks.
  ///   - months: how many months the true mean holds.
  ///   - bounds: positive bounds of the truth.
  ///   - givesPoints: whether the truth's law given what is shown is asked for.
  init(
    _ laws: [any Law], _ window: WalkedWindow?, _ walk: EvolvingNumber.Walk, months: Int,
    bounds: [Double], givesPoints: Bool
  ) {
    (self.window, self.walk) = (window, walk)
    self.bounds = bounds.map { log($0) }
    let ways = WaysByAge(window, walk, months: months)
    self.ways = ways
    sight = bounds.isEmpty ? nil : window.flatMap { BoundSight(ways, $0) }
    func place(_ value: Double) -> Double { log(max(value, 1e-300)) }
    let low = laws.map { place($0.quantile(1e-16)) }.min() ?? 0
    let high = laws.map { place($0.quantile(upperTail: 1e-14)) }.max() ?? 0
    let jumps = Set(laws.flatMap(\.breakpoints)).sorted().map(place)
    // Where points are multiples of the width, nothing is interpolated between cells.
    func multiple(_ place: Double) -> Double { (place / Self.width).rounded(.down) * Self.width }
    grid = ZonedGrid(
      multiple(low - 2)...(high + 2), step: Self.step,
      fine: jumps.map { (range: multiple($0 - 0.04)...($0 + 0.04), step: Self.width) }
        + jumps.map { (range: multiple($0 - 0.9)...($0 + 0.7), step: 4 * Self.width) })
    let factor = WindowGap.nodes(window?.factor)
    gaps = givesPoints ? ways.all.map { GapMoments($0, factor) } : []
    truths = givesPoints ? Self.stretches(low - 2, high + 2, jumps) : []
    lowest = Int(((low - 4) / Self.width).rounded(.down))
    count = Int((high - low + 8) / Self.width)
  }

  /// Stretches no longer than half a unit, cut at jumps.
  private static func stretches(
    _ low: Double, _ high: Double, _ jumps: [Double]
  ) -> [(from: Double, to: Double)] {
    let ends = [low] + jumps.filter { $0 > low && $0 < high } + [high]
    return zip(ends, ends.dropFirst()).flatMap { from, to in
      let parts = max(1, Int(((to - from) * 2).rounded(.up)))
      let width = (to - from) / Double(parts)
      return (0..<parts).map { (from + width * Double($0), from + width * Double($0 + 1)) }
    }
  }

  /// The greatest standard deviation of the gap, where the truth's law is asked for.
  var widestGap: Double { gaps.map { max(0, $0.variance).squareRoot() }.max() ?? 0 }

  /// What is known of a start.
  ///
  /// - Parameters:
  ///   - start: all that the window depends on.
  ///   - law: the law at the start.
  /// - Returns: densities and chances.
  /// - Complexity: O(points × offsets), once for each start.
  func row(_ start: WalkedWindowGroup.Start, _ law: any Law) -> Row {
    memory.withLock { memory in
      if let known = memory.rows[start] { return known }
      let row = workOut(start, law, &memory)
      memory.rows[start] = row
      return row
    }
  }

  /// Densities of the truth before anything is seen, at the points of the twelve-point rule on all
  /// stretches.
  func truth(_ start: WalkedWindowGroup.Start, _ law: any Law) -> [Double] {
    memory.withLock { memory in
      if let known = memory.laws[start] { return known }
      var places: [Double] = []
      for stretch in truths {
        GaussLegendre.twelve.visit(from: stretch.from, to: stretch.to, panels: 1) { place, _ in
          places.append(place)
        }
      }
      let spread = spread(start, law, &memory)
      let found = truths(start.age, &memory).densities(places, spread, from: lowest)
      memory.laws[start] = found
      return found
    }
  }

  /// Frees all rows.
  func forget() { memory.withLock { $0 = Memory() } }

  private func workOut(
    _ start: WalkedWindowGroup.Start, _ law: any Law, _ memory: inout Memory
  ) -> Row {
    var row = Row()
    let spread = spread(start, law, &memory)
    if window != nil {
      row.shown = shown(start.age, &memory).densities(grid.points, spread, from: lowest)
    }
    if !gaps.isEmpty { row.gap = gaps[min(start.age, gaps.count - 1)] }
    guard !bounds.isEmpty else { return row }
    let truths = truths(start.age, &memory)
    row.below = bounds.map { truths.chance(below: $0, law) }
    guard let split = sight?.split(age: start.age) else { return row }
    row.beside = bounds.map { bound in
      let places = (0..<split.count).map { bound + split.first + split.step * Double($0) }
      return split.densities(truths.densities(places, spread, from: lowest))
    }
    return row
  }

  /// The law's chances of cells around multiples of the width.
  private func spread(
    _ start: WalkedWindowGroup.Start, _ law: any Law, _ memory: inout Memory
  ) -> [Double] {
    let key = [start.epoch, Int(start.level)]
    if let known = memory.spread[key] { return known }
    var found: [Double] = []
    var low = exp((Double(lowest) - 0.5) * Self.width)
    var (below, above) = (law.cdf(low), law.upperTail(low))
    for index in 0..<count {
      low = exp((Double(lowest + index) + 0.5) * Self.width)
      let (nextBelow, nextAbove) = (law.cdf(low), law.upperTail(low))
      found.append(max(0, nextBelow < 0.5 ? nextBelow - below : above - nextAbove))
      (below, above) = (nextBelow, nextAbove)
    }
    memory.spread[key] = found
    return found
  }

  /// The chances of the walk, the window and the factor together.
  private func shown(_ age: Int, _ memory: inout Memory) -> WalkedOffsets {
    if let known = memory.shown[age] { return known }
    let ways = ways[age]
    let base = base(age, ways)
    let found = WalkedOffsets(
      ways.ways.map { ($0.chance, $0.seen.mean + base.mean, $0.seen.variance + base.variance) }
    ).times(window?.factor)
    memory.shown[age] = found
    return found
  }

  /// The chances of the walk and of the true mean.
  private func truths(_ age: Int, _ memory: inout Memory) -> WalkedOffsets {
    if let known = memory.truths[age] { return known }
    let ways = ways[age]
    let base = base(age, ways)
    let found = WalkedOffsets([
      (1, ways.truth.mean + base.mean, ways.truth.variance + base.variance)
    ])
    memory.truths[age] = found
    return found
  }

  /// The moments of the walk until the base.
  private func base(_ age: Int, _ ways: WindowWays) -> (mean: Double, variance: Double) {
    let steps = Double(age - ways.steps)
    return (steps * walk.mean, steps * walk.deviation * walk.deviation)
  }
}

/// How what is seen and what is true go together, by the months since the number's start.
struct WaysByAge: Sendable {
  /// For every number of months, the last for all longer ones.
  let all: [WindowWays]

  init(_ window: WalkedWindow?, _ walk: EvolvingNumber.Walk, months: Int) {
    let reach = max(months - 1, window?.reach ?? 0)
    all = (0...reach).map { WindowWays(window, months: months, age: $0, walk) }
  }

  subscript(age: Int) -> WindowWays { all[min(age, all.count - 1)] }
}
