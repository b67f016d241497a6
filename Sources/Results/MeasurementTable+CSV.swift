// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

extension MeasurementTable {
  /// The columns of `measurements.csv`.
  static let headings = [
    "month", "scheme", "segment", "classifier", "feature", "metric", "estimator", "value", "reason",
    "n", "low", "high", "varies", "replicate",
  ]

  /// The table as a comma-separated file with a line of headings, rows in their present order.
  ///
  /// An undefined value is an empty `value` with a `reason`; NaN and infinities are never written.
  ///
  /// - Returns: the file's bytes, UTF-8.
  public func csv() -> [UInt8] {
    var buffer = CSVBuffer(capacity: rows.count * 96 + 128)
    for heading in Self.headings { buffer.append(heading) }
    buffer.endRow()
    for row in rows { row.write(to: &buffer) }
    return buffer.bytes
  }

  /// Reads a table from a comma-separated file as `csv()` writes it; columns may stand in any order.
  ///
  /// - Parameters:
  ///   - csv: the file's bytes.
  ///   - file: the file's name, for messages.
  /// - Throws: `ResultsError` when a column is missing or a field is not what its column holds.
  public init(csv: [UInt8], file: String = "measurements.csv") throws(ResultsError) {
    let records = try CSVRecords(csv, file: file, headings: Self.headings)
    var rows: [Measurement] = []
    for record in records { rows.append(try Measurement(record)) }
    self.init(rows: rows)
  }
}

extension Measurement {
  fileprivate func write(to buffer: inout CSVBuffer) {
    buffer.append(month?.description)
    for name in [scheme, segment, classifier, feature, metric, estimator] { buffer.append(name) }
    buffer.append(value.number)
    buffer.append(value.reason)
    buffer.append(n)
    buffer.append(low)
    buffer.append(high)
    buffer.append(varies)
    buffer.append(replicate)
    buffer.endRow()
  }

  fileprivate init(_ record: CSVRecords.Record) throws(ResultsError) {
    let number = try record.number("value")
    let reason = record.text("reason")
    guard (number == nil) != (reason == nil) else {
      throw record.error("a row holds either a value or the reason why there is none")
    }
    self.init(
      try record.name("metric"),
      number.map(MeasuredValue.defined) ?? .undefined(reason: reason ?? ""),
      month: try record.month("month"), scheme: record.text("scheme"),
      segment: record.text("segment"), classifier: record.text("classifier"),
      feature: record.text("feature"), estimator: try record.name("estimator"),
      n: try record.count("n"), low: try record.number("low"), high: try record.number("high"),
      varies: record.text("varies"), replicate: try record.count("replicate"))
  }
}
