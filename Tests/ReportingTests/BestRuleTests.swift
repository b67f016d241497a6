// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Foundation
import Reporting
import Results
import Testing

/// Classifiers that see the same stand together in a scheme's tables, with their best rule behind them.
@Suite struct BestRuleTests {
  /// The headings of a scheme's two tables where best rules misplace these shares, by classifier.
  private static func headings(
    _ floors: [(classifier: String, floor: Double)], referred: String? = nil
  ) -> [[String]] {
    var table = MeasurementTable(
      rows: RetailExample.table.rows.filter {
        $0.metric != MetricName.floor && $0.metric != MetricName.floorRecall
      })
    for (classifier, floor) in floors {
      for month in RetailExample.months {
        table.append(
          Results.Measurement(
            MetricName.floor, .defined(floor), month: month, scheme: "need",
            classifier: classifier, estimator: "expected"))
      }
      table.append(
        Measurement(
          MetricName.floorRecall, .defined(0.7), scheme: "need", segment: "payments",
          classifier: classifier, estimator: "count"))
    }
    if let referred {
      table.append(
        Measurement(
          MetricName.referred, .defined(0.1), scheme: "need", classifier: referred,
          estimator: "share"))
    }
    let summary = RunSummary(title: "", schemes: RetailExample.schemes, measurements: table)
    let text = MarkdownReport(summary, manifest: RetailExample.manifest).text
    let section = text.split(separator: "\n").drop { $0 != "## need (need)" }
    return ["| Recall", "| Misclassified"].map { start in
      let line = section.first { $0.hasPrefix(start) } ?? ""
      return line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        .filter { !$0.isEmpty && !$0.contains("%") }
    }
  }

  @Test func whoSeesTheSameSharesOne() {
    #expect(
      Self.headings([("book", 0.2), ("bayes", 0.2)])
        == [["book", "bayes", "best rule"], ["book", "bayes", "floor"]])
    #expect(
      Self.headings([("book", 0.25), ("bayes", 0.2)])
        == [
          ["book", "best rule for book", "bayes", "best rule for bayes"],
          ["book", "floor for book", "bayes", "floor for bayes"],
        ])
  }

  @Test func whoHasNoneStandsAlone() {
    #expect(Self.headings([]) == [["book", "bayes"], ["book", "bayes"]])
    #expect(
      Self.headings([("bayes", 0.2)])
        == [["book", "bayes", "best rule for bayes"], ["book", "bayes", "floor for bayes"]])
  }

  @Test func besideWhoDecidesSomeItIsMarked() {
    #expect(
      Self.headings([("book", 0.2), ("bayes", 0.2)], referred: "bayes")
        == [["book", "bayes", "best rule†"], ["book", "bayes", "floor†"]])
  }
}
