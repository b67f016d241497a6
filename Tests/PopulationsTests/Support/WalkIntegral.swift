// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// The density of one mean of months of a walk without its factor, of truths below a bound.
///
/// With the number's logarithm y at the first month that matters, and the logarithms v and u of the means
/// relative to it, what is seen is y + v and the truth is y + u. The integral runs over all steps;
/// given those after it, the first step's places at which y passes a jump, or y + u the bound, are known
/// in closed form, and so are the second step's at which both are one.
struct WalkIntegral {
  let pattern: WalkWitness.Pattern
  /// What is seen.
  let place: Double
  let jump: Double?
  let bound: Double
  /// The density of the logarithm at the first month that matters.
  let density: (Double) -> Double
  /// The mean and the standard deviation of a step of one month.
  let mean: Double
  let deviation: Double
  let fineness: Double
  /// The greatest score of a step.
  private static let end = 7.0

  /// The density.
  var value: Double {
    integral(
      pattern.gaps.count, pattern.seen[pattern.gaps.count], pattern.truth[pattern.gaps.count])
  }

  /// The integral over all steps to a month, given the means of months from it on relative to it.
  private func integral(_ month: Int, _ seen: Double, _ truth: Double) -> Double {
    guard month > 0 else {
      let base = place - log(seen)
      return base + log(truth) < bound ? density(base) : 0
    }
    func visit(_ score: Double) -> Double {
      let growth = growth(month, score)
      let own = integral(
        month - 1, pattern.seen[month - 1] + growth * seen,
        pattern.truth[month - 1] + growth * truth)
      return own * exp(-score * score / 2) / (2 * Double.pi).squareRoot()
    }
    guard month <= 2 else {
      let step = 0.6 / fineness
      let reach = Int((Self.end / step).rounded())
      return (-reach...reach).reduce(0) { $0 + step * visit(Double($1) * step) }
    }
    let isFirst = month == 1
    let parts = isFirst ? firstCuts(seen, truth) : secondCuts(seen, truth)
    let scores = parts.filter { $0 > 0 }.map { score(month, $0) }
    let cuts = [-Self.end] + scores.filter { abs($0) < Self.end }.sorted() + [Self.end]
    return zip(cuts, cuts.dropFirst()).reduce(0) { sum, cut in
      // The second step's parts may hold all that the first one's do.
      let width = isFirst ? cut.1 - cut.0 : 2 * Self.end
      let points = Int((8 + 1.6 * width) * fineness)
      return sum + GaussRule.of(points).integral(from: cut.0, to: cut.1, visit)
    }
  }

  /// By how much the number grows over a step.
  private func growth(_ month: Int, _ score: Double) -> Double {
    let gap = Double(pattern.gaps[month - 1])
    return exp(gap * mean + gap.squareRoot() * deviation * score)
  }

  /// The score of a step at which the number grows by a factor.
  private func score(_ month: Int, _ growth: Double) -> Double {
    let gap = Double(pattern.gaps[month - 1])
    return (log(growth) - gap * mean) / (gap.squareRoot() * deviation)
  }

  /// How the number grows over the first step where it passes a jump, or its truth the bound.
  private func firstCuts(_ seen: Double, _ truth: Double) -> [Double] {
    var cuts: [Double] = []
    if let jump { cuts.append((exp(place - jump) - pattern.seen[0]) / seen) }
    if bound.isFinite {
      let ratio = exp(bound - place)
      cuts.append((ratio * pattern.seen[0] - pattern.truth[0]) / (truth - ratio * seen))
    }
    return cuts
  }

  /// How the number grows over the second step where both cuts of the first are one, and where
  /// the second of them comes in from its ends.
  private func secondCuts(_ seen: Double, _ truth: Double) -> [Double] {
    guard bound.isFinite else { return [] }
    var cuts: [Double] = []
    if let jump {
      let ratio = (exp(bound - jump) - pattern.truth[0]) / (exp(place - jump) - pattern.seen[0])
      cuts.append((ratio * pattern.seen[1] - pattern.truth[1]) / (truth - ratio * seen))
    }
    let ratio = exp(bound - place)
    let rest = ratio * pattern.seen[0] - pattern.truth[0]
    for score in [-Self.end, Self.end] {
      let least = rest / growth(1, score)
      cuts.append(
        (least - pattern.truth[1] + ratio * pattern.seen[1]) / (truth - ratio * seen))
    }
    return cuts
  }
}

/// Gauss's rule on Legendre's polynomials.
struct GaussRule {
  private let points: [(place: Double, weight: Double)]
  private static let all = (0...200).map { GaussRule(points: max(1, $0)) }

  /// The rule of a number of points, at most 200.
  static func of(_ points: Int) -> GaussRule { all[points] }

  /// Newton's method on the recurrence.
  private init(points count: Int) {
    points = (0..<count).map { index in
      var (place, slope) = (cos(Double.pi * (Double(index) + 0.75) / (Double(count) + 0.5)), 1.0)
      for _ in 0..<8 {
        var (last, own) = (1.0, place)
        for degree in 1..<max(2, count) where count > 1 {
          let n = Double(degree)
          (last, own) = (own, ((2 * n + 1) * place * own - n * last) / (n + 1))
        }
        slope = count == 1 ? 1 : Double(count) * (place * own - last) / (place * place - 1)
        place -= own / slope
      }
      return (place, 2 / ((1 - place * place) * slope * slope))
    }
  }

  /// The integral of a function.
  func integral(from low: Double, to high: Double, _ function: (Double) -> Double) -> Double {
    let (middle, half) = ((low + high) / 2, (high - low) / 2)
    return points.reduce(0) { $0 + half * $1.weight * function(middle + half * $1.place) }
  }

  /// Calls a visitor with distances from the lower end, and weights.
  func visit(_ low: Double, _ high: Double, _ visit: (Double, Double) -> Void) {
    let half = (high - low) / 2
    for point in points { visit(half * (1 + point.place), half * point.weight) }
  }
}
