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
    /// Densities of the truth.
    var truths: [WalkedWindowGroup.Start: [Double]] = [:]
    var laws: WalkedLaws
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
  private let isSeen: Bool
  /// Moments of the gap by the months since the number's start.
  private let gaps: [GapMoments]
  private let fresh: WalkedLaws
  private let memory: Mutex<Memory>
  /// The width of the cells on which laws are convolved, as a logarithm.
  static let width = 0.002
  /// The probability of a start's law that is left out at either end.
  static let tail = 1e-15
  /// The greatest distance of points where nothing jumps.
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
    isSeen = window != nil
    self.bounds = bounds.map { log($0) }
    let ways = WaysByAge(window, walk, months: months)
    let factor = window?.factor.map { WindowFactor($0) }
    sight = bounds.isEmpty || window == nil ? nil : BoundSight(ways, walk, factor)
    fresh = WalkedLaws(ways, walk, factor: factor?.lattice(Self.width), sight: sight)
    memory = Mutex(Memory(laws: fresh))
    let low = laws.map { LatticeChances.place($0.quantile(Self.tail)) }.min() ?? 0
    let high = laws.map { LatticeChances.place($0.quantile(upperTail: Self.tail)) }.max() ?? 0
    let jumps = Set(laws.flatMap(\.breakpoints)).sorted().map(LatticeChances.place)
    // Where points are multiples of the width, nothing is interpolated between cells.
    func multiple(_ place: Double) -> Double { (place / Self.width).rounded(.down) * Self.width }
    // Where a law is narrow, what is shown ends as steeply.
    let narrowest = laws.map { WindowFactor($0).deviation }.min() ?? Self.step
    let step = max(Self.width, multiple(min(Self.step, narrowest / 4)))
    let ends = factor?.ends ?? (low: 0, high: 0)
    grid = ZonedGrid(
      multiple(low - 2 + min(0, ends.low))...(high + 2 + max(0, ends.high)), step: step,
      fine: jumps.map { (range: multiple($0 - 0.04)...($0 + 0.04), step: Self.width) }
        + jumps.map { (range: multiple($0 - 0.9)...($0 + 0.7), step: 4 * Self.width) })
    let nodes = WindowFactor.nodes(factor)
    gaps = givesPoints ? ways.all.map { GapMoments($0, nodes) } : []
    truths = givesPoints ? Self.stretches(low - 2, high + 2, jumps) : []
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
      let row = workOut(start, law, &memory.laws)
      memory.rows[start] = row
      return row
    }
  }

  /// Densities of the truth before anything is seen, at the points of the twelve-point rule on all
  /// stretches.
  func truth(_ start: WalkedWindowGroup.Start, _ law: any Law) -> [Double] {
    memory.withLock { memory in
      if let known = memory.truths[start] { return known }
      var places: [Double] = []
      for stretch in truths {
        GaussLegendre.twelve.visit(from: stretch.from, to: stretch.to, panels: 1) { place, _ in
          places.append(place)
        }
      }
      let spread = memory.laws.start(start, law)
      let found = memory.laws.truth(start.age).densities(places, spread)
      memory.truths[start] = found
      return found
    }
  }

  /// Frees all rows.
  func forget() { memory.withLock { $0 = Memory(laws: fresh) } }

  private func workOut(
    _ start: WalkedWindowGroup.Start, _ law: any Law, _ laws: inout WalkedLaws
  ) -> Row {
    var row = Row()
    let spread = laws.start(start, law)
    if isSeen {
      row.shown = laws.shown(start.age).densities(grid.points, spread)
    }
    if !gaps.isEmpty { row.gap = gaps[min(start.age, gaps.count - 1)] }
    guard !bounds.isEmpty else { return row }
    let truths = laws.truth(start.age)
    row.below = bounds.map { truths.chance(below: $0, law) }
    guard let split = laws.split(start.age) else { return row }
    row.beside = bounds.map { bound in
      let (first, places) = (bound + split.places.first, split.places)
      guard start.age > 0 else {
        // Nothing has moved it since the start, whose density may jump.
        let step = Self.width * Double(places.stride)
        return split.densities(
          (0..<places.count).map { index in
            let place = first + step * Double(index)
            return exp(law.logDensity(exp(place)) + place)
          })
      }
      return split.densities(
        truths.densities(from: first, by: places.stride, count: places.count, spread))
    }
    return row
  }
}
