// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// A feature that shows the mean of some months of a number that walks on a logarithmic scale, some
/// of them late, times a factor that each customer keeps.
struct WalkedWindow: Sendable {
  /// What is seen of it after the window.
  let feature: FeatureReading
  /// How many months the window holds at most.
  let months: Int
  /// The share of late months, each by itself, with how late they are.
  let late: (share: Double, by: Int)?
  /// The law of the factor; nothing for none.
  let factor: (any Law)?

  /// Reads a feature.
  ///
  /// - Parameters:
  ///   - feature: the feature.
  ///   - column: its column.
  ///   - survey: the world and the view.
  /// - Throws: why it shows something else; nothing is thrown for features without a window.
  init?(
    _ feature: ViewModel.Feature, column: Int, _ survey: WorldSurvey
  ) throws(Unavailable) {
    guard feature.steps.contains(where: { $0.step is MeanStep }) else { return nil }
    var (late, factor): ((share: Double, by: Int)?, (any Law)?) = (nil, nil)
    var (months, rest) = (0, feature.steps)
    while months == 0, let placed = rest.first {
      rest.removeFirst()
      if let step = placed.step as? MeanStep {
        months = step.memory.slots.count
      } else if let step = placed.step as? LateStep, let share = step.monthlyShare, late == nil,
        factor == nil
      {
        late = (share, step.lookBack)
      } else if let plan = (placed.step as? TimesStep)?.customerFactor, factor == nil,
        let law = plan.law(numbers: [], levels: []), law.support.lowerBound >= 0, !law.isDiscrete
      {
        factor = law
      } else {
        throw Unavailable("feature '\(feature.name)' is the mean of months seen in other ways")
      }
    }
    guard rest.allSatisfy({ $0.step is MissingStep || $0.step is RoundStep }) else {
      throw Unavailable("feature '\(feature.name)' changes what a window of months shows")
    }
    let after = ViewModel.Feature(
      name: feature.name, slot: feature.slot, source: feature.source, steps: rest,
      mayBeMissing: feature.mayBeMissing, parents: feature.parents)
    self.feature = try FeatureReading(
      after, column: column, survey.readingContext(feature), isConstant: true)
    (self.months, self.late, self.factor) = (months, late, factor)
  }

  /// The means and variances of the logarithm of what the window shows, less the number's own at its
  /// start, with their chances: one for each way in which months come late.
  ///
  /// - Parameters:
  ///   - age: months since the number's start.
  ///   - walk: how it walks.
  /// - Returns: the ways; the sums of lognormal steps by their first two moments, found by
  ///   three-point Gauss–Hermite quadrature (exact to the fifth degree) of every step.
  func ways(
    age: Int, _ walk: EvolvingNumber.Walk
  ) -> [(chance: Double, mean: Double, variance: Double)] {
    let shown = min(months, age + 1)
    let base = max(0, age - shown + 1 - (late?.by ?? 0))
    return (0..<(late == nil ? 1 : 1 << shown)).compactMap { pattern in
      var (chance, weights) = (1.0, [Double](repeating: 0, count: age - base + 1))
      for back in 0..<shown {
        let isLate = pattern >> back & 1 == 1
        if let late { chance *= isLate ? late.share : 1 - late.share }
        let month = isLate ? max(0, age - back - (late?.by ?? 0)) : age - back
        weights[month - base] += 1 / Double(shown)
      }
      guard chance > 0 else { return nil }
      let (mean, variance) = Self.moments(weights, walk)
      return (
        chance, mean + Double(base) * walk.mean,
        variance + Double(base) * walk.deviation * walk.deviation
      )
    }
  }

  /// The mean and the variance of log(w0 + s1 (w1 + s2 (w2 + ...))).
  private static func moments(
    _ weights: [Double], _ walk: EvolvingNumber.Walk
  ) -> (mean: Double, variance: Double) {
    let steps = weights.count - 1
    let nodes = [(-1.7320508075688772, 1.0 / 6), (0, 2.0 / 3), (1.7320508075688772, 1.0 / 6)]
    var (first, second) = (0.0, 0.0)
    for index in 0..<Self.power(3, steps) {
      var (rest, weight, place, sum) = (index, 1.0, 0.0, weights[0])
      for step in 0..<steps {
        let (score, share) = nodes[rest % 3]
        rest /= 3
        weight *= share
        place += walk.mean + walk.deviation * score
        sum += weights[step + 1] * place.exponential
      }
      let value = sum.logarithm
      first += weight * value
      second += weight * value * value
    }
    return (first, max(0, second - first * first))
  }

  private static func power(_ base: Int, _ exponent: Int) -> Int {
    (0..<exponent).reduce(1) { power, _ in power * base }
  }
}
