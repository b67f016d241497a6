// SPDX-License-Identifier: GPL-3.0-or-later
public import Customers
import Results

/// One way of looking at customers, and how well each classifier finds its segments.
public struct SchemeSummary: Sendable {
  /// The scheme.
  public let scheme: SegmentScheme
  /// Its segments' true shares.
  public let shares: [ShareChange]
  /// One line for each classifier, in the table's order.
  public let classifiers: [ClassifierSummary]
  /// The months with a misclassification rate, in order of time.
  public let months: [Month]
  /// The unit of its costs, if the scenario names costs.
  public let costUnit: String?

  init(_ scheme: SegmentScheme, in table: MeasurementTable, costUnit: String?) {
    let own = MeasurementTable(rows: table.rows(scheme: .only(scheme.name)))
    let errors = MeasurementTable(rows: own.rows(metric: .only(MetricName.misclassification)))
    self.scheme = scheme
    self.costUnit = costUnit
    shares = ShareChange.all(in: own, scheme: scheme.name, segments: scheme.segments)
    months = errors.months
    let months = months
    classifiers = errors.names(in: \.classifier).map { name in
      ClassifierSummary(
        name, segments: scheme.segments, months: months,
        in: MeasurementTable(rows: own.rows(classifier: .only(name))))
    }
  }
}
