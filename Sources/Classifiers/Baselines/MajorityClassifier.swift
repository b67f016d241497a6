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

/// The most frequent segment, and how frequent each is.
struct FittedMajority: FittedClassifier {
  let shares: SegmentShares

  var givesProbabilities: Bool { true }

  var description: [String] {
    ["everybody: \(shares.scheme.segments[shares.greatest])"] + shares.description
  }

  var parameters: [FittedParameter] { [FittedParameter("share", shares.shares)] }

  func predict(
    _ features: FeatureTable, of customers: CellRun, into estimates: inout Estimates,
    scratch: PredictionScratch
  ) {
    estimates.begin(features)
    let segment = SegmentIndex(shares.greatest)
    for row in 0..<estimates.rows { estimates.segments[row] = segment }
    shares.fillProbabilities(&estimates)
  }
}
