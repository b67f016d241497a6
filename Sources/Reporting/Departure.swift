// SPDX-License-Identifier: GPL-3.0-or-later
public import Results

/// A step of the view that changed what reaches the bank, with the share of cells it changed.
public struct Departure: Sendable, Equatable {
  /// The feature of the view.
  public let feature: String
  /// The step: `missing`, `late`, `round`.
  public let step: String
  /// The share of the feature's cells that it changed, over all months.
  public let share: Measurement

  /// The ledger's rows over all months, in the table's order.
  static func all(in table: MeasurementTable) -> [Departure] {
    table.rows(metric: .only(MetricName.departures), month: .absent).compactMap { row in
      row.feature.map { Departure(feature: $0, step: row.estimator, share: row) }
    }
  }
}
