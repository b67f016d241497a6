// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation
import Probability
import Results

/// Joins the tables of replicates: the mean of each measurement and how it varies.
enum ReplicateSummary {
  /// Joins tables that have the same rows.
  ///
  /// The interval is Student's for the mean of independent replicates.
  ///
  /// - Parameter tables: one table for each replicate, at least two.
  /// - Returns: the means, and every replicate's rows over all months.
  static func table(of tables: [MeasurementTable]) -> MeasurementTable {
    var joined = MeasurementTable()
    for (index, row) in tables[0].rows.enumerated() {
      let rows = tables.map { $0.rows[index] }
      joined.append(mean(rows))
      guard row.month == nil else { continue }
      for (replicate, var own) in rows.enumerated() {
        own.replicate = replicate + 1
        joined.append(own)
      }
    }
    return joined
  }

  private static func mean(_ rows: [Measurement]) -> Measurement {
    var row = rows[0]
    let values = rows.compactMap(\.value.number)
    let counts = rows.compactMap(\.n)
    row.n = counts.isEmpty ? nil : counts.reduce(0, +)
    (row.low, row.high, row.varies) = (nil, nil, nil)
    let reasons = Set(rows.map(\.value.reason))
    if values.isEmpty, reasons.count == 1 { return row }
    guard values.count == rows.count else {
      row.value = .undefined(
        reason: "undefined in \(rows.count - values.count) of \(rows.count) replicates")
      return row
    }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    let half = StudentT.quantile(0.975, freedom: count - 1) * (variance / count).squareRoot()
    row.value = MeasuredValue(finite: mean, orUndefined: "the mean is not finite")
    (row.low, row.high, row.varies) = (mean - half, mean + half, "replicates")
    return row
  }
}
