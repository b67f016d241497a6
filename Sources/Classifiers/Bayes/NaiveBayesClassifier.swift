// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Probability
import ScenarioLanguage

/// Bayes' rule with features taken as independent within a segment; missing features are left out.
///
/// Normal features have the variance of the segment plus 1e-9 of the feature's variance over all
/// training customers, so that no segment's variance is 0.
public struct NaiveBayesClassifier: Classifier {
  /// Its key in the scenario.
  public static let id = "naive bayes"
  /// What it does.
  public static let summary =
    "Bayes' rule, features independent within a segment; missing ones are left out"
  /// Its settings.
  public static let shape = Shape.record(settings)
  /// It learns the features' laws.
  public static let needsTraining = true
  /// It gives the posterior of each segment.
  public static let givesProbabilities = true

  static let settings = RecordShape(
    "naive bayes",
    [
      RecordShape.Field("normal", .list(.name), "features taken as normal within a segment"),
      RecordShape.Field("lognormal", .list(.name), "features taken as lognormal"),
      RecordShape.Field(
        "count", .list(.name), "features taken as counts: negative binomial or Poisson"),
      RecordShape.Field(
        "smoothing", .number(.positive),
        "what is added to the count of each level of a feature with levels; 1 when not stated"),
    ])

  /// The laws that the scenario states, by column.
  let stated: [Int: FeatureLaw]
  /// What is added to the count of each level.
  let smoothing: Double

  /// Makes the specification without stated laws.
  public init() {
    stated = [:]
    smoothing = 1
  }

  /// Reads `naive bayes: {…}`; what is wrong is noted.
  ///
  /// - Parameters:
  ///   - entry: the classifier's entry.
  ///   - task: what it finds, and from what.
  public init?(reading entry: RecordReader, task: ClassifierTask) {
    guard let record = entry[Self.id]?.record(Self.settings) else { return nil }
    var stated: [Int: FeatureLaw] = [:]
    var isGood = true
    for law in [FeatureLaw.normal, .lognormal, .count] {
      guard let list = record[law.rawValue] else { continue }
      guard let columns = list.features(of: task.schema, among: task.sees) else {
        isGood = false
        continue
      }
      for column in columns {
        isGood = Self.check(column, list, task.schema, already: stated[column]) && isGood
        stated[column] = law
      }
    }
    let smoothing = record.has("smoothing") ? record.number("smoothing", .positive) : 1
    guard isGood, let smoothing else { return nil }
    self.stated = stated
    self.smoothing = smoothing
  }

  private static func check(
    _ column: Int, _ list: ScenarioReader, _ schema: FeatureSchema, already: FeatureLaw?
  ) -> Bool {
    let feature = schema.features[column]
    if case .levels = feature.kind {
      list.error("'\(feature.name)' has levels, so that it has no law of numbers")
      return false
    }
    if let already {
      list.error("'\(feature.name)' must have one law, but '\(already.rawValue)' names it too")
      return false
    }
    return true
  }

  /// Learns the shares of the segments and the law of each feature within each segment.
  ///
  /// - Parameters:
  ///   - training: features and labels.
  ///   - seed: not used.
  /// - Returns: the learned laws.
  /// - Throws: that there are no labels, or that a feature cannot follow its stated law.
  public func fit(
    _ training: LabelledFeatures, using seed: SeedPath
  ) throws(FitError) -> any FittedClassifier {
    var learner = try NaiveBayesLearner(training, smoothing: smoothing)
    for column in training.sees {
      let values = TrainingColumn(column, of: training)
      try learner.learn(values, law: stated[column] ?? FeatureLaw.usual(for: values))
    }
    return learner.fitted()
  }
}
