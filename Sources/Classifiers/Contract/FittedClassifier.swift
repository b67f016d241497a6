// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Probability

/// A learned (or stated) model that estimates the segment of each customer.
public protocol FittedClassifier: Sendable {
  /// Whether its estimates can come with a probability for each segment.
  var givesProbabilities: Bool { get }
  /// What was learned, as lines for a person to read.
  var description: [String] { get }
  /// What was learned, as numbers in a stable order; equal models have equal parameters.
  var parameters: [FittedParameter] { get }

  /// Estimates the segment of every row.
  ///
  /// A row's result has the same bits whatever other rows there are, and whatever the processor.
  ///
  /// - Parameters:
  ///   - features: a table of the schema that the model was fitted on.
  ///   - customers: who the rows are and in which month, for classifiers that draw; its key is
  ///     not used.
  ///   - estimates: room for at least as many rows; `rows` and what it holds are replaced.
  ///   - scratch: working memory of this worker.
  func predict(
    _ features: FeatureTable, of customers: CellRun, into estimates: inout Estimates,
    scratch: PredictionScratch)

  /// What the rules of the classifier read, for whoever examines them.
  ///
  /// - Parameters:
  ///   - input: an input of its rules.
  ///   - features: a table of the schema that the model was fitted on.
  /// - Returns: a value for each row, NaN where missing: the feature's, or its score.
  func values(of input: RuleInput, in features: FeatureTable) -> [Double]
}

extension FittedClassifier {
  /// The feature's own values.
  public func values(of input: RuleInput, in features: FeatureTable) -> [Double] {
    features.column(input.column)
  }

  /// Whether another model has learned the same.
  ///
  /// - Parameter other: any model.
  /// - Returns: whether all parameters are equal.
  public func hasSameParameters(as other: any FittedClassifier) -> Bool {
    parameters == other.parameters
  }
}
