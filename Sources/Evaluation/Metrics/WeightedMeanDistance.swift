// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// The mean number of steps between the true and the assigned segment of an ordered scheme, where
/// each customer counts by an attribute; over all customers, and over those of each true segment.
struct WeightedMeanDistance: Metric {
  static let id = "weighted-mean-distance"
  static let summary =
    "mean number of steps from the truth where each customer counts by an attribute"
  static let direction = MetricDirection.minimise
  static let range = 0.0...254.0
  static let needs: Evidence = [.weights, .order]

  func values(of tally: ClassificationTally, in context: MetricContext) -> [MetricValue] {
    let most = Double(tally.segments - 1)
    return WeightedMisplacement(within: 0...most) { Double(abs($0 - $1)) }
      .values(of: tally, in: context)
  }
}
