// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// Where the logarithm of what is seen and its gap to that of what is true may lie.
struct PairedSpread: Sendable {
  /// A range, and how far one number spreads where the other is known.
  private struct Extent {
    var low: Double
    var high: Double
    var rest: Double

    /// Equally spaced points that tell a density.
    var grid: GradedGrid {
      GradedGrid(
        low...high, kinks: [],
        distances: GradedGrid.Distances(
          most: rest / 5, fine: [], near: .infinity, least: .infinity))
    }

    /// About how many points there are.
    var points: Double { 5 * (high - low) / rest }

    /// The range and the least spread of both.
    func joined(_ other: Extent) -> Extent {
      Extent(low: min(low, other.low), high: max(high, other.high), rest: min(rest, other.rest))
    }
  }

  private let seen: Extent
  private let gap: Extent
  /// The middle of what is seen and its deviation; nothing where there is more than one.
  private let middle: (seen: Double, deviation: Double)?
  /// By how much the gap's middle rises with what is seen.
  private let slope: Double

  /// Finds moments by three-point Gauss–Hermite quadrature of every step.
  ///
  /// - Complexity: O(3^steps).
  init(_ months: PairedMonths) {
    var sums = (seen: 0.0, gap: 0.0, seenSquare: 0.0, gapSquare: 0.0, both: 0.0)
    // From a point among them, so that little is lost where they hardly spread.
    var origin: (seen: Double, gap: Double)?
    months.steps.visitNodes { weight, factors in
      let whole = log(Self.dot(months.seen, factors))
      let between = whole - log(Self.dot(months.truth, factors))
      let from = origin ?? (whole, between)
      origin = from
      let (seen, gap) = (whole - from.seen, between - from.gap)
      sums.seen += weight * seen
      sums.gap += weight * gap
      sums.seenSquare += weight * seen * seen
      sums.gapSquare += weight * gap * gap
      sums.both += weight * seen * gap
    }
    let seenVariance = sums.seenSquare - sums.seen * sums.seen
    let gapVariance = sums.gapSquare - sums.gap * sums.gap
    let both = sums.both - sums.seen * sums.gap
    let rest = max(1e-6, 1 - both * both / (seenVariance * gapVariance)).squareRoot()
    func extent(_ mean: Double, _ variance: Double) -> Extent {
      let far = MonthsLaw.reach * variance.squareRoot()
      return Extent(low: mean - far, high: mean + far, rest: variance.squareRoot() * rest)
    }
    let mean = (seen: sums.seen + (origin?.seen ?? 0), gap: sums.gap + (origin?.gap ?? 0))
    (seen, gap) = (extent(mean.seen, seenVariance), extent(mean.gap, gapVariance))
    middle = (mean.seen, seenVariance.squareRoot())
    slope = both / seenVariance
  }

  /// Joins several.
  ///
  /// - Parameter parts: at least one.
  init(covering parts: [PairedSpread]) {
    seen = parts.dropFirst().reduce(parts[0].seen) { $0.joined($1.seen) }
    gap = parts.dropFirst().reduce(parts[0].gap) { $0.joined($1.gap) }
    (middle, slope) = (nil, 0)
  }

  private static func dot(_ weights: [Double], _ factors: [Double]) -> Double {
    zip(weights, factors).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Equally spaced points of both.
  var grids: (places: GradedGrid, gaps: GradedGrid) { (seen.grid, gap.grid) }

  /// About how many points the grids make.
  var points: Double { seen.points * gap.points }

  /// Equally spaced points of what is seen after steps before the first month.
  func places(after steps: PairedStep) -> GradedGrid {
    let far = MonthsLaw.reach * steps.deviation
    // Where the gap is known it spreads by as much as the steps at least.
    return Extent(
      low: seen.low + steps.mean - far, high: seen.high + steps.mean + far,
      rest: max(seen.rest, steps.deviation)
    ).grid
  }

  /// Adjoining stretches of what is seen on which densities are smooth.
  var panels: [ClosedRange<Double>] {
    let parts = ((seen.high - seen.low) / (2.8 * seen.rest)).rounded(.up)
    let width = (seen.high - seen.low) / parts
    return (0..<Int(parts)).map {
      seen.low + width * Double($0)...seen.low + width * Double($0 + 1)
    }
  }

  /// Whether there is more than nothing at a place and a gap.
  func isNear(_ place: Double, _ gap: Double) -> Bool {
    guard let middle else { return true }
    let score = (place - middle.seen) / middle.deviation
    let expected = (self.gap.low + self.gap.high) / 2 + slope * (place - middle.seen)
    let other = (gap - expected) / self.gap.rest
    return score * score + other * other < 90
  }
}
