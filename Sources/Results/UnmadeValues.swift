// SPDX-License-Identifier: GPL-3.0-or-later

/// Values of one place of a scenario that could not be made and are missing: a result all the same,
/// which whoever reads the others must know.
public struct UnmadeValues: Sendable, Equatable {
  /// Why values could not be made.
  public enum Kind: Sendable, CaseIterable {
    /// A customer's values gave a law impossible parameters.
    case impossibleDraws
    /// An expression of the world, or the measure of a tier rule, gave no finite number, although all that it
    /// reads was one.
    case notNumbers
    /// A median was to fill missing values, and there was no value to take it of.
    case unfilled

    /// The metric that counts them.
    public var metric: String {
      switch self {
      case .impossibleDraws: MetricName.impossibleDraws
      case .notNumbers: MetricName.notNumbers
      case .unfilled: MetricName.unfilled
      }
    }
  }

  /// Why they could not be made.
  public let kind: Kind
  /// Where they are declared: `world.balance`, `segments.need.invest`, `view.age` for its noise.
  public let source: String
  /// How many could not be made.
  public let rows: Int
  /// How many were to be made, in all months with the warm-up.
  public let total: Int

  /// Tells of values that could not be made.
  ///
  /// - Parameters:
  ///   - kind: why.
  ///   - source: where they are declared.
  ///   - rows: how many could not be made.
  ///   - total: how many were to be made.
  public init(_ kind: Kind, _ source: String, _ rows: Int, of total: Int) {
    self.kind = kind
    self.source = source
    self.rows = rows
    self.total = total
  }

  /// Whether others are values of the same place that could not be made for the same reason.
  ///
  /// - Parameter other: other values.
  /// - Returns: whether they are.
  public func isOfSamePlace(_ other: UnmadeValues) -> Bool {
    kind == other.kind && source == other.source
  }

  /// These values and others of the same place.
  ///
  /// - Parameter other: values of another part of the customers.
  /// - Returns: both together.
  public func adding(_ other: UnmadeValues) -> UnmadeValues {
    UnmadeValues(kind, source, rows + other.rows, of: total + other.total)
  }

  /// The row that tells of them: the share that could not be made.
  public var measurement: Measurement {
    Measurement(
      kind.metric,
      MeasuredValue(finite: Double(rows) / Double(total), orUndefined: "none was made"),
      feature: source, estimator: "count", n: total)
  }

  /// The values of which a table tells, in the table's order.
  ///
  /// - Parameter table: the measurements of a run.
  /// - Returns: values of which some could not be made.
  public static func all(in table: MeasurementTable) -> [UnmadeValues] {
    Kind.allCases.flatMap { kind in
      table.rows(metric: .only(kind.metric), month: .absent).compactMap { row in
        guard let source = row.feature, let share = row.value.number, let n = row.n else {
          return nil
        }
        return UnmadeValues(kind, source, Int((share * Double(n)).rounded()), of: n)
      }
    }
  }

  /// What happened where, and how often.
  public var sentence: String {
    let (rows, total) = (NumberText.grouped(rows), NumberText.grouped(total))
    return switch kind {
    case .impossibleDraws: "\(source): impossible parameters in \(rows) of \(total) draws"
    case .notNumbers: "\(source): not a number in \(rows) of \(total) rows"
    case .unfilled: "\(source): no value to take a median of for \(rows) of \(total) rows"
    }
  }

  /// What could not be done, and the sentence.
  public var complaint: String {
    switch kind {
    case .impossibleDraws: "could not be drawn: " + sentence
    case .notNumbers: "could not be worked out: " + sentence
    case .unfilled: "could not be imputed: " + sentence
    }
  }
}
