// SPDX-License-Identifier: GPL-3.0-or-later

/// The share of customers assigned to a lower segment than their true one; over all customers,
/// and over those of each true segment.
struct PlacedTooLow: Metric {
  static let id = "too-low"
  static let summary = "share of customers assigned to a lower segment than their true one"
  static let direction = MetricDirection.minimise
  static let range = 0.0...1.0
  static let needs: Evidence = [.counts, .order]

  func values(of tally: ClassificationTally, in context: MetricContext) -> [MetricValue] {
    Misplacement.tooLow.values(of: tally.confusion, in: context)
  }
}
