// SPDX-License-Identifier: GPL-3.0-or-later
public import Customers
public import Results

/// Where the errors of one classifier come from, in the last month for which that was asked.
public struct BudgetSummary: Sendable {
  /// The month.
  public let month: Month
  /// The error of the classifier as it is.
  public let whole: Measurement
  /// What it adds up from: overlap, view, model, training, staleness.
  public let parts: [Measurement]
  /// What the view's mechanisms share of its part, where that was asked.
  public let mechanisms: [Measurement]
  /// The metrics of the parts.
  static let metrics = [
    MetricName.overlapError, MetricName.viewError, MetricName.modelError,
    MetricName.trainingError, MetricName.stalenessError,
  ]

  init?(_ table: MeasurementTable) {
    let wholes = table.rows(metric: .only(MetricName.budgetedError))
    guard let month = wholes.compactMap(\.month).max(),
      let whole = wholes.first(where: { $0.month == month })
    else { return nil }
    self.month = month
    self.whole = whole
    parts = Self.metrics.compactMap { metric in
      table.rows(metric: .only(metric)).first { $0.month == month }
    }
    mechanisms = table.rows(metric: .only(MetricName.viewErrorByMechanism)).filter {
      $0.month == month
    }
    guard parts.count == Self.metrics.count else { return nil }
  }

  /// Whether anything but the whole is known.
  var tellsSomething: Bool { parts.contains { $0.value.number != nil } }
  /// Whether the truth that was drawn had to judge, since no posterior is known.
  var isCounted: Bool { whole.estimator == "count" }
  /// Whether any part that is known stands on chances that are worked out approximately.
  var isApproximate: Bool {
    ([whole] + parts).contains {
      $0.estimator == MetricName.approximate && $0.value.number != nil
    }
  }
}
