// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Reporting
import Results
import Testing

/// The table that tells who changes segment when tables are cut anew.
@Suite struct MoveTableTests {
  private static var summary: RunSummary {
    var table = RetailExample.table
    for (month, shift) in [(1, 0.0), (3, 0.1)] {
      for (estimator, share) in [
        (MetricName.allMoves, 0.3), (MetricName.customerChanged, 0.2),
        (MetricName.boundaryMoved, 0.1), (MetricName.heldBack, 0.05),
      ] {
        table.append(
          Measurement(
            MetricName.segmentMoves, .defined(share + shift), month: RetailExample.months[month],
            scheme: "value", classifier: "rfm", estimator: estimator, n: 2_000,
            low: share + shift - 0.01, high: share + shift + 0.01, varies: "customers"))
      }
    }
    return RunSummary(title: "Bank", schemes: RetailExample.schemes, measurements: table)
  }

  @Test func theLastMonthStandsInTheTable() throws {
    let text = TerminalReport(Self.summary, style: TerminalStyle()).text
    let lines = text.split(separator: "\n").drop { !$0.hasPrefix("when cut anew") }.prefix(3)
    let words = lines.map { $0.split(separator: " ").joined(separator: " ") }
    #expect(
      words == [
        "when cut anew classifier changed = customer + boundary held",
        "in 2026-04 segment, % changed moved back", "value rfm 40.00 30.00 20.00 15.00",
      ])
  }

  @Test func markdownHasTheIntervals() {
    let manifest = Manifest(
      scenario: "bank", scenarioText: "", seed: 1, normal: "", gsl: "", swift: "", segbench: "",
      customers: 1, months: 4, replicates: 1)
    let text = MarkdownReport(Self.summary, manifest: manifest).text
    #expect(text.contains("## Who changes segment when tables are cut anew, in 2026-04"))
    let words = text.split(separator: " ").joined(separator: " ")
    #expect(words.contains("| value | rfm | 40 (39–41) | 30 (29–31) | 20 (19–21) | 15 (14–16) |"))
  }
}
