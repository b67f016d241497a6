// SPDX-License-Identifier: GPL-3.0-or-later

/// The share of customers assigned to another segment than their true one.
struct Misclassification: Metric {
  static let id = "misclassification"
  static let summary = "share of customers assigned to another segment than their true one"
  static let direction = MetricDirection.minimise
  static let range = 0.0...1.0
  static let needs: Evidence = .counts

  func values(of tally: ClassificationTally, in context: MetricContext) -> [MetricValue] {
    let n = tally.scored
    return [
      .proportion(
        .overall, n - tally.confusion.correct, of: n, in: context,
        else: "no customer was scored")
    ]
  }
}
