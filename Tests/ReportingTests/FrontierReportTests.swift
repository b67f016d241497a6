// SPDX-License-Identifier: GPL-3.0-or-later
import Reporting
import Results
import Testing

/// What a person reads of a frontier.
@Suite struct FrontierReportTests {
  private static func point(
    _ grace: Int?, _ switches: Double, _ delay: Double, _ tooHigh: Double, tooLow: Double? = 0.01,
    margin: Double = 0.05
  ) -> FrontierSummary.Point {
    func number(_ value: Double, _ half: Double) -> FrontierSummary.Number {
      .init(value: value, low: value - half, high: value + half)
    }
    return .init(
      grace: grace, margin: grace == nil ? nil : margin, switches: number(switches, 0.001),
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

  /// Every choice has its dot within the axes, full where it has a star, and names are no mark-up.
  @Test func thePictureHasEveryChoice() throws {
    let picture = FrontierPicture(Self.summary).svg
    #expect(picture.hasPrefix("<svg ") && picture.hasSuffix("</svg>\n"))
    let dots = picture.matches(of: /<circle cx="([0-9.]+)" cy="([0-9.]+)".* fill="(#[0-9a-f]+)"/)
    let colours = dots.map { String($0.3) }
    // One of the two in the legend's colour, the dominated one hollow, and the legend's own.
    #expect(colours == ["#0072b2", "#fff", "#0072b2"])
    for dot in dots.prefix(2) {
      let (x, y) = (try #require(Double(dot.1)), try #require(Double(dot.2)))
      #expect((64...580).contains(x) && (44...420).contains(y))
    }
    // 5 changes lie at the same place, and 2 % too high lie above 1 %.
    #expect(dots[0].1 == dots[1].1)
    #expect(try #require(Double(dots[1].2)) < #require(Double(dots[0].2)))
    #expect(picture.matches(of: /<polygon/).count == 2)
    let odd = FrontierSummary(
      scenario: "bank", classifier: "a<b&c", seed: 3, months: 24, customers: 1, customerMonths: 2,
      points: [])
    let empty = FrontierPicture(odd).svg
    #expect(empty.contains("a&lt;b&amp;c:") && empty.contains("no choice could be measured"))
  }

  /// Margins have marks of different shapes, so that nobody needs the colours.
  @Test func marginsAreToldByShape() {
    let points = [0, 0.1, 0.2, 0.3].map { Self.point(3, 0.02, 3, 0.06, margin: $0) }
    let summary = FrontierSummary(
      scenario: "bank", classifier: "rule", seed: 3, months: 24, customers: 12_000,
      customerMonths: 280_000, points: points + [Self.point(nil, 0.03, 3, 0.05)])
    let picture = FrontierPicture(summary).svg
    #expect(picture.matches(of: /<circle/).count == 2)
    // Each twice, with the legend: squares, triangles, triangles upside down, and the diamond of the rule as written.
    let corners = picture.matches(of: /<polygon points="([^"]*)"/).map {
      $0.1.split(separator: " ").count
    }
    #expect(corners == [4, 4, 3, 3, 3, 3, 4, 4])
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
