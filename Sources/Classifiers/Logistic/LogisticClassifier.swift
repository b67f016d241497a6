// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Probability
import ScenarioLanguage

/// Multinomial logistic regression: the logarithm of a segment's odds is a straight line in the
/// features.
///
/// It minimises the sum of log losses plus ridge / 2 times the sum of squared coefficients, with
/// intercepts free; features are standardised first, so that the ridge weighs them alike. With two
/// segments the ridge acts on the difference of their coefficients.
public struct LogisticClassifier: Classifier {
  /// Its key in the scenario.
  public static let id = "logistic"
  /// What it does.
  public static let summary = "multinomial logistic regression with a ridge"
  /// Its settings.
  public static let shape = Shape.record(settings)
  /// It learns coefficients.
  public static let needsTraining = true
  /// It gives the probability of each segment.
  public static let givesProbabilities = true

  static let settings = RecordShape(
    "logistic",
    [
      RecordShape.Field(
        "ridge", .number(.atLeastZero),
        "weight of the sum of squared coefficients of standardised features; 1 when not stated"),
      RecordShape.Field(
        "log", .list(.name),
        "features taken as logarithm; when not stated, positive and skewed ones"),
    ])

  /// The weight of the squared coefficients.
  let ridge: Double
  /// The columns taken as logarithm; nothing for the usual choice.
  let logarithms: [Int]?

  /// Makes the specification.
  ///
  /// - Parameter ridge: the weight of the squared coefficients, at least 0.
  public init(ridge: Double = 1) {
    precondition(ridge >= 0, "a ridge is at least 0")
    self.ridge = ridge
    logarithms = nil
  }

  /// Reads `logistic: {…}`; what is wrong is noted.
  ///
  /// - Parameters:
  ///   - entry: the classifier's entry.
  ///   - task: what it finds, and from what.
  public init?(reading entry: RecordReader, task: ClassifierTask) {
    guard let record = entry[Self.id]?.record(Self.settings) else { return nil }
    let ridge = record.has("ridge") ? record.number("ridge", .atLeastZero) : 1
    let logarithms = record["log"].map { $0.logarithms(for: task) }
    guard let ridge else { return nil }
    if let logarithms, logarithms == nil { return nil }
    self.ridge = ridge
    self.logarithms = logarithms ?? nil
  }

  /// Finds the coefficients.
  ///
  /// - Parameters:
  ///   - training: features and labels.
  ///   - seed: not used.
  /// - Returns: the learned coefficients.
  /// - Throws: that there are no labels, that a stated logarithm does not exist, or that the
  ///   minimum was not reached.
  /// - Complexity: each of the few Newton steps takes O(customers × (segments × features)²).
  public func fit(
    _ training: LabelledFeatures, using seed: SeedPath
  ) throws(FitError) -> any FittedClassifier {
    let shares = try SegmentShares(training)
    let design = try DesignMatrix(training, logarithms: logarithms)
    let seen = shares.counts.indices.filter { shares.counts[$0] > 0 }
    let problem = LogisticProblem(design, segments: seen, training: training, ridge: ridge)
    let minimum = try NewtonMinimiser().minimum(of: problem)
    return FittedLogistic.scores(
      design, coefficients: minimum.position, problem: problem, shares: shares,
      convergence: minimum.summary)
  }
}
