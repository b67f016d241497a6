// SPDX-License-Identifier: GPL-3.0-or-later
import Reporting
import Results
import Testing

/// What a person reads of a frontier.
@Suite struct FrontierReportTests {
  private static func point(
    _ grace: Int?, _ switches: Double, _ delay: Double, _ tooHigh: Double, tooLow: Double? = 0.01
  ) -> FrontierSummary.Point {
    func number(_ value: Double, _ half: Double) -> FrontierSummary.Number {
      .init(value: value, low: value - half, high: value + half)
    }
    return .init(
      grace: grace, margin: grace == nil ? nil : 0.05, switches: number(switches, 0.001),
      unneeded: number(switches / 2, 0.001), followed: number(0.8, 0.01), delay: number(delay, 0.2),
      tooHigh: number(tooHigh, 0.002), tooLow: tooLow.map { number($0, 0.001) },
      wrong: number(tooHigh, 0.002),
      onWatch: number(0.1, 0.01))
  }

  private static var summary: FrontierSummary {
    var points = [point(nil, 0.03, 3, 0.05), point(1, 0.05, 1, 0.01), point(2, 0.05, 2, 0.02)]
    points[2].isDominated = true
    return FrontierSummary(
      scenario: "bank", classifier: "rule", seed: 3, months: 24, customers: 12_000,
      customerMonths: 280_000, points: points)
  }

  @Test func aChoiceIsDominatedOnlyWhereNothingIsBetter() {
    let points = Self.summary.points
    #expect(points[1].dominates(points[2]))
    #expect(!points[2].dominates(points[1]) && !points[0].dominates(points[1]))
    #expect(!points[1].dominates(points[0]) && !points[1].dominates(points[1]))
  }

  @Test func delaysAndUnknownNumbersMakeNoStar() {
    let (late, soon) = (Self.point(1, 0.04, 3, 0.01), Self.point(2, 0.05, 1, 0.02))
    #expect(late.dominates(soon) && !soon.dominates(late))
    #expect(!late.dominates(Self.point(2, 0.05, 1, 0.02, tooLow: 0.005)))
    let unknown = Self.point(3, 0.06, 1, 0.02, tooLow: nil)
    #expect(!late.dominates(unknown) && !unknown.isComparable)
    let summary = FrontierSummary(
      scenario: "bank", classifier: "rule", seed: 3, months: 24, customers: 12_000,
      customerMonths: 280_000, points: [unknown])
    let text = FrontierReport(summary).text(TerminalStyle(hasColour: false, width: 200))
    #expect(text.split(separator: "\n").contains { !$0.hasPrefix("*") && $0.contains("—") })
  }

  @Test func theTableShowsWhatTheDataSupport() {
    let text = FrontierReport(Self.summary).text(TerminalStyle(hasColour: false, width: 200))
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("rule: 2 graces and margins on the same 12,000 customers"))
    let written = lines.first { $0.contains("as written") && $0.hasPrefix("*") }
    #expect(written?.contains("2.9–3.1") == true)
    #expect(lines.contains { $0.hasPrefix("   2") })
    #expect(!text.contains("keeps the graces"))
    var summary = Self.summary
    summary.setAside = ["gold", "private"]
    let markdown = FrontierReport(summary).markdown
    #expect(
      markdown.contains(
        "only 'as written' keeps the graces and margins that the file gives to gold"))
    #expect(markdown.hasPrefix("# Graces and margins of rule\n"))
    #expect(markdown.contains("| as written"))
  }
}
