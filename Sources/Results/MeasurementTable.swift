// SPDX-License-Identifier: GPL-3.0-or-later
public import Customers

/// All measurements of a run in one long table: a row for each quantity.
public struct MeasurementTable: Sendable, Equatable {
  /// The rows in the order they were added, or in file order after `sort()`.
  public private(set) var rows: [Measurement]

  /// Makes a table.
  ///
  /// - Parameter rows: its first rows.
  public init(rows: [Measurement] = []) { self.rows = rows }

  /// Adds a row at the end.
  ///
  /// - Parameter row: one measured quantity.
  public mutating func append(_ row: Measurement) { rows.append(row) }

  /// Adds rows at the end, in their order.
  ///
  /// - Parameter more: measured quantities.
  public mutating func append(contentsOf more: some Sequence<Measurement>) {
    rows.append(contentsOf: more)
  }

  /// Puts the rows into the order of the files; rows of equal rank keep their order.
  ///
  /// - Complexity: O(n log n).
  public mutating func sort() {
    let ranks = MeasurementRanks(rows)
    let ranked = rows.indices.map { (major: ranks.major($0), minor: ranks.minor($0), row: $0) }
    rows = ranked.sorted { ($0.major, $0.minor, $0.row) < ($1.major, $1.minor, $1.row) }
      .map { rows[$0.row] }
  }

  /// The rows that fit, in the table's order; a condition not given leaves its column free.
  ///
  /// - Parameters:
  ///   - metric: the metric's name.
  ///   - month: the month; `.absent` for quantities over all months.
  ///   - scheme: the scheme.
  ///   - segment: the segment.
  ///   - classifier: the classifier; `.absent` for quantities of the population.
  ///   - feature: the feature.
  ///   - estimator: the estimator.
  ///   - replicate: the replicate; `.absent` for quantities over all of them.
  /// - Returns: the rows, perhaps none.
  /// - Complexity: O(n).
  public func rows(
    metric: Selection<String> = .any, month: Selection<Month> = .any,
    scheme: Selection<String> = .any, segment: Selection<String> = .any,
    classifier: Selection<String> = .any, feature: Selection<String> = .any,
    estimator: Selection<String> = .any, replicate: Selection<Int> = .any
  ) -> [Measurement] {
    rows.filter { row in
      metric.holds(for: row.metric) && classifier.holds(for: row.classifier)
        && scheme.holds(for: row.scheme) && month.holds(for: row.month)
        && segment.holds(for: row.segment) && feature.holds(for: row.feature)
        && estimator.holds(for: row.estimator) && replicate.holds(for: row.replicate)
    }
  }

  /// The part of the table that rests on all replicates: rows without a replicate, or those of the
  /// first one when a run had only one.
  public var overall: MeasurementTable {
    let combined = rows.filter { $0.replicate == nil }
    return MeasurementTable(rows: combined.isEmpty ? rows.filter { $0.replicate == 0 } : combined)
  }

  /// The months that occur, in order of time.
  public var months: [Month] { Set(rows.compactMap(\.month)).sorted() }

  /// The names that occur in a column, in the order of their first row.
  ///
  /// - Parameter column: a column of names.
  /// - Returns: every name once.
  public func names(in column: KeyPath<Measurement, String?>) -> [String] {
    var seen: Set<String> = []
    return rows.compactMap { $0[keyPath: column] }.filter { seen.insert($0).inserted }
  }
}
