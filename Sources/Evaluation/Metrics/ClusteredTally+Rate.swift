// SPDX-License-Identifier: GPL-3.0-or-later

extension ClusteredTally {
  /// The misclassification rate over all customer-months, with an interval whose unit is the
  /// customer.
  ///
  /// - Parameter confidence: the share of intervals that shall cover, in (0, 1).
  /// - Returns: the rate, or why there is none; `count` is the number of customer-months.
  public func misclassification(confidence: Double = 0.95) -> MetricValue {
    MetricValue(
      .overall,
      value: .ratio(Double(errors), of: Double(months), else: "no customer was scored"),
      count: months, interval: .clustered(self, confidence: confidence))
  }
}

extension ClusteredDifferenceTally {
  /// The first classifier's misclassification rate less the second's over all customer-months,
  /// with an interval whose unit is the customer.
  ///
  /// - Parameter confidence: the share of intervals that shall cover, in (0, 1).
  /// - Returns: the difference, or why there is none; `count` is the number of customer-months.
  public func difference(confidence: Double = 0.95) -> MetricValue {
    MetricValue(
      .overall,
      value: .ratio(Double(differences), of: Double(months), else: "no customer was scored"),
      count: months, interval: .clustered(self, confidence: confidence))
  }
}

extension PairedTally {
  /// The first classifier's misclassification rate less the second's in one month.
  ///
  /// - Parameter confidence: the share of intervals that shall cover, in (0, 1).
  /// - Returns: the difference, or why there is none, with the interval of Agresti and Min.
  public func difference(confidence: Double = 0.95) -> MetricValue {
    let gap = Double(onlyFirstWrong - onlySecondWrong)
    return MetricValue(
      .overall,
      value: .ratio(gap, of: Double(scored), else: "no customer was scored by both"),
      count: scored, interval: .paired(self, confidence: confidence))
  }
}
