// SPDX-License-Identifier: GPL-3.0-or-later
import Results
import ScenarioLanguage
import Testing
import Workbench

/// A check whose two sides look back differently far runs both on the same customers.
@Suite struct GateWarmUpTests {
  /// A world that is another after each month, so that a longer warm-up would begin with other customers.
  private static func text(misses: Int = 3, late: Int = 1) -> String {
    """
    scenario: 1
    name: pair
    seed: 12
    population: {customers: 1_500, from: 2026-01, months: 3}
    world:
      growth: {lognormal: {median: 1, sigma: 0.2}, each: month}
      aum: {lognormal: {median: 1_000, sigma: 0.5}, monthly: aum * growth}
      paid: {is: aum}
    segments: {tier: {cut: aum, levels: {low: below 1_000, high: above}}}
    view: {aum: [{of: aum}], paid: [{of: paid}, {late: {by: \(late) months}}]}
    classifiers:
      rule: {finds: tier, tiers: {measure: aum, floors: {high: 1_000}, down: {misses: \(misses)}}}
      cut: {finds: tier, cuts: {of: aum, at: [1_050]}}
      lagged: {finds: tier, cuts: {of: paid, at: [1_000]}}
    gates:
      must hold:
        - {metric: misclassification, of: cut, worse by at most: 1 %}
        - {metric: misclassification, of: lagged, worse by at most: 1 %}
        - {metric: misclassification, of: rule, worse by at most: 1 %}

    """
  }

  private func checked(_ text: String, beside accepted: String) async throws -> CheckedScenario {
    func scenario(_ text: String) throws -> Scenario {
      try Scenario(ScenarioDocument(text: text, file: "pair.yaml").root)
    }
    let baseline = try await BaselineMaking(
      scenario(accepted), text: accepted, build: BuildVersions(gsl: "", swift: "", segbench: "")
    ).baseline(threads: 1, progress: RunProgress())
    return try await ScenarioCheck(
      scenario(text), file: "pair.yaml", accepted: .baseline(baseline), folder: "baselines/pair"
    ).run(threads: 2, progress: RunProgress())
  }

  /// Whoever waits for 14 misses warms up for longer than a year; a classifier that was left as it is differs for nobody.
  @Test(arguments: [(14, 3), (3, 14)])
  func patientRulesLeaveTheCustomersAsTheyAre(misses: Int, before: Int) async throws {
    let checked = try await checked(Self.text(misses: misses), beside: Self.text(misses: before))
    for gate in checked.gates.prefix(2) {
      #expect(gate.value == gate.baseline && gate.difference == 0, "\(gate)")
      #expect(gate.flips.allSatisfy { $0.wins == 0 && $0.losses == 0 })
    }
    #expect(checked.gates[2].difference != 0)
    #expect(checked.departures.isEmpty, "\(checked.departures)")
    #expect(checked.notes.contains { $0.contains("one of the two looks back further") })
  }

  /// So does whoever sees a feature later.
  @Test(arguments: [(4, 1), (1, 4)])
  func laterViewsLeaveTheCustomersAsTheyAre(late: Int, before: Int) async throws {
    let checked = try await checked(Self.text(late: late), beside: Self.text(late: before))
    #expect(checked.gates[0].value == checked.gates[0].baseline)
    #expect(checked.gates[1].difference != 0)
    #expect(checked.departures.isEmpty, "\(checked.departures)")
  }

  @Test func nothingIsToldWhereBothLookBackEqually() async throws {
    let checked = try await checked(Self.text(misses: 4), beside: Self.text(misses: 3))
    #expect(checked.gates[0].difference == 0 && checked.notes.isEmpty, "\(checked.notes)")
  }
}
