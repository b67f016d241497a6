// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// How what a window shows tells truths below a bound from others, by the months since the number's
/// start.
struct BoundSight: Sendable {
  /// Offsets of the logarithm of what is shown from that of the bound.
  let grid: GradedGrid
  private let splits: [WindowSplit]

  /// Works out how truths are told apart; nothing where what is shown is the truth.
  ///
  /// - Parameters:
  ///   - ways: how what is seen and what is true go together.
  ///   - window: what is seen.
  init?(_ ways: WaysByAge, _ window: WalkedWindow) {
    let all = ways.all.flatMap(\.ways)
    let isTruth = window.factor == nil && all.allSatisfy { $0.gap == (0, 0) }
    guard !isTruth else { return nil }
    let (low, high) = Self.ends(window.factor)
    let deviations = all.map { $0.gap.variance.squareRoot() }
    let range =
      zip(all, deviations).reduce(low...high) { range, way in
        let (mean, far) = (way.0.gap.mean, 8 * way.1)
        return min(range.lowerBound, low + mean - far)...max(range.upperBound, high + mean + far)
      }
    // Where a gap does not spread, it ends where the factor does.
    let edges = window.factor.map(Self.edges) ?? [0]
    let kinks = all.filter { WindowGap.isFixed($0) }.flatMap { way in
      edges.map { $0 + way.gap.mean }
    }
    let often = zip(all, deviations).filter { $0.0.chance > 0.1 && !WindowGap.isFixed($0.0) }
    let most = min(0.02, often.map { $0.1 / 3 }.min() ?? 0.02)
    let grid = GradedGrid(range, kinks: kinks, most: most, least: most / 200)
    self.grid = grid
    let wide = range.upperBound - range.lowerBound
    splits = ways.all.enumerated().map { age, own in
      // A start's law may jump; after some months its jumps are smoothed.
      let isLast = age > 0 && age + 1 == ways.all.count
      let step = isLast ? min(0.008, own.truth.variance.squareRoot() / 5) : 0
      return WindowSplit(
        WindowGap(own, window.factor, grid), grid, step: max(step, 0.002, wide / 1000))
    }
  }

  /// How truths are told apart, some months after the number's start.
  func split(age: Int) -> WindowSplit { splits[min(age, splits.count - 1)] }

  /// The logarithms between which the factor lies.
  private static func ends(_ factor: (any Law)?) -> (Double, Double) {
    guard let factor else { return (0, 0) }
    return (
      log(max(1e-12, factor.quantile(1e-10))), log(max(1e-12, factor.quantile(upperTail: 1e-10)))
    )
  }

  /// The logarithms at which the factor's density jumps, or begins, or ends.
  private static func edges(_ factor: any Law) -> [Double] {
    let ends = [factor.support.lowerBound, factor.support.upperBound] + factor.breakpoints
    return Set(ends.filter { $0 > 0 && $0.isFinite }).sorted().map { log($0) }
  }
}
