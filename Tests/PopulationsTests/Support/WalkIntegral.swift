// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// The density of one mean of months of a walk without its factor, of truths below a bound.
///
/// With the number's logarithm y at the first month that matters, and the logarithms v and u of the means
/// relative to it, what is seen is y + v and the truth is y + u. The integral runs over all steps. That on
/// which u - v depends most is parted where y passes a jump, or y + u the bound, which is known in closed
/// form given all others; where there are both, a second step is parted where they meet. In all other steps
/// the integrand is smooth, and the trapezoidal rule serves.
struct WalkIntegral {
  let pattern: WalkWitness.Pattern
  /// What is seen.
  let place: Double
  let jump: Double?
  let bound: Double
  /// The density of the logarithm at the first month that matters.
  let density: (Double) -> Double
  /// Whether the density changes little over a step.
  let isWide: Bool
  /// The mean and the standard deviation of a step of one month.
  let mean: Double
  let deviation: Double
  let fineness: Double
  /// The greatest score of a step.
  private static let end = 7.0

  /// Whether some of the truths are below the bound.
  private var isParted: Bool { bound.isFinite && pattern.seen != pattern.truth }

  /// The density.
  var value: Double {
    guard isParted || place < bound else { return 0 }
    let count = pattern.gaps.count
    if !isParted, isWide { return wide(count, pattern.seen[count]) }
    guard isParted || (jump != nil && count > 0) else { return rest(0, [], nil, nil) }
    let first = isParted ? steepest(but: nil) : 0
    let second = isParted && jump != nil && count > 1 ? (first == 0 ? steepest(but: 0) : 0) : nil
    return rest(0, [], first, second)
  }

  /// The step on which the gap between what is seen and the truth depends most.
  private func steepest(but other: Int?) -> Int {
    let gaps = pattern.gaps.indices.map { step in
      zip(pattern.seen, pattern.truth).dropFirst(step + 1).reduce(0) { $0 + $1.1 - $1.0 }
    }
    let sizes = gaps.indices.map { abs(gaps[$0]) * Double(pattern.gaps[$0]).squareRoot() }
    return sizes.indices.filter { $0 != other }.max { sizes[$0] < sizes[$1] } ?? 0
  }

  /// The integral over all steps to a month of a law that is smooth over many of them.
  private func wide(_ month: Int, _ seen: Double) -> Double {
    guard month > 0 else { return density(place - log(seen)) }
    return HermiteRule.of(Int(8 * fineness)).mean { score in
      wide(month - 1, pattern.seen[month - 1] + growth(month - 1, score) * seen)
    }
  }

  /// The integral over all steps from one on, given how the number grows over those before.
  private func rest(_ step: Int, _ growths: [Double], _ first: Int?, _ second: Int?) -> Double {
    guard step < pattern.gaps.count else { return parted(growths, first, second) }
    if step == first || step == second { return rest(step + 1, growths + [1], first, second) }
    // Where both lines of a corner are nearly one, it moves faster.
    let width = (second == nil ? 0.6 : 0.5) / fineness
    let reach = Int((Self.end / width).rounded())
    return (-reach...reach).reduce(0) { sum, index in
      let score = Double(index) * width
      let own = rest(step + 1, growths + [growth(step, score)], first, second)
      return sum + width * Self.normal(score) * own
    }
  }

  /// The integral over the steps that are parted.
  private func parted(_ growths: [Double], _ first: Int?, _ second: Int?) -> Double {
    var sums = WalkSums()
    var (level, part) = (1.0, 0)
    for month in pattern.seen.indices {
      if month > 0 {
        if month - 1 == first || month - 1 == second { part += 1 }
        level *= growths[month - 1]
      }
      sums.seen[part] += level * pattern.seen[month]
      sums.truth[part] += level * pattern.truth[month]
    }
    guard let first else { return density(place - log(sums.seen[0])) }
    guard let second else { return inner(first, sums) }
    let corners = WalkCorners(
      sums, ends: [growth(first, -Self.end), growth(first, Self.end)],
      isSecondEarlier: second < first,
      jump: jump.map { exp(place - $0) } ?? 0, ratio: exp(bound - place))
    return integral(second, cuts: corners.cuts, points: 16) { growth in
      inner(first, sums.fixed(growth, isEarlier: second < first))
    }
  }

  /// The integral over the first of them.
  private func inner(_ step: Int, _ sums: WalkSums) -> Double {
    var cuts: [Double] = []
    if let jump { cuts.append((exp(place - jump) - sums.seen[0]) / sums.seen[1]) }
    if isParted {
      let ratio = exp(bound - place)
      cuts.append(
        (ratio * sums.seen[0] - sums.truth[0]) / (sums.truth[1] - ratio * sums.seen[1]))
    }
    return integral(step, cuts: cuts, points: 8) { growth in
      let base = place - log(sums.seen[0] + growth * sums.seen[1])
      guard isParted else { return density(base) }
      return base + log(sums.truth[0] + growth * sums.truth[1]) < bound ? density(base) : 0
    }
  }

  /// The integral over a step, parted where the number grows by some factors.
  private func integral(
    _ step: Int, cuts: [Double], points: Double, _ function: (Double) -> Double
  ) -> Double {
    let gap = Double(pattern.gaps[step])
    let scores = cuts.filter { $0 > 0 && $0 < .infinity }.map {
      (log($0) - gap * mean) / (gap.squareRoot() * deviation)
    }
    let ends = [-Self.end] + scores.filter { abs($0) < Self.end }.sorted() + [Self.end]
    return zip(ends, ends.dropFirst()).reduce(0) { sum, part in
      let rule = GaussRule.of(Int((points + 1.6 * (part.1 - part.0)) * fineness))
      return sum
        + rule.integral(from: part.0, to: part.1) { Self.normal($0) * function(growth(step, $0)) }
    }
  }

  private static func normal(_ score: Double) -> Double {
    exp(-score * score / 2) / (2 * Double.pi).squareRoot()
  }

  /// By how much the number grows over a step.
  private func growth(_ step: Int, _ score: Double) -> Double {
    let gap = Double(pattern.gaps[step])
    return exp(gap * mean + gap.squareRoot() * deviation * score)
  }
}
