// SPDX-License-Identifier: GPL-3.0-or-later
import Reporting
import Results
import Testing

/// What a person reads of a search for better values.
@Suite struct TuningReportTests {
  /// One is one, and more are many.
  @Test func nounsGoWithTheirNumbers() {
    var summary = TuningSummary(
      goal: .init(
        title: "cost", wish: "as small as can be", present: 2, best: 1, chosen: 1, isMet: true))
    (summary.classifier, summary.isMet) = ("book", true)
    (summary.candidates, summary.customers, summary.customerMonths) = (1, 1, 12_000)
    (summary.alike, summary.dropped) = (1, 1)
    let one = TuningReport(summary).text(TerminalStyle(hasColour: false, width: 400))
    #expect(one.contains("1 candidate for book, judged on 1 customer, 12,000 customer-months,"))
    #expect(one.contains("together 1 candidate\n") && one.contains("1 candidate was given up"))
    (summary.candidates, summary.dropped) = (1_200, 3)
    let many = TuningReport(summary).markdown
    #expect(many.contains("1,200 candidates for book"))
    #expect(many.contains("3 candidates were given up"))
    #expect(!one.contains("used up") && !many.contains("used up"))
    #expect(!many.contains("without a segment"))
    (summary.without, summary.leavingMore) = (0.0125, 1)
    let left = TuningReport(summary).markdown
    #expect(
      left.contains(
        "1 candidate leaves more customers without a segment than the file's values, which leave 1.25 %, and may not"
      ))
    (summary.end, summary.allowed) = (.budget, 340)
    let short = TuningReport(summary).markdown
    #expect(short.contains("the search ended as the 340 candidates it may look at were used up"))
  }
}
