// SPDX-License-Identifier: GPL-3.0-or-later

/// The share of an attribute's total that belongs to customers assigned to a higher segment than
/// their true one; over all customers, and over those of each true segment.
struct WeightedTooHigh: Metric {
  static let id = "weighted-too-high"
  static let summary = "share placed too high where each customer counts by an attribute"
  static let direction = MetricDirection.minimise
  static let range = 0.0...1.0
  static let needs: Evidence = [.weights, .order]

  func values(of tally: ClassificationTally, in context: MetricContext) -> [MetricValue] {
    WeightedMisplacement(counting: { $1 > $0 }).values(of: tally, in: context)
  }
}
