// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation
import Foundation
import ScenarioLanguage
import Testing
import Workbench

/// Rules on features: the cells they are tried on, and the customers that findings concern.
@Suite struct LintCellTests {
  /// Examines the classifiers of a scenario made from the lint tests' base.
  private func lint(_ classifiers: [String], customers: Int = 500, weight: String? = nil) throws
    -> RuleLint
  {
    let base = Fixtures.folder.appending(path: "Lint/base.yaml").path
    let entries = classifiers.enumerated().map { "  c\($0): \($1)\n" }.joined()
    let text =
      try String(contentsOfFile: base, encoding: .utf8)
      .replacing("20_000", with: "\(customers)") + "classifiers:\n" + entries
    let root = try ScenarioDocument(text: text, file: "f.yaml").root
    return RuleLint(try Scenario(root), weight: weight)
  }

  private func unique(_ conditions: [String]) -> String {
    let rows = zip(["low", "middle", "high"], conditions).map { "{\($0): \"\($1)\"}" }
    return
      "{finds: tier, decision table: {hit: unique, rows: [\(rows.joined(separator: ", "))]}}"
  }

  /// Three conditions that share out all numbers, compared through functions that only rise or only
  /// fall: nothing is left between them and nothing shared, to the last bit.
  @Test func conditionsThatShareOutAllNumbersLeaveNothing() throws {
    let groups = [
      ["aum / 3 < 0.1", "aum / 3 >= 0.1 and aum / 3 < 7", "aum / 3 >= 7"],
      ["-aum * 0.7 > -0.3", "-aum * 0.7 <= -0.3 and aum <= 50", "aum > 50"],
      ["floor(aum / 10) == 3", "floor(aum / 10) < 3", "floor(aum / 10) > 3"],
      ["exp(aum) < 12", "exp(aum) >= 12 and 4 >= sqrt(aum)", "sqrt(aum) > 4"],
      ["aum == 5", "aum != 5 and aum < 9", "aum >= 9"],
      ["min(aum, 40) < 40", "max(aum, 40) > 40", "aum == 40"],
      ["kind == fancy", "kind == plain", "missing(kind)"],
    ]
    for (conditions, subject) in zip(groups, try lint(groups.map(unique)).subjects) {
      #expect(subject.isExact)
      #expect(subject.findings.isEmpty, "\(conditions): \(subject.findings.map(\.message))")
    }
  }

  /// The same with one bound moved to the next number: one number is left, or shared.
  @Test func oneNumberIsNotOverlooked() throws {
    let open = try lint([unique(["aum < 30", "aum > 30 and aum < 60", "aum >= 60"])])
    let gap = try #require(open.findings.first)
    #expect(open.findings.count == 1 && gap.kind == .gap && gap.severity == .error)
    #expect(gap.message.contains("aum 30") && gap.share?.customers == 0)
    let shared = try lint([unique(["aum <= 30", "aum >= 30 and aum < 60", "aum >= 60"])])
    #expect(shared.findings.map(\.kind) == [.overlap])
    #expect(shared.findings.first?.message.hasSuffix("aum 30") == true)
  }

  /// No visits lie between 2 and 3, no answers above 25 and nobody is younger than 18.
  @Test func valuesThatCannotBeAreNoGap() throws {
    let texts = [
      unique(["visits <= 2", "visits >= 3", "visits < 0 or age < 18"]),
      unique(["quiz < 5 or quiz > 25 or missing(quiz)", "quiz <= 10", "quiz > 10"]),
      unique(["age >= 18 and age < 50", "age >= 50 and age <= 98", "missing(kind) and age > 98"]),
    ]
    let kinds = try lint(texts).subjects.map { $0.findings.map(\.kind) }
    #expect(kinds[0] == [.unreachableSegment])
    #expect(kinds[1] == [.neverHolds, .neverHolds])
    #expect(kinds[2].contains(.unreachableSegment) && !kinds[2].contains(.gap))
  }

