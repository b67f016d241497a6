// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Probability
import ScenarioLanguage

/// Puts everybody into the segment that is most frequent in training: the least a classifier must
/// beat.
public struct MajorityClassifier: Classifier {
  /// Its key in the scenario.
  public static let id = "majority"
  /// What it does.
  public static let summary = "everybody into the segment most frequent in training"
  /// It has no settings.
  public static let shape = Shape.record(settings)
  /// It counts labels.
  public static let needsTraining = true
  /// The shares of the segments in training are its probabilities.
  public static let givesProbabilities = true

  static let settings = RecordShape("majority", [])

  /// Makes the specification.
  public init() {}

  /// Reads `majority: {}`.
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
  ///   - seed: not used.
  /// - Returns: a model that gives everybody the same estimate.
  /// - Throws: that there are no labels.
  public func fit(
    _ training: LabelledFeatures, using seed: SeedPath
  ) throws(FitError) -> any FittedClassifier {
    let shares = try SegmentShares(training)
    return FittedMajority(shares: shares)
  }
}
