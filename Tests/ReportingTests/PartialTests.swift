// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Reporting
import Results
import Testing

/// Classifiers that decide some customers only are told apart from those that decide all.
@Suite struct PartialTests {
  private static func text(_ metric: String?) throws -> String {
    var table = RetailExample.table
    if let metric {
      table.append(
        Measurement(
          metric, .defined(0.3), scheme: "need", classifier: "book", estimator: "share", n: 10_000))
    }
    let summary = RunSummary(
      title: "A bank", schemes: RetailExample.schemes, measurements: table)
    return TerminalReport(summary, style: TerminalStyle()).text
  }

  @Test func theFloorBesideThemIsMarked() throws {
    let whole = try Self.text(nil)
    #expect(whole.contains("48.1") && !whole.contains("†"))
    for metric in [MetricName.referred, MetricName.withoutEstimate] {
      let text = try Self.text(metric)
      let lines = text.split(separator: "\n").filter { $0.contains("†") }
      #expect(lines.count == 2, "\(text)")
      #expect(lines.first?.contains("book") == true)
      #expect(lines.last?.contains("the floor beside book is of all customers") == true)
      #expect(lines.first?.contains("27†") == true && lines.first?.contains("48.1†") == true)
      #expect(lines.last?.contains("the cost floor is of rules that leave nobody") == true)
      #expect(
        text.contains("no segment from book for 30.0 % of customer-months")
          == (metric == MetricName.withoutEstimate))
    }
  }
}
