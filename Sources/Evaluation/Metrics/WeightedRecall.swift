// SPDX-License-Identifier: GPL-3.0-or-later

/// Of an attribute's total over the customers truly in a segment, the share of those assigned to
/// it.
struct WeightedRecall: Metric {
  static let id = "weighted-recall"
  static let summary = "recall where each customer counts by an attribute"
  static let direction = MetricDirection.maximise
  static let range = 0.0...1.0
  static let needs: Evidence = .weights

  func values(of tally: ClassificationTally, in context: MetricContext) -> [MetricValue] {
    WeightedMisplacement(counting: { $1 == $0 }).segments(of: tally, in: context)
  }
}
