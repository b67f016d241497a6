// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Foundation
import Populations
import Results
import ScenarioLanguage
import Testing
import Workbench

/// Tier rules in a run: they remember across blocks, exits and the warm-up, and what cannot is refused.
@Suite struct TierRunTests {
  private static func root(_ changes: (String) -> String = { $0 }) throws -> ScenarioNode {
    let path = Fixtures.folder.appending(path: "Workbench/tiers.yaml")
    let text = try String(contentsOf: path, encoding: .utf8)
    return try ScenarioDocument(text: changes(text), file: "tiers.yaml").root
  }

  private static func rows(
    _ table: MeasurementTable, _ classifier: String, _ metric: String, month: Int? = nil
  ) throws -> Double {
    let from = try #require(Month(year: 2026, month: 1))
    let selection: Selection<Month> = month.map { .only(from + $0) } ?? .absent
    let rows = table.rows(metric: .only(metric), month: selection, classifier: .only(classifier))
    return try #require(rows.first { $0.estimator == "overall" }?.value.number)
  }

  /// The counters are settled when scoring begins: where nobody moves the first month is like any other.
  ///
  /// Each month's share is
  /// of about 1,500 customers, of standard error 0.011 at most; 0.06 is farther than four of a difference.
  @Test func theFirstMonthIsLikeAnyOther() async throws {
    let scenario = try Scenario(
      try Self.root {
        $0.replacing(", moves: {low: {high: 0.05}, high: {low: 0.08}}", with: "")
      })
    #expect(scenario.population.warmUp == 13)
    let table = try await Runner(scenario, RunOptions()).run().measurements
    for classifier in ["patient", "averaged"] {
      let first = try Self.rows(table, classifier, "misclassification", month: 0)
      let last = try Self.rows(table, classifier, "misclassification", month: 5)
      #expect(abs(first - last) < 0.06, "\(classifier): \(first), \(last)")
    }
  }

  @Test func graceCalmsAndKeepsCustomersTooHigh() async throws {
    let scenario = try Scenario(try Self.root())
    let table = try await Runner(scenario, RunOptions()).run().measurements
    #expect(
      try Self.rows(table, "patient", "flicker") < Self.rows(table, "cut", "flicker") / 2)
    #expect(
      try Self.rows(table, "patient", "too-high")
        > 1.5 * Self.rows(table, "cut", "too-high"))
  }

  /// A rule without grace, average or lag says what cut points say, whatever it remembers.
  @Test func aRuleThatForgivesNothingIsCutPoints() async throws {
    let root = try Self.root {
      $0.replacing("down: {misses: 3}", with: "down: {misses: 1}, effective: same month").replacing(
        "{missing: 0.1, per: month}", with: "{round: nearest 1}")
    }
    let table = try await Runner(try Scenario(root), RunOptions()).run().measurements
    for metric in ["misclassification", "flicker", "too-low"] {
      #expect(try Self.rows(table, "patient", metric) == Self.rows(table, "cut", metric))
    }
  }

  @Test func noFloorOfOneMonthIsGivenToWhoRemembers() async throws {
    let scenario = try Scenario(try Self.root())
    let outcome = try await Runner(scenario, RunOptions()).run()
    Self.expectNoFloors(outcome.measurements)
  }

  private static func expectNoFloors(_ table: MeasurementTable) {
    func reasons(_ classifier: String) -> [String] {
      let rows = table.rows(
        metric: .only("regret"), month: .absent, classifier: .only(classifier))
      return rows.map { $0.value.reason ?? "known" }
    }
    #expect(reasons("cut") == ["known"])
    for reason in reasons("patient") + reasons("averaged") {
      #expect(reason.contains("remembers earlier months"))
    }
  }

  @Test func whoIsOnWatchIsCounted() async throws {
    let scenario = try Scenario(try Self.root())
    let outcome = try await Runner(scenario, RunOptions()).run()
    try Self.expectWatch(outcome.measurements)
  }

  /// Nobody has fallen in the warm-up; then a month's falls, 0.08 of about 0.4, are on watch for three months.
  ///
  /// That is 0.09 less those who rise again; 0.03 is farther than four standard errors of 0.007. Cut points
  /// watch nobody.
  private static func expectWatch(_ table: MeasurementTable) throws {
    let rows = table.rows(metric: .only("on-watch"))
    #expect(Set(rows.compactMap(\.classifier)) == ["patient", "averaged"])
    #expect(rows.count == 12)
    let shares = rows.filter { $0.classifier == "patient" }.compactMap(\.value.number)
    #expect(shares.first == 0 && shares.count == 6)
    #expect(shares.suffix(3).allSatisfy { (0.05...0.11).contains($0) }, "\(shares)")
  }

  @Test func aVariantMeetsTheSameCustomers() async throws {
    let scenario = try Scenario(try Self.root())
    let variant = try #require(scenario.variants.first)
    let outcome = try await VariantRunner(scenario, variant, RunOptions()).run()
    let alone = try await Runner(scenario, RunOptions(threads: 2)).run().measurements
    #expect(outcome.base.measurements.csv() == alone.csv())
    let own = try await Runner(try variant.scenario(), RunOptions()).run().measurements
    #expect(outcome.outcome.measurements.csv() == own.csv())
  }

  /// A variant that forgives for longer than a year warms up for longer, and so does the scenario beside it.
  @Test func aPatientVariantLeavesTheCustomersAsTheyAre() async throws {
    let scenario = try Scenario(
      try Self.root { $0.replacing("down.misses: 1}", with: "down.misses: 14}") })
    let variant = try #require(scenario.variants.first)
    #expect(try variant.scenario().population.warmUp > scenario.population.warmUp)
    let outcome = try await VariantRunner(scenario, variant, RunOptions()).run()
    let (base, own) = (outcome.base.measurements, outcome.outcome.measurements)
    for metric in ["misclassification", "flicker", "too-high"] {
      #expect(try Self.rows(base, "cut", metric) == Self.rows(own, "cut", metric))
    }
    #expect(
      try Self.rows(own, "patient", "too-high") > Self.rows(base, "patient", "too-high"))
  }
}
