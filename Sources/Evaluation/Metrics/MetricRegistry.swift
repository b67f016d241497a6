// SPDX-License-Identifier: GPL-3.0-or-later

/// All metrics, in the order in which they are shown.
public enum MetricRegistry {
  /// One line for each metric.
  public static let all: [any Metric] = [
    Misclassification(),
    Accuracy(),
    Recall(),
    Precision(),
    F1(),
    BalancedAccuracy(),
    CohenKappa(),
    MatthewsCorrelation(),
    LogLoss(),
    Brier(),
    PlacedTooHigh(),
    PlacedTooLow(),
    MeanDistance(),
    ExpectedCost(),
    WeightedMisclassification(),
    WeightedRecall(),
    WeightedTooHigh(),
    WeightedTooLow(),
    WeightedMeanDistance(),
    Flicker(),
    Referred(),
  ]

  /// A metric by its name.
  ///
  /// - Parameter id: a metric's name in scenarios.
  /// - Returns: the metric, or nothing when none has that name.
  public static func metric(named id: String) -> (any Metric)? {
    all.first { $0.id == id }
  }

  /// The metrics that can be measured, in the registry's order.
  ///
  /// - Parameter evidence: what the tally and the context hold.
  /// - Returns: the metrics that need no more than that.
  public static func metrics(measurableWith evidence: Evidence) -> [any Metric] {
    all.filter { evidence.isSuperset(of: $0.needs) }
  }
}
