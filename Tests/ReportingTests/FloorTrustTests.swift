// SPDX-License-Identifier: GPL-3.0-or-later
import Reporting
import Results
import Testing

/// When a run says that its floors are in doubt.
@Suite struct FloorTrustTests {
  private static func texts(_ distance: Double, month: Int?) -> [String] {
    var table = RetailExample.table
    // What is far over all months is not told by a month that is near.
    for month in RetailExample.months.indices.map(Optional.some) + [nil] {
      table.append(row(0.5, month: month, of: "bayes"))
    }
    table.append(row(distance, month: month, of: "book"))
    let summary = RunSummary(
      title: "A bank", schemes: RetailExample.schemes, measurements: table)
    return [
      TerminalReport(summary, style: TerminalStyle()).text,
      MarkdownReport(summary, manifest: RetailExample.manifest).text,
    ]
  }

  private static func row(
    _ distance: Double, month: Int?, of classifier: String
  ) -> Measurement {
    Measurement(
      MetricName.surprise, .defined(distance), month: month.map { RetailExample.months[$0] },
      scheme: "need", classifier: classifier, estimator: "counted less expected", n: 4_000)
  }

  /// Over all months beyond 4 standard errors either way, in one of many beyond 5.
  @Test(
    arguments: [
      (3.9, nil, false), (4.1, nil, true), (-3.9, nil, false), (-4.1, nil, true),
      (4.9, 2, false), (5.1, 2, true), (-4.9, 2, false), (-5.1, 2, true),
    ] as [(Double, Int?, Bool)])
  func farCountsAreTold(_ distance: Double, _ month: Int?, _ isFar: Bool) {
    for text in Self.texts(distance, month: month) {
      let lines = text.split(separator: "\n").filter { $0.lowercased().hasPrefix("beware") }
      #expect(lines.count == (isFar ? 1 : 0), "\(lines)")
      guard let line = lines.first else { continue }
      let side = distance > 0 ? "above" : "below"
      let when = month == nil ? "" : " in 2026-03"
      #expect(
        line.contains(
          "the errors counted of book\(when) lie \(abs(distance)) standard errors \(side) those expected"
        ), "\(line)")
    }
  }
}
