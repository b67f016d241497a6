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
  ///   - needsMean: whether a feature of single months is none that is meant.
  /// - Throws: why it shows something else; nothing is thrown for features without a window.
  init?(
    _ feature: ViewModel.Feature, column: Int, _ survey: WorldSurvey, needsMean: Bool
  ) throws(Unavailable) {
    let hasMean = feature.steps.contains { $0.step is MeanStep }
    guard hasMean || !needsMean else { return nil }
    var (late, factor): ((share: Double, by: Int)?, (any Law)?) = (nil, nil)
    var (months, rest) = (1, feature.steps)
    walk: while let placed = rest.first {
      if let step = placed.step as? MeanStep {
        months = step.memory.slots.count
        rest.removeFirst()
        break
      } else if let step = placed.step as? LateStep, let share = step.monthlyShare, late == nil,
        factor == nil
      {
        late = (share, step.lookBack)
      } else if let plan = (placed.step as? TimesStep)?.customerFactor, factor == nil,
        let law = plan.law(numbers: [], levels: []), law.support.lowerBound >= 0, !law.isDiscrete
      {
        factor = law
      } else if hasMean {
        throw Unavailable("feature '\(feature.name)' is the mean of months seen in other ways")
      } else {
        break walk
      }
      rest.removeFirst()
    }
    guard rest.allSatisfy({ $0.step is MissingStep || $0.step is RoundStep }) else {
      throw Unavailable(
        hasMean
          ? "feature '\(feature.name)' changes what a window of months shows"
          : "feature '\(feature.name)' shows a walk in other ways than late and times a factor")
    }
    let after = ViewModel.Feature(
      name: feature.name, slot: feature.slot, source: feature.source, steps: rest,
      mayBeMissing: feature.mayBeMissing, parents: feature.parents)
    self.feature = try FeatureReading(
      after, column: column, survey.readingContext(feature), isConstant: true)
    (self.months, self.late, self.factor) = (months, late, factor)
  }

  /// How many months before the present one matter to what is shown.
  var reach: Int { months - 1 + (late?.by ?? 0) }
}
