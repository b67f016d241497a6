// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Reporting
import Results
import Testing

/// The table that tells why classifiers err.
@Suite struct BudgetTableTests {
  private static let metrics = [
    MetricName.overlapError, MetricName.viewError, MetricName.modelError,
    MetricName.trainingError, MetricName.stalenessError, MetricName.budgetedError,
  ]

  private static func rows(
    _ classifier: String, _ scheme: String, month: Int, _ values: [MeasuredValue],
    estimator: String = "expected"
  ) -> [Measurement] {
    zip(metrics, values).map { metric, value in
      Measurement(
        metric, value, month: RetailExample.months[month], scheme: scheme, classifier: classifier,
        estimator: estimator, n: 2_000, low: value.number.map { $0 - 0.01 },
        high: value.number.map { $0 + 0.01 }, varies: "customers")
    }
  }

  private static var summary: RunSummary {
    var table = RetailExample.table
    let none = MeasuredValue.undefined(reason: MetricName.learnsNothing)
    let unknown = MeasuredValue.undefined(reason: "it evolves")
    func defined(_ values: [Double]) -> [MeasuredValue] { values.map { .defined($0) } }
    for month in [0, 3] {
      let stale = month == 0 ? 0 : 0.04
      table.append(
        contentsOf: rows(
          "bayes", "need", month: month, defined([0.15, 0.02, 0.001, 0.03, stale, 0.201 + stale])))
      table.append(
        contentsOf: rows(
          "book", "need", month: month,
          defined([0.15, 0.02, 0.14]) + [none, none] + defined([0.31])))
      table.append(
        contentsOf: rows(
          "tiers", "value", month: month, [unknown, unknown, unknown, none, none, .defined(0.05)]))
      table.append(
        contentsOf: rows(
          "规则", "客群", month: month, [unknown, unknown, unknown] + defined([-0.02, 0.03, 0.25]),
          estimator: "count"))
    }
    return RunSummary(
      title: "Bank", schemes: RetailExample.schemes, measurements: table)
  }

  @Test func linesAddUpFromTheirCauses() {
    let text = TerminalReport(Self.summary, style: TerminalStyle()).text
    let lines = text.split(separator: "\n").drop { !$0.hasPrefix("errors, % in") }.prefix(7)
      .map(String.init)
    #expect(
      lines == [
        "errors, % in                           =     +      +         +          +",
        "2026-04       classifier  wrong  overlap  view  model  training  staleness",
        "need          book        31.00    15.00  2.00  14.00",
        "              bayes       24.10    15.00  2.00   0.10      3.00       4.00",
        "客群          规则        25.00     —     —      —        -2.00       3.00",
        "no overlap for 规则: it evolves", "no view for 规则: it evolves",
      ])
    #expect(text.contains("without a floor, 规则 is judged by the truth that was drawn: less sure\n"))
  }

  @Test func whatIsApproximateIsCalledSo() {
    var table = RetailExample.table
    let values = [0.15, 0.02, 0.001, 0.03, 0.04, 0.241].map { MeasuredValue.defined($0) }
    for (classifier, estimator) in [("bayes", MetricName.approximate), ("book", "expected")] {
      table.append(
        contentsOf: Self.rows(classifier, "need", month: 3, values, estimator: estimator))
    }
    let summary = RunSummary(title: "Bank", schemes: RetailExample.schemes, measurements: table)
    let text = TerminalReport(summary, style: TerminalStyle()).text
    #expect(text.contains("approximate for bayes\n"), "\(text)")
  }

  @Test func markdownHasIntervals() {
    let text = MarkdownReport(Self.summary, manifest: RetailExample.manifest).text
    #expect(text.contains("## Why each classifier errs, in 2026-04\n"))
    #expect(text.contains("| 24.1 (23.1–25.1) | 15 (14–16) |"))
    let plain = RunSummary(
      title: "Bank", schemes: RetailExample.schemes, measurements: RetailExample.table)
    let without = MarkdownReport(plain, manifest: RetailExample.manifest).text
    #expect(!without.contains("Why each"))
  }
}
