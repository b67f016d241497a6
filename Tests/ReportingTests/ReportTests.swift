// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Foundation
import Reporting
import Results
import TestSupport
import Testing

@Suite struct ReportTests {
  private let summary = RunSummary(
    title: "A joint-stock bank's retail book 零售客群", schemes: RetailExample.schemes,
    measurements: RetailExample.table, costUnits: ["need": "CNY a year"])

  private func difference(_ name: String, _ text: String) -> String? {
    GoldenFile(name, in: "ReportingTests").difference(from: text)
  }

  @Test func terminalWithoutLimits() {
    let text = TerminalReport(summary, style: TerminalStyle()).text
    #expect(difference("terminal-unlimited.txt", text) == nil)
  }

  @Test(arguments: [80, 60])
  func terminalOfSomeWidth(width: Int) {
    let text = TerminalReport(summary, style: TerminalStyle(width: width)).text
    #expect(difference("terminal-\(width).txt", text) == nil)
  }

  @Test func colourAddsNoMeaning() {
    let plain = TerminalReport(summary, style: TerminalStyle(width: 100)).text
    let coloured = TerminalReport(summary, style: TerminalStyle(hasColour: true, width: 100)).text
    #expect(coloured != plain)
    #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
  }

  @Test func markdown() {
    let text = MarkdownReport(summary, manifest: RetailExample.manifest).text
    #expect(difference("summary.md", text) == nil)
  }

  @Test func json() throws {
    let text = JSONReport(
      manifest: RetailExample.manifest, measurements: RetailExample.table,
      drift: RetailExample.drift
    ).text
    #expect(difference("run.json", text) == nil)
  }

  @Test func jsonIsJSONAndComplete() throws {
    var table = RetailExample.table
    table.append(Measurement("odd \"\\\u{7}\n", .defined(.nan), low: .infinity))
    let text = JSONReport(manifest: nil, measurements: table).text
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let rows = try #require(object["measurements"] as? [[String: Any]])
    #expect(rows.count == table.rows.count)
    let odd = try #require(rows.first { ($0["metric"] as? String)?.hasPrefix("odd") == true })
    #expect(odd["metric"] as? String == "odd \"\\\u{7}\n")
    #expect(odd["value"] is NSNull && odd["low"] is NSNull)
    #expect(odd["reason"] as? String == "not a finite number")
    #expect(rows.allSatisfy { $0["value"] is Double || $0["reason"] is String })
  }

  @Test func anEmptyTableIsStillAReport() {
    let empty = RunSummary(title: "Nothing", schemes: [], measurements: MeasurementTable())
    #expect(TerminalReport(empty, style: TerminalStyle()).text == "Nothing\n")
    let markdown = MarkdownReport(empty, manifest: RetailExample.manifest).text
    #expect(markdown.hasPrefix("# Nothing\n"))
  }

  @Test func orderOfRowsInTheTableDoesNotChangeNumbers() {
    var sorted = RetailExample.table
    sorted.sort()
    let again = RunSummary(title: "", schemes: RetailExample.schemes, measurements: sorted)
    #expect(again.schemes.map(\.shares) == summary.schemes.map(\.shares))
    #expect(again.drift == summary.drift)
    #expect(again.population.customers == summary.population.customers)
    #expect(again.schemes[1].classifiers.map(\.name) == ["bayes", "book"])
    #expect(again.schemes[1].classifiers[1].byMonth == summary.schemes[1].classifiers[0].byMonth)
  }

  @Test func theWorstSegmentIsAmongTheDefined() {
    #expect(summary.schemes[0].classifiers[0].worst?.segment == "sunflower 金葵花")
    #expect(summary.schemes[1].classifiers[1].worst?.segment == "payments")
    #expect(summary.schemes[2].classifiers[0].worst == nil)
  }
}
