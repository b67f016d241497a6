// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// The law of how far the logarithm of what a window shows lies above that of what is true, for one way
/// in which months come late, and what it tells of the truth.
///
/// The density of the truth at x, given a gap, is the sum over degrees k of a coefficient times the
/// k-th derivative at x of the truth's density; coefficients are quotients of the power series
/// of E(exp(-truth * s) | gap) and E(exp(-truth * s)). That is good to 1e-8 where the truth's density changes
/// slowly within the gap. Where a law jumps at a bound it is not, for numbers that have walked no longer than the
/// window looks back: the chances of such customers beside the bound are off by some percent of the share
/// of late months.
struct GapDensity: Sendable {
  /// How many derivatives count, the density itself among them.
  static let degrees = 6
  /// The first gap, in widths.
  let first: Int
  /// For each degree, densities of the gap times coefficients.
  let terms: [[Double]]
  /// Steps of the walk of which all but one are gone through point by point; gaps of more are taken
  /// for normal.
  private static let mostSteps = 3

  /// Works out the law.
  ///
  /// - Parameters:
  ///   - way: the way, whose gap spreads.
  ///   - ways: what it is one of.
  ///   - walk: how the number walks.
  ///   - width: the distance of gaps.
  /// - Complexity: O(gaps × 23^(steps - 1)) for up to three steps.
  init(_ way: WindowWays.Way, of ways: WindowWays, _ walk: EvolvingNumber.Walk, width: Double) {
    let deviation = way.gap.variance.squareRoot()
    let first = Int(((way.gap.mean - 9 * deviation) / width).rounded(.down))
    let last = Int(((way.gap.mean + 9 * deviation) / width).rounded(.up))
    let gaps = (first...last).map { Double($0) * width }
    var moments = Moments(count: gaps.count)
    if ways.steps > Self.mostSteps {
      moments.addNormal(gaps, way, ways.truth)
    } else {
      moments.addPaths(gaps, way, ways, walk)
    }
    self.first = first
    terms = moments.quotients(width)
  }

  /// Densities of gaps times means of the truth's powers, from the truth's own mean, each divided by
  /// the factorial of its degree.
  private struct Moments {
    var sums: [[Double]]

    init(count: Int) {
      sums = Array(repeating: Array(repeating: 0, count: count), count: GapDensity.degrees)
    }

    /// Adds a density with a truth, or a truth's mean powers.
    mutating func add(_ index: Int, _ density: Double, _ truth: Double) {
      var term = density
      for degree in 0..<GapDensity.degrees {
        sums[degree][index] += term
        term *= truth / Double(degree + 1)
      }
    }

    /// Takes the gap and the truth for normal.
    mutating func addNormal(
      _ gaps: [Double], _ way: WindowWays.Way, _ truth: WindowWays.Cumulants
    ) {
      let deviation = way.gap.variance.squareRoot()
      let slope = way.covariance / way.gap.variance
      let rest = max(0, truth.variance - slope * way.covariance).squareRoot()
      for (index, gap) in gaps.enumerated() {
        let score = (gap - way.gap.mean) / deviation
        let density = StandardNormal.density(score) / deviation
        // Three points have the moments of a normal law up to the fifth.
        for (node, weight) in [
          (-1.7320508075688772, 1.0 / 6), (0, 2.0 / 3), (1.7320508075688772, 1.0 / 6),
        ] {
          add(index, density * weight, slope * score * deviation + node * rest)
        }
      }
    }

    /// Goes through all paths: all steps but one by the trapezoidal rule, that one as far as a gap asks.
    mutating func addPaths(
      _ gaps: [Double], _ way: WindowWays.Way, _ ways: WindowWays, _ walk: EvolvingNumber.Walk
    ) {
      let factors = gaps.map { exp($0) }
      let across = GapPath.across(way.weights, ways.truthWeights)
      GapPath.visit(ways.steps, but: across, walk) { weight, factorsByMonth in
        let path = GapPath(
          seen: way.weights, truth: ways.truthWeights, factorsByMonth, from: across)
        for (index, factor) in factors.enumerated() {
          guard let found = path.point(factor) else { continue }
          let score = (found.step - walk.mean) / walk.deviation
          guard abs(score) < 9 else { continue }
          let density = weight * StandardNormal.density(score) / walk.deviation * found.slope
          add(index, density, found.truth - ways.truth.mean)
        }
      }
    }

