// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Foundation
import Results
import ScenarioLanguage
import Testing
import Workbench

/// A scenario and its variants side by side.
@Suite struct VariantTests {
  private static func scenario(
    _ path: String = "Workbench/small-variants.yaml", customers: Int? = nil
  ) throws -> Scenario {
    let source = try ScenarioSource.load(Fixtures.folder.appending(path: path).path)
    return try Scenario(ScenarioOverrides(customers: customers).applied(to: source.root))
  }

  private static func outcome(
    _ scenario: Scenario, _ name: String, _ options: RunOptions = RunOptions()
  ) async throws -> VariantOutcome {
    let variant = try #require(scenario.variants.first { $0.name == name })
    return try await VariantRunner(scenario, variant, options).run()
  }

  private static func value(
    _ table: MeasurementTable, _ metric: String, _ classifier: String?, _ estimator: String,
    month: Selection<Month> = .absent
  ) throws -> Double {
    let rows = table.rows(metric: .only(metric), month: month)
      .filter { $0.classifier == classifier && $0.estimator == estimator }
    return try #require(rows.first?.value.number)
  }

  /// Sharing what is upstream changes nothing: each side is what it is when run alone.
  @Test(arguments: [
    "no_boom", "other_cut", "no_noise", "perfect", "stayers", "late", "third",
  ])
  func eachSideIsAsWhenRunAlone(name: String) async throws {
    let scenario = try Self.scenario()
    let outcome = try await Self.outcome(scenario, name, RunOptions(blockSize: 500))
    let base = try await Runner(scenario, RunOptions()).run().measurements.csv()
    let own = try await Runner(try outcome.variant.scenario(), RunOptions()).run().measurements
    #expect(outcome.base.measurements.csv() == base)
    #expect(outcome.outcome.measurements.csv() == own.csv())
    #expect(own.csv() != base)
  }

  @Test(arguments: ["no_boom", "other_cut"])
  func threadsBlocksAndTheirOrderChangeNothing(name: String) async throws {
    let scenario = try Self.scenario()
    let plain = try await Self.outcome(scenario, name).measurements.csv()
    for options in [
      RunOptions(threads: 2), RunOptions(threads: 7), RunOptions(blockSize: 256),
      RunOptions(threads: 2, shuffle: 99),
    ] {
      #expect(try await Self.outcome(scenario, name, options).measurements.csv() == plain)
    }
  }

  /// Where everybody is in both, the difference is that of the two rates.
  @Test func theDifferenceIsThatOfTheRates() async throws {
    let outcome = try await Self.outcome(try Self.scenario(), "no_noise")
    let table = outcome.measurements
    for classifier in ["cut", "bayes"] {
      let difference = try Self.value(table, "difference", classifier, "paired")
      let wins = try Self.value(table, "paired-change", classifier, "wins")
      let losses = try Self.value(table, "paired-change", classifier, "losses")
      let own = try Self.value(table, "misclassification", classifier, "overall")
      let base = try Self.value(
        outcome.base.measurements, "misclassification", classifier, "overall")
      #expect(abs(difference - (own - base)) < 1e-12)
      #expect(abs(difference - (losses - wins)) < 1e-12)
      #expect(difference < 0)
    }
    #expect(try Self.value(table, "paired-customers", nil, "only in the variant") == 0)
  }

  @Test func whoIsAbsentInOneIsTold() async throws {
    let outcome = try await Self.outcome(try Self.scenario(), "stayers")
    let table = outcome.measurements
    let both = try Self.value(table, "paired-customers", nil, "in both")
    let own = try Self.value(table, "paired-customers", nil, "only in the variant")
    let base = try Self.value(table, "paired-customers", nil, "only in the scenario")
    let customers = try Self.value(outcome.base.measurements, "customers", nil, "count")
    #expect(own > 0 && base > 0)
    #expect(both + base == customers)
    // The drift still brings 300 a month from the third of five months on, and nobody leaves.
    #expect(both + own == 5 * 1_500 + 300 * (3 + 2 + 1))
  }

  /// Cuts at 1 and at 1.5 between groups at 0 and 2 err for Φ(−1) = 0.158655 and, by Φ(−1.5) =
  /// 0.066807 and Φ(−0.5) = 0.308538, for 0.187673: the difference has a standard error of at most
  /// 0.0005, and 5 of them are passed once in 1.7 million.
  @Test func aMovedCutMeetsTheClosedForm() async throws {
    let source = try ScenarioSource.load(
      Fixtures.folder.appending(path: "../../Scenarios/two-gaussians.yaml").path)
    let text = source.text + "variants: {moved: {set: {classifiers.cut.cuts.at: [1.5]}}}\n"
    let root = try ScenarioDocument(text: text, file: "moved.yaml").root
    let scenario = try Scenario(ScenarioOverrides(customers: 200_000).applied(to: root))
    let table = try await Self.outcome(scenario, "moved", RunOptions(threads: 2)).measurements
    let difference = try Self.value(table, "difference", "cut", "paired")
    #expect(abs(difference - 0.029018) < 5 * 0.0005, "\(difference)")
  }

  @Test func replicatesGiveAnInterval() async throws {
    let outcome = try await Self.outcome(
      try Self.scenario(customers: 300), "no_noise", RunOptions(replicates: 3))
    let rows = outcome.measurements.rows(metric: .only("difference"), month: .absent)
    #expect(rows.filter { $0.replicate == nil }.allSatisfy { $0.varies == "replicates" })
    #expect(rows.filter { $0.replicate != nil }.count == 6)
  }

  @Test func aVariantThatBreaksTheScenarioIsToldAtItsPlace() throws {
    let source = try ScenarioSource.load(
      Fixtures.folder.appending(path: "Problems/base-book.yaml").path)
    let text =
      source.text + "variants: {bad: {set: {world.score.normal.sd: -1}}, good: {view: perfect}}\n"
    let root = try ScenarioDocument(text: text, file: "bad.yaml").root
    let problems = try Scenario(root).counterfactualProblems
    #expect(problems.map(\.path) == ["variants.bad: world.score.normal.sd"])
    #expect(problems.map(\.message) == ["sd must be positive, but got -1"])
  }
}
