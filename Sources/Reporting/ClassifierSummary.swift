// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
public import Results

/// How well one classifier finds the segments of one scheme.
public struct ClassifierSummary: Sendable {
  /// The classifier's name in the scenario.
  public let name: String
  /// Its misclassification rate over all months.
  public let misclassification: Measurement?
  /// Its misclassification rate in each month of the scheme.
  public let byMonth: [Measurement?]
  /// Its recall of each segment over all months, in the scheme's order.
  public let recalls: [Measurement?]
  /// Its mean recall over the segments.
  public let balancedAccuracy: Measurement?
  /// How often its estimate changed where the truth stayed.
  public let flicker: Measurement?
  /// What its misclassifications cost on average, where the scenario names costs.
  public let cost: Measurement?

  init(_ name: String, segments: [String], months: [Month], in table: MeasurementTable) {
    let errors = table.rows(metric: .only(MetricName.misclassification), segment: .absent)
    let recalls = table.rows(metric: .only(MetricName.recall), month: .absent)
    self.name = name
    misclassification = Self.headline(errors.filter { $0.month == nil })
    byMonth = months.map { month in Self.headline(errors.filter { $0.month == month }) }
    self.recalls = segments.map { segment in
      Self.headline(recalls.filter { $0.segment == segment })
    }
    func overall(_ metric: String) -> Measurement? {
      Self.headline(table.rows(metric: .only(metric), month: .absent, segment: .absent))
    }
    balancedAccuracy = overall(MetricName.balancedAccuracy)
    flicker = overall(MetricName.flicker)
    cost = overall(MetricName.cost)
  }

  /// The segment found least often, the first of equals; nil when no recall is defined.
  public var worst: Measurement? {
    recalls.compactMap(\.self).filter { $0.value.number != nil }
      .min { ($0.value.number ?? 0) < ($1.value.number ?? 0) }
  }

  /// The reasons of what is undefined, for a note below a table.
  var undefined: [String] {
    let named = [
      (MetricName.misclassification, misclassification),
      (MetricName.balancedAccuracy, balancedAccuracy), (MetricName.flicker, flicker),
      (MetricName.cost, cost),
    ]
    return named.compactMap { metric, row in
      row?.value.reason.map { "\(name), \(metric): \($0)" }
    }
  }

  /// The estimate for the scheme as a whole among several of one quantity, or else the first.
  private static func headline(_ rows: [Measurement]) -> Measurement? {
    rows.first { $0.estimator == "overall" } ?? rows.first
  }
}
