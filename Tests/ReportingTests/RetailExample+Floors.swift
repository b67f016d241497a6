// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Results

extension RetailExample {
  /// What the best rules reach: two sets of features of needs, each with a floor of its own; none of the third.
  static var floors: [Measurement] {
    floors("book", [0.262, 0.266, 0.27, 0.29], recalls: [0.74, 0.68], cost: 48.12)
      + floors("bayes", [0.202, 0.203, 0.21, 0.222], recalls: [0.83, 0.8], cost: 1_101)
      + [
        Measurement(
          MetricName.floor, .undefined(reason: "the rule remembers"), scheme: "value",
          classifier: "tiers", estimator: "expected")
      ]
  }

  private static func floors(
    _ classifier: String, _ months: [Double], recalls: [Double], cost: Double
  ) -> [Measurement] {
    func row(
      _ metric: String, _ value: Double, _ half: Double, month: Int? = nil, segment: String? = nil
    ) -> Measurement {
      Measurement(
        metric, .defined(value), month: month.map { Self.months[$0] }, scheme: "need",
        segment: segment, classifier: classifier,
        estimator: classifier == "bayes" ? MetricName.approximate : "expected", n: 1_000,
        low: value - half, high: value + half, varies: "customers")
    }
    let mean = months.reduce(0, +) / Double(months.count)
    return months.enumerated().map { row(MetricName.floor, $1, 0.02, month: $0) }
      + zip(schemes[1].segments, recalls).map {
        row(MetricName.floorRecall, $1, 0.03, segment: $0)
      } + [
        row(MetricName.floor, mean, 0.01), row(MetricName.regret, 0.01, 0.002),
        row(MetricName.floorCost, cost, cost / 100),
        row(MetricName.costRegret, cost / 10, cost / 200),
      ]
  }
}