    /// The quotients of power series.
    func quotients(_ width: Double) -> [[Double]] {
      let whole = sums.map { $0.reduce(0, +) * width }
      var found: [[Double]] = []
      for degree in sums.indices {
        var own = sums[degree]
        for lower in 0..<degree { own.add(-whole[degree - lower] / whole[0], found[lower]) }
        found.append(own)
      }
      return found.enumerated().map { degree, own in
        // The derivative by x of a density of x less the truth: odd ones change their sign.
        own.map { (degree % 2 == 0 ? $0 : -$0) / whole[0] }
      }
    }
  }
}

/// A path of a walk of which one step is free.
private struct GapPath {
  /// What months before the free step and those from it on contribute to what is seen.
  private let seen: (before: Double, after: Double)
  /// The same for what is true.
  private let truth: (before: Double, after: Double)

  /// Sums a path's contributions.
  ///
  /// - Parameters:
  ///   - seen: each month's share in what is seen.
  ///   - truth: each month's share in what is true.
  ///   - factors: the number in every month, relative to the base, were the free step none.
  ///   - first: the first month that the free step moves.
  init(seen: [Double], truth: [Double], _ factors: [Double], from first: Int) {
    func parts(_ weights: [Double]) -> (Double, Double) {
      factors.indices.reduce(into: (0.0, 0.0)) { parts, month in
        let own = weights[month] * factors[month]
        if month < first { parts.0 += own } else { parts.1 += own }
      }
    }
    (self.seen, self.truth) = (parts(seen), parts(truth))
  }

  /// What the free step is at a gap.
  ///
  /// - Parameter factor: the exponential of the gap.
  /// - Returns: the step, the logarithm of the truth, and how much the step changes with the gap; nothing
  ///   where no step gives the gap.
  func point(_ factor: Double) -> (step: Double, truth: Double, slope: Double)? {
    let above = seen.before - truth.before * factor
    let below = truth.after * factor - seen.after
    let moved = above / below
    guard moved > 0, moved.isFinite else { return nil }
    let all = truth.before + truth.after * moved
    let slope = moved * (seen.after / (seen.before + seen.after * moved) - truth.after / all)
    guard slope != 0 else { return nil }
    return (log(moved), log(all), 1 / abs(slope))
  }

  /// The first month of the step that moves the gap most.
  static func across(_ seen: [Double], _ truth: [Double]) -> Int {
    func effect(_ month: Int) -> Double {
      abs(seen[month...].reduce(0, +) - truth[month...].reduce(0, +))
    }
    return (1..<seen.count).max { effect($0) < effect($1) } ?? 1
  }

  /// Visits all steps but one with the trapezoidal rule: a weight, and the number in every month
  /// relative to the base.
  static func visit(
    _ steps: Int, but free: Int, _ walk: EvolvingNumber.Walk, _ visit: (Double, [Double]) -> Void
  ) {
    let scores = (-11...11).map { Double($0) * 0.6 }
    let others = (1...steps).filter { $0 != free }
    var factors = [Double](repeating: 1, count: steps + 1)
    func go(_ month: Int, _ weight: Double, _ place: Double) {
      guard month <= steps else { return visit(weight, factors) }
      guard others.contains(month) else {
        factors[month] = exp(place)
        return go(month + 1, weight, place)
      }
      for score in scores {
        let next = place + walk.mean + walk.deviation * score
        factors[month] = exp(next)
        go(month + 1, weight * 0.6 * StandardNormal.density(score), next)
      }
    }
    go(1, 1, 0)
  }
}
