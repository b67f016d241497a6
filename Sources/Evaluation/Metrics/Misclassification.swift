// SPDX-License-Identifier: GPL-3.0-or-later

/// The share of customers assigned to another segment than their true one.
public struct Misclassification: Metric {
  public static let id = "misclassification"
  public static let summary = "share of customers assigned to another segment than their true one"
  public static let direction = MetricDirection.minimise
  public static let range = 0.0...1.0
  public static let needs: Evidence = .counts

  public init() {}

  public func values(of tally: ClassificationTally, in context: MetricContext) -> [MetricValue] {
    let n = tally.scored
    return [
      .proportion(
        .overall, n - tally.confusion.correct, of: n, in: context,
        else: "no customer was scored")
    ]
  }
}
