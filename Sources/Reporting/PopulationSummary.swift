// SPDX-License-Identifier: GPL-3.0-or-later
public import Customers
import Results

/// Who was simulated.
public struct PopulationSummary: Sendable, Equatable {
  /// The months with customers, in order of time.
  public let months: [Month]
  /// Customers on the books, one number for each month.
  public let customers: [Double?]
  /// Customers who entered over all months.
  public let entrants: Double?
  /// Customers who left over all months.
  public let exits: Double?
  /// Personas with their share in the first and in the last month.
  public let personas: [ShareChange]

  init(_ table: MeasurementTable) {
    let book = table.rows(
      metric: .only(MetricName.customers), scheme: .absent, classifier: .absent)
    let byMonth = Dictionary(
      book.compactMap { row in row.month.map { ($0, row.value.number) } },
      uniquingKeysWith: { first, _ in first })
    months = byMonth.keys.sorted()
    customers = months.map { byMonth[$0] ?? nil }
    entrants = Self.total(MetricName.entrants, in: table)
    exits = Self.total(MetricName.exits, in: table)
    personas = ShareChange.all(in: table, scheme: nil)
  }

  /// Customer-months: each customer counted in each month on the books.
  public var customerMonths: Double { customers.compactMap(\.self).reduce(0, +) }

  /// The row over all months, or else the sum of the months' rows.
  private static func total(_ metric: String, in table: MeasurementTable) -> Double? {
    let rows = table.rows(metric: .only(metric), classifier: .absent)
    if let all = rows.first(where: { $0.month == nil }) { return all.value.number }
    return rows.isEmpty ? nil : rows.compactMap(\.value.number).reduce(0, +)
  }
}
