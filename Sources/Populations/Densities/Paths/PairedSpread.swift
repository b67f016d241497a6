// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// Where the logarithm of what is seen and its gap to that of what is true may lie.
struct PairedSpread: Sendable {
  private let seen: (mean: Double, deviation: Double)
  private let gap: (mean: Double, deviation: Double)
  /// How far either spreads where the other is known, as a share.
  private let rest: Double
  /// By how much what is seen rises with the gap's middle.
  private let slope: Double

  /// Finds moments by three-point Gauss–Hermite quadrature of every step.
  ///
  /// - Complexity: O(3^steps).
  init(_ months: PairedMonths) {
    var sums = (seen: 0.0, gap: 0.0, seenSquare: 0.0, gapSquare: 0.0, both: 0.0)
    months.visitNodes { weight, factors in
      let (seen, truth) = (
        log(Self.dot(months.seen, factors)), log(Self.dot(months.truth, factors))
      )
      sums.seen += weight * seen
      sums.gap += weight * (seen - truth)
      sums.seenSquare += weight * seen * seen
      sums.gapSquare += weight * (seen - truth) * (seen - truth)
      sums.both += weight * seen * (seen - truth)
    }
    let seenVariance = sums.seenSquare - sums.seen * sums.seen
    let gapVariance = sums.gapSquare - sums.gap * sums.gap
    let both = sums.both - sums.seen * sums.gap
    seen = (sums.seen, seenVariance.squareRoot())
    gap = (sums.gap, gapVariance.squareRoot())
    rest = max(1e-6, 1 - both * both / (seenVariance * gapVariance)).squareRoot()
    slope = both / seenVariance
  }

  private static func dot(_ weights: [Double], _ factors: [Double]) -> Double {
    zip(weights, factors).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Equally spaced points of both.
  var grids: (places: GradedGrid, gaps: GradedGrid) {
    (
      Self.grid(seen, step: seen.deviation * rest / 5),
      Self.grid(gap, step: gap.deviation * rest / 5)
    )
  }

  /// Equally spaced points of what is seen after steps before the first month.
  func places(after steps: NormalSteps) -> GradedGrid {
    let deviation = (seen.deviation * seen.deviation + steps.deviation * steps.deviation)
      .squareRoot()
    // Where the gap is known it spreads by as much as the steps at least.
    let least = max(seen.deviation * rest, steps.deviation)
    return Self.grid((seen.mean + steps.mean, deviation), step: least / 5)
  }

  private static func grid(_ law: (mean: Double, deviation: Double), step: Double) -> GradedGrid {
    let far = MonthsLaw.reach * law.deviation
    return GradedGrid(
      law.mean - far...law.mean + far, kinks: [],
      distances: GradedGrid.Distances(most: step, fine: [], near: .infinity, least: .infinity))
  }

  /// Adjoining stretches of what is seen on which densities are smooth.
  var panels: [ClosedRange<Double>] {
    let reach = MonthsLaw.reach
    let parts = (reach / rest / 1.4).rounded(.up)
    return (0..<Int(parts)).map { part in
      let (from, to) = (2 * Double(part) / parts - 1, 2 * Double(part + 1) / parts - 1)
      return seen.mean + reach * seen.deviation * from...seen.mean + reach * seen.deviation * to
    }
  }

  /// Whether there is more than nothing at a place and a gap.
  func isNear(_ place: Double, _ gap: Double) -> Bool {
    let score = (place - seen.mean) / seen.deviation
    let middle = self.gap.mean + slope * (place - seen.mean)
    let other = (gap - middle) / (self.gap.deviation * rest)
    return score * score + other * other < 90
  }
}
