// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
public import Results

/// A run as one JSON object: the manifest, the drift's truth and the measurement table.
public struct JSONReport {
  private let manifest: Manifest?
  private let drift: [DriftTruth]
  private let measurements: MeasurementTable

  /// Makes a report.
  ///
  /// - Parameters:
  ///   - manifest: what the run was made from; nil for predictions made elsewhere.
  ///   - measurements: what was measured; written in the order of `Measurement`.
  ///   - drift: what the scenario changed.
  public init(manifest: Manifest?, measurements: MeasurementTable, drift: [DriftTruth] = []) {
    self.manifest = manifest
    self.measurements = measurements
    self.drift = drift
  }

  /// The object's text, members sorted by name; an undefined value is null and has a reason.
  public var text: String {
    var sorted = measurements
    sorted.sort()
    var json = JSONText()
    json.object { json in
      json.array("drift") { json in
        for row in drift { json.object { Self.write(row, to: &$0) } }
      }
      if let manifest { json.object("manifest") { manifest.write(to: &$0) } }
      json.array("measurements") { json in
        for row in sorted.rows { json.object { Self.write(row, to: &$0) } }
      }
    }
    return json.text + "\n"
  }

  private static func write(_ row: DriftTruth, to json: inout JSONText) {
    json.member("after", row.after)
    json.member("before", row.before)
    json.member("change", row.change)
    json.member("from", row.from.description)
    json.member("name", row.name)
    json.member("shape", row.shape)
    json.member("target", row.target)
    json.member("until", row.until?.description)
  }

  /// Columns that do not apply are left out; the value never is.
  private static func write(_ row: Measurement, to json: inout JSONText) {
    if let classifier = row.classifier { json.member("classifier", classifier) }
    json.member("estimator", row.estimator)
    if let feature = row.feature { json.member("feature", feature) }
    if let high = row.high { json.member("high", high) }
    if let low = row.low { json.member("low", low) }
    json.member("metric", row.metric)
    if let month = row.month { json.member("month", month.description) }
    if let n = row.n { json.member("n", n) }
    if let reason = row.value.reason { json.member("reason", reason) }
    if let replicate = row.replicate { json.member("replicate", replicate) }
    if let scheme = row.scheme { json.member("scheme", scheme) }
    if let segment = row.segment { json.member("segment", segment) }
    json.member("value", row.value.number)
    if let varies = row.varies { json.member("varies", varies) }
  }
}
