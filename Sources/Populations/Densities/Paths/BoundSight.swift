// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// How what a window shows tells truths below a bound from others, by the months since the number's
/// start.
struct BoundSight: Sendable {
  /// Offsets of the logarithm of what is shown from that of the bound.
  let grid: GradedGrid
  private let ways: WaysByAge
  private let walk: EvolvingNumber.Walk
  private let factor: WindowFactor?

  /// Lays out offsets; nothing where what is shown is the truth.
  ///
  /// - Parameters:
  ///   - ways: how what is seen and what is true go together.
  ///   - walk: how the number walks.
  ///   - factor: the factor on what is seen; nothing for none.
  init?(_ ways: WaysByAge, _ walk: EvolvingNumber.Walk, _ factor: WindowFactor?) {
    let all = ways.all.flatMap(\.ways)
    let isTruth = factor == nil && all.allSatisfy { $0.gap == (0, 0) }
    guard !isTruth else { return nil }
    (self.ways, self.walk, self.factor) = (ways, walk, factor)
    grid = Self.grid(all, factor)
  }

  /// Works out how truths are told apart, some months after the number's start.
  ///
  /// - Parameter age: the months.
  /// - Returns: the same for all ages from the last on that ways are known of.
  /// - Complexity: O(offsets × gaps).
  func split(age: Int) -> WindowSplit {
    let own = ways[age]
    let wide = (grid.points.last ?? 0) - (grid.points.first ?? 0)
    // A start's law may jump; after some months its jumps are smoothed.
    let isLast = age > 0 && age + 1 >= ways.all.count
    let step = isLast ? min(0.008, own.truth.variance.squareRoot() / 5) : 0
    // A wide factor asks for many places; at most some thousands are taken of young numbers.
    let widths = (max(step, wide / (isLast ? 10_000 : 4_000)) / WalkedTables.width).rounded(.up)
    return WindowSplit(
      WindowGap(own, walk, factor, grid), grid, stride: max(1, Int(widths)),
      isParted: own.steps == 0)
  }

  /// Offsets, closer where the factor ends and as far as gaps reach that spread.
  private static func grid(_ ways: [WindowWays.Way], _ factor: WindowFactor?) -> GradedGrid {
    let (low, high) = factor?.ends ?? (0, 0)
    let reaches = ways.map { way in
      let far = 8 * way.gap.variance.squareRoot()
      return (way.gap.mean - far)...(way.gap.mean + far)
    }
    let lowest = reaches.map(\.lowerBound).min() ?? 0
    let highest = reaches.map(\.upperBound).max() ?? 0
    // Where a gap does not spread, it ends where the factor does.
    let kinks = ways.filter { $0.isFixed(beside: factor) }.flatMap { way in
      (factor?.kinks ?? [0]).map { $0 + way.gap.mean }
    }
    // Ten points in three standard deviations tell a normal law to 1e-8 of a few late months.
    let least = ways.filter { !$0.isFixed(beside: factor) }.map {
      $0.gap.variance.squareRoot() * 0.27
    }.min()
    let most = max(1e-4, (factor?.deviation ?? 0.05) * 0.2)
    let near = min(most, least ?? most)
    let fine = (factor?.kinks ?? [0]).map { ($0 + lowest)...($0 + highest) }
    return GradedGrid(
      min(low + lowest, kinks.min() ?? .infinity)...max(high + highest, kinks.max() ?? -.infinity),
      kinks: kinks,
      distances: GradedGrid.Distances(most: most, near: near, fine: fine, least: near / 1000))
  }
}
