// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
public import Results

/// The share of a segment or persona in the first and in the last month.
public struct ShareChange: Sendable, Equatable {
  /// The segment or persona.
  public let name: String
  /// Its true share in the first month.
  public let first: Measurement?
  /// Its true share in the last month.
  public let last: Measurement?

  /// The true shares of a scheme's segments, or of the personas, in the order given or found.
  static func all(
    in table: MeasurementTable, scheme: String?, segments: [String]? = nil
  ) -> [ShareChange] {
    let shares = MeasurementTable(
      rows: table.rows(
        metric: .only(MetricName.share), scheme: .exactly(scheme), classifier: .absent
      ).filter { $0.month != nil && $0.segment != nil })
    return (segments ?? shares.names(in: \.segment)).compactMap { name in
      let rows = shares.rows(segment: .only(name)).sorted {
        ($0.month ?? .zero) < ($1.month ?? .zero)
      }
      guard !rows.isEmpty else { return nil }
      return ShareChange(name: name, first: rows.first, last: rows.last)
    }
  }
}

extension Month {
  /// January of year 0, before every month of a run.
  fileprivate static let zero = Month(ordinal: 0)
}
