// SPDX-License-Identifier: GPL-3.0-or-later

/// The share of customers assigned to their true segment.
struct Accuracy: Metric {
  static let id = "accuracy"
  static let summary = "share of customers assigned to their true segment"
  static let direction = MetricDirection.maximise
  static let range = 0.0...1.0
  static let needs: Evidence = .counts

  func values(of tally: ClassificationTally, in context: MetricContext) -> [MetricValue] {
    [
      .proportion(
        .overall, tally.confusion.correct, of: tally.scored, in: context,
        else: "no customer was scored")
    ]
  }
}