  /// Assets are uniform from 0 to 100: a tenth of customers have 20 to 30, and hold 5 % of all.
  ///
  /// That is (30² - 20²) / 100². The bounds are five standard errors: a false alarm in 2 million.
  @Test func findingsAreWeightedByCustomersAndAssets() throws {
    let table = unique(["aum < 20", "aum >= 30 and aum < 60", "aum >= 60"])
    let share = try #require(try lint([table], customers: 50_000).findings.first?.share)
    #expect(share.of == 50_000 && share.weightName == "aum")
    #expect(abs(Double(share.customers) / 50_000 - 0.1) < 5 * 0.00134)
    let weight = try #require(share.weight)
    #expect(abs(weight - 0.05) < 5 * 0.00072)
    let interval = try #require(share.interval)
    #expect(interval.low < 0.1 && 0.1 < interval.high && interval.high - interval.low < 0.006)
    // By age, 18 to 98 and independent of assets, they hold what they are.
    let byAge = try #require(
      try lint([table], customers: 50_000, weight: "age").findings.first?.share)
    let held = try #require(byAge.weight)
    #expect(byAge.weightName == "age" && abs(held - 0.1) < 5 * 0.00144)
  }

  /// Features that stand in one sum only are tried by the sum, however it is written: nothing is missed.
  @Test func sumsOfFeaturesAreTriedThemselves() throws {
    let groups = [
      ["aum + age < 80", "age + aum >= 80 and 2 * aum + 2 * age < 200", "100 - aum <= age"],
      ["aum < age", "aum >= age and aum - 20 < age", "aum >= age + 20"],
      [
        "aum / 4 - age > 0", "4 * age >= aum and kind == plain",
        "not (4 * age < aum) and kind != plain",
      ],
    ]
    let subjects = try lint(groups.map(unique)).subjects
    for (conditions, subject) in zip(groups, subjects) {
      #expect(subject.isExact, "\(conditions)")
      let found = subject.findings.filter { $0.kind != .missingValue && $0.kind != .gap }
      #expect(found.isEmpty, "\(conditions): \(found.map(\.message))")
    }
    #expect(subjects[0].findings.isEmpty && subjects[1].findings.isEmpty)
    // One sum is left, which nobody drawn here has.
    let open = try lint([
      unique(["aum + age < 100", "aum + age >= 100 and aum + age < 100.5", "aum + age > 100.5"])
    ])
    let gap = try #require(open.findings.first)
    #expect(gap.kind == .gap && gap.severity == .warning && gap.share?.customers == 0)
    #expect(gap.message.hasSuffix("age + aum 100.5"), "\(gap.message)")
    let weighted = try lint([
      unique(["aum < 70 + age / 4", "aum - 0.25 * age >= 72", "3 < aum / 24 - age / 96"])
    ])
    let messages = weighted.findings.map(\.message)
    #expect(messages.contains { $0.contains(": aum - 0.25 * age 70 to below 72") }, "\(messages)")
  }

  /// No sum exceeds what its parts can be, and one of counts lies on no half.
  @Test func sumsThatCannotBeAreNoGap() throws {
    let texts = [
      unique([
        "visits + age < 18", "visits + age >= 18 and visits + age < 30", "visits + age >= 30",
      ]),
      unique(["aum + age < 50", "aum + age >= 50 and aum + age <= 198", "aum + age > 198"]),
    ]
    let kinds = try lint(texts).subjects.map { $0.findings.map(\.kind) }
    #expect(
      kinds == [[.unreachableSegment, .alwaysHolds], [.alwaysHolds, .unreachableSegment]])
  }

  /// What multiplies two features is tried on drawn customers, and says so.
  @Test func whatNoCellTellsIsTriedOnCustomers() throws {
    let lint = try lint([
      unique([
        "aum * age > 3000", "aum * age <= 3000 and aum > 50", "aum * age <= 3000 and aum <= 50",
      ])
    ])
    let subject = try #require(lint.subjects.first)
    #expect(!subject.isExact && subject.points == 500 && !lint.hasErrors)
    #expect(subject.findings.map(\.kind) == [.notExamined])
  }
}
