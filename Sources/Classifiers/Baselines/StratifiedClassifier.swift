// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Probability
import ScenarioLanguage

/// Draws each customer's segment by chance, with the shares of training: what one gets by knowing
/// the shares and nothing of the customer.
public struct StratifiedClassifier: Classifier {
  /// Its key in the scenario.
  public static let id = "stratified"
  /// What it does.
  public static let summary = "each customer by chance, with the shares of training"
  /// It has no settings.
  public static let shape = Shape.record(settings)
  /// It counts labels.
  public static let needsTraining = true
  /// The shares of the segments in training are its probabilities.
  public static let givesProbabilities = true
  /// Chance has no number to tune.
  public static let reasonAgainstTuning: String? = "assigns at random: there is nothing to tune"

  static let settings = RecordShape("stratified", [])

  /// Makes the specification.
  public init() {}

  /// Reads `stratified: {}`.
  ///
  /// - Parameters:
  ///   - entry: the classifier's entry.
  ///   - task: what it finds.
  public init?(reading entry: RecordReader, task: ClassifierTask) {
    guard entry[Self.id]?.record(Self.settings) != nil else { return nil }
  }

  /// Counts the labels.
  ///
  /// - Parameters:
  ///   - training: features and labels, of which only the labels matter.
  ///   - seed: the place of its draws: each depends on this, the customer and the month alone.
  /// - Returns: a model that draws.
  /// - Throws: that there are no labels.
  public func fit(
    _ training: LabelledFeatures, using seed: SeedPath
  ) throws(FitError) -> any FittedClassifier {
    let shares = try SegmentShares(training)
    return FittedStratified(shares: shares, seed: seed.child("draw"))
  }
}
