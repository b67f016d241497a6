// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Glibc
import Probability

/// The joint density of the logarithm of what is seen, relative to the month at the base, and of the
/// gap by which it lies above that of what is true; both are weighted sums of months of a walk.
///
/// Of the last months it is known by `PairedSteps`; from there back each month adds a step, which moves
/// what is seen and leaves the gap, and its own weights, which move both points of the plane.
struct MonthsGap: Sendable {
  /// Places of what is seen, and of the gap.
  private(set) var grid: GradedGrid
  private var gaps: GradedGrid
  /// At each place densities of all gaps.
  private var densities: [Double]
  private var spread: PairedSpread
  /// How many last steps are gone through at once.
  private static let together = 3

  /// Works out the densities; nothing where one number tells the other.
  ///
  /// - Parameters:
  ///   - seen: each month's share in what is seen, from the base on.
  ///   - truth: the same of what is true.
  ///   - walk: how the number walks.
  /// - Complexity: O(places × gaps × (places + 100)) for each month.
  init?(_ seen: [Double], _ truth: [Double], _ walk: EvolvingNumber.Walk) {
    let all = PairedMonths(seen, truth, walk)
    let from = max(0, all.steps.count - Self.together)
    let last = all.from(from)
    guard let paired = PairedSteps(last) else { return nil }
    spread = PairedSpread(last)
    (grid, gaps) = spread.grids
    densities = []
    let near = spread
    fill { place, gap in
      near.isNear(place, gap) ? paired.density(seen: exp(place), truth: exp(place - gap)) : 0
    }
    for month in (0..<from).reversed() {
      add(all.steps[month])
      add(seen: all.seen[month], truth: all.truth[month], PairedSpread(all.from(month)))
    }
  }

  /// Mixtures, joined where one table of all costs little more than one of each.
  ///
  /// - Parameter parts: densities with their chances.
  /// - Returns: densities that add up to the mixture's.
  static func mixed(_ parts: [(chance: Double, gap: MonthsGap)]) -> [MonthsGap] {
    guard let first = parts.first else { return [] }
    var joined = first.gap
    joined.spread = PairedSpread(covering: parts.map(\.gap.spread))
    let points = parts.reduce(0) { $0 + $1.gap.densities.count }
    guard joined.spread.points < Double(8 * points) else {
      return parts.map { part in
        var own = part.gap
        own.densities = own.densities.map { $0 * part.chance }
        return own
      }
    }
    (joined.grid, joined.gaps) = joined.spread.grids
    joined.fill { place, gap in
      var sum = 0.0
      for index in parts.indices where parts[index].gap.spread.isNear(place, gap) {
        sum += parts[index].chance * parts[index].gap.density(place, gap)
      }
      return sum
    }
    return [joined]
  }

  /// Takes the density at all places and gaps.
  private mutating func fill(_ density: (Double, Double) -> Double) {
    densities = grid.points.flatMap { place in gaps.points.map { density(place, $0) } }
  }

  /// Adds steps before the first month.
  private mutating func add(_ steps: PairedStep) {
    let before = (grid: grid, densities: densities)
    let step = before.grid.points[1] - before.grid.points[0]
    grid = spread.places(after: steps)
    densities = [Double](repeating: 0, count: grid.points.count * gaps.points.count)
    let count = gaps.points.count
    for (index, place) in grid.points.enumerated() {
      // A sum over equally spaced places is the integral.
      let weights = before.grid.points.map { step * steps.density(place - $0) }
      densities.withUnsafeMutableBufferPointer { sums in
        guard let sums = sums.baseAddress else { return }
        ck_weighted_rows(
          sums + index * count, before.densities, count, weights, weights.count, count)
      }
    }
  }

  /// Adds a month's own weights.
  private mutating func add(seen: Double, truth: Double, _ after: PairedSpread) {
    let before = self
    spread = after
    (grid, gaps) = after.grids
    fill { place, gap in
      let (here, there) = (exp(place) - seen, exp(place - gap) - truth)
      guard after.isNear(place, gap), here > 0, there > 0 else { return 0 }
      return before.density(log(here), log(here) - log(there)) * exp(place + place - gap)
        / (here * there)
    }
  }

  /// The density at a place and a gap.
  private func density(_ place: Double, _ gap: Double) -> Double {
    guard let (row, weights) = grid.around(place), let (first, shares) = gaps.around(gap) else {
      return 0
    }
    let count = gaps.points.count
    var sum = 0.0
    for one in 0..<GradedGrid.order {
      let start = (row + one) * count + first
      var own = 0.0
      for two in 0..<GradedGrid.order { own += shares[two] * densities[start + two] }
      sum += weights[one] * own
    }
    return sum
  }

  /// Adjoining stretches of what is seen on which densities are smooth.
  var panels: [ClosedRange<Double>] { spread.panels }

  /// The density of what is seen together with gaps above one, at the places.
  func densities(above gap: Double) -> [Double] {
    let (first, step) = (gaps.points[0], gaps.points[1] - gaps.points[0])
    let cut = GapCut((gap - first) / step)
    let count = gaps.points.count
    let shares = (0..<count).map { cut[$0] * step }
    return densities.withUnsafeBufferPointer { densities in
      guard let start = densities.baseAddress else { return [] }
      return grid.points.indices.map { ck_dot(start + $0 * count, shares, count) }
    }
  }
}
