// SPDX-License-Identifier: GPL-3.0-or-later

/// The share of an attribute's total that belongs to customers assigned to another segment than
/// their true one.
struct WeightedMisclassification: Metric {
  static let id = "weighted-misclassification"
  static let summary = "misclassification where each customer counts by an attribute"
  static let direction = MetricDirection.minimise
  static let range = 0.0...1.0
  static let needs: Evidence = .weights

  func values(of tally: ClassificationTally, in context: MetricContext) -> [MetricValue] {
    [WeightedMisplacement(counting: { $1 != $0 }).overall(of: tally, in: context)]
  }
}
