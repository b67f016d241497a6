// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Probability
import Results

/// What is measured, apart from what it came to.
struct MeasurementSubject: Hashable {
  /// The month; nothing for all months.
  let month: Month?
  private let names: [String?]

  /// Looks at a row.
  init(_ row: Measurement) {
    month = row.month
    names = [
      row.scheme, row.segment, row.classifier, row.feature, row.metric, row.estimator,
      row.replicate?.description,
    ]
  }
}

/// Joins the tables of replicates: the mean of each measurement and how it varies.
enum ReplicateSummary {
  /// Joins tables, whose rows need not be the same: a small book may have nobody of a segment.
  ///
  /// The interval is Student's for the mean of independent replicates.
  ///
  /// - Parameter tables: one table for each replicate, at least two.
  /// - Returns: the means, and every replicate's rows over all months, in the order in which the
  ///   tables first have them.
  static func table(of tables: [MeasurementTable]) -> MeasurementTable {
    typealias Found = [MeasurementSubject: [(replicate: Int, row: Measurement)]]
    var (order, found): ([MeasurementSubject], Found) = ([], [:])
    for (replicate, table) in tables.enumerated() {
      for row in table.rows {
        let subject = MeasurementSubject(row)
        if found[subject] == nil { order.append(subject) }
        found[subject, default: []].append((replicate + 1, row))
      }
    }
    var joined = MeasurementTable()
    for subject in order {
      let rows = found[subject] ?? []
      joined.append(mean(rows.map(\.row), of: tables.count))
      guard subject.month == nil else { continue }
      for (replicate, var own) in rows {
        own.replicate = replicate
        joined.append(own)
      }
    }
    return joined
  }

  private static func mean(_ rows: [Measurement], of replicates: Int) -> Measurement {
    var row = rows[0]
    let values = rows.compactMap(\.value.number)
    let counts = rows.compactMap(\.n)
    row.n = counts.isEmpty ? nil : counts.reduce(0, +)
    (row.low, row.high, row.varies) = (nil, nil, nil)
    let reasons = Set(rows.map(\.value.reason))
    if values.isEmpty, rows.count == replicates, reasons.count == 1 { return row }
    guard values.count == replicates else {
      row.value = .undefined(
        reason: "undefined in \(replicates - values.count) of \(replicates) replicates")
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
