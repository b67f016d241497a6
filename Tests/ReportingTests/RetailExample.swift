// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Reporting
import Results

/// A small run made by hand, with what makes rendering hard: wide characters, undefined numbers, a
/// segment nobody is in, a name with a bar, a share that would round to zero.
enum RetailExample {
  static let months = (0..<4).map { Month(ordinal: 2026 * 12 + $0) }

  static let schemes = [
    SegmentScheme(
      name: "value", method: .value, segments: ["basic", "gold", "sunflower 金葵花", "private"],
      isOrdered: true),
    SegmentScheme(name: "need", method: .need, segments: ["payments", "saving"], isOrdered: false),
    SegmentScheme(name: "客群", method: nil, segments: ["银行", "a|b"], isOrdered: false),
  ]

  static let manifest = Manifest(
    scenario: "retail-bank", scenarioText: "scenario: 1\n", seed: 20_261_123, normal: "ziggurat",
    gsl: "2.7.1", swift: "6.3.1", segbench: "0.1.0", customers: 100_000, months: 4, replicates: 1)

  static let drift = [
    DriftTruth(
      name: "app_launch", from: months[2], shape: "step", target: "world.digital",
      change: "add 0.6 on the logit scale", before: 0.7, after: 0.81)
  ]

  static var table: MeasurementTable {
    var table = MeasurementTable(rows: population)
    table.append(contentsOf: shares)
    table.append(
      contentsOf: classifier("tiers", "value", [0.0512, 0.0541, 0.0533, 0.0612], n: 100_000))
    table.append(contentsOf: classifier("book", "need", [0.31, 0.32, 0.33, 0.352], n: 100_000))
    table.append(contentsOf: classifier("bayes", "need", [0.212, 0.214, 0.22, 0.24], n: 100_000))
    table.append(contentsOf: classifier("规则", "客群", [0.5, 0.25, 0.5, 0.25], n: 40))
    table.append(contentsOf: recalls)
    table.append(contentsOf: costs)
    table.append(contentsOf: floors)
    table.append(contentsOf: view)
    return table
  }

  private static var population: [Measurement] {
    let sizes: [Double] = [100_000, 100_412, 100_790, 101_234]
    return zip(months, sizes).map { month, size in
      Measurement(MetricName.customers, .defined(size), month: month)
    } + [
      Measurement(MetricName.entrants, .defined(5_480)),
      Measurement(MetricName.exits, .defined(4_246)),
      Measurement(
        MetricName.share, .defined(0.1003), month: months[0], segment: "student", n: 100_000),
      Measurement(
        MetricName.share, .defined(0.1121), month: months[3], segment: "student", n: 101_234),
      Measurement(
        MetricName.share, .defined(0.2199), month: months[0], segment: "professional", n: 100_000),
      Measurement(
        MetricName.share, .defined(0.2204), month: months[3], segment: "professional", n: 101_234),
    ]
  }

  private static var shares: [Measurement] {
    let first = [0.62, 0.357, 0.0222, 0.0008]
    let last = [0.618, 0.358, 0.0231, 0.0009]
    return schemes[0].segments.indices.flatMap { index in
      [(months[0], first[index]), (months[3], last[index])].map { month, share in
        Measurement(
          MetricName.share, .defined(share), month: month, scheme: "value",
          segment: schemes[0].segments[index], n: 100_000)
      }
    }
  }

  private static func classifier(
    _ name: String, _ scheme: String, _ errors: [Double], n: Int
  ) -> [Measurement] {
    let mean = errors.reduce(0, +) / Double(errors.count)
    let half = 1.96 * (mean * (1 - mean) / Double(n)).squareRoot()
    return zip(months, errors).map { month, error in
      Measurement(
        MetricName.misclassification, .defined(error), month: month, scheme: scheme,
        classifier: name, n: n)
    } + [
      Measurement(
        MetricName.misclassification, .defined(mean), scheme: scheme, classifier: name, n: n * 4,
        low: mean - half, high: mean + half, varies: "customers"),
      Measurement(
        MetricName.balancedAccuracy, .defined(0.9 - mean), scheme: scheme, classifier: name,
        estimator: "macro", n: n * 4),
      Measurement(
        MetricName.flicker,
        name == "tiers" ? .undefined(reason: "the tiers keep no memory") : .defined(mean / 3),
        scheme: scheme, classifier: name, n: n * 3),
    ]
  }

  private static var recalls: [Measurement] {
    func recall(
      _ classifier: String, _ scheme: String, _ segment: String, _ value: MeasuredValue
    ) -> Measurement {
      Measurement(
        MetricName.recall, value, scheme: scheme, segment: segment, classifier: classifier,
        n: 1_000, low: value.number.map { $0 - 0.02 }, high: value.number.map { $0 + 0.02 },
        varies: "customers")
    }
    return [
      recall("tiers", "value", "basic", .defined(0.98)),
      recall("tiers", "value", "gold", .defined(0.93)),
      recall("tiers", "value", "sunflower 金葵花", .defined(0.62)),
      recall("tiers", "value", "private", .undefined(reason: "no customer of this segment")),
      recall("book", "need", "payments", .defined(0.7)),
      recall("book", "need", "saving", .defined(0.55)),
      recall("bayes", "need", "payments", .defined(0.81)),
      recall("bayes", "need", "saving", .defined(0.81)),
    ]
  }

  private static var costs: [Measurement] {
    [
      Measurement(
        MetricName.cost, .defined(61.2345), scheme: "need", classifier: "book", low: 60.7,
        high: 61.8, varies: "customers"),
      Measurement(
        MetricName.cost, .defined(1_240.4), scheme: "need", classifier: "bayes", low: 1_225,
        high: 1_255, varies: "customers"),
    ]
  }

  private static var view: [Measurement] {
    func drift(_ feature: String, _ index: Double, _ month: Int, _ ks: Double) -> [Measurement] {
      [
        Measurement(
          MetricName.stabilityIndex, .defined(index), month: months[month], feature: feature),
        Measurement(
          MetricName.stabilityIndex, .defined(index / 4), month: months[1], feature: feature),
        Measurement(MetricName.stabilityIndexWithoutDrift, .defined(0.00031), feature: feature),
        Measurement(
          MetricName.kolmogorovSmirnov, .defined(ks), month: months[month], feature: feature),
      ]
    }
    return drift("digital", 0.4261, 2, 0.28) + drift("aum_avg", 0.00019, 3, 0.0042)
      + drift("income", 0.0121, 3, 0.031) + [
        Measurement(
          MetricName.stabilityIndex, .defined(0.002), month: months[3], scheme: "need",
          classifier: "bayes"),
        Measurement(
          MetricName.departures, .defined(0.0803), feature: "income", estimator: "missing",
          n: 402_436),
        Measurement(
          MetricName.departures, .defined(0.0000001), feature: "aum_avg", estimator: "late",
          n: 402_436),
      ]
  }
}
