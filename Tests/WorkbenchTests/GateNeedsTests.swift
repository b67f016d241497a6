// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Results
import ScenarioLanguage
import Testing
import Workbench

/// What is worked out for gates is what a run of the whole scenario gives, whatever other gates there are.
@Suite struct GateNeedsTests {
  private static func scenario(_ gates: String) throws -> (scenario: Scenario, text: String) {
    let text = """
      scenario: 1
      name: needs
      seed: 3
      population:
        {customers: 2_000, from: 2026-01, months: 3, entry: {monthly: 0.03}, exit: {hazard: 0.05}}
      world:
        group: {levels: {low: 0.5, high: 0.5}}
        area: {levels: {north: 0.3, south: 0.7}}
        score: {normal: {mean: {by group: {low: 0, high: 2}}, sd: 1}}
      segments: {group: {is: group, ordered: yes}}
      view: {score: [{of: score}], area: [{of: area}]}
      floor: {customers: 500}
      budget: {months: each}
      classifiers:
        small: {finds: group, sees: [score], naive bayes: {}, train: {customers: 200}}
        big: {finds: group, naive bayes: {}, train: {customers: 3_000}}
      gates:
        must hold: [\(gates)]

      """
    return (try Scenario(ScenarioDocument(text: text, file: "needs.yaml").root), text)
  }

  private static let first =
    "{metric: staleness-error, of: small, at most: 5 %, over: last month}"

  /// Fits of an error budget are taken from as many customers, whoever's errors are traced in which months.
  @Test func causesAreThoseOfTheWholeRun() async throws {
    let (scenario, _) = try Self.scenario(
      Self.first + ", {metric: training-error, of: big, at most: 5 %, over: each month}")
    let run = try await Runner(scenario, RunOptions()).run().measurements
    let checked = try await ScenarioCheck(
      scenario, file: "needs.yaml", accepted: .nothing, folder: "baselines/needs"
    ).run(threads: 1, progress: RunProgress())
    for (gate, name) in zip(checked.gates, ["small", "big"]) {
      let rows = run.rows(metric: .only(gate.metric), classifier: .only(name))
      let row = rows.first { $0.month?.description == gate.month }
      #expect(gate.value != nil && gate.value == row?.value.number, "\(gate.gate)")
    }
  }

  /// Gates that were added, taken away or asked of other months move no number that was accepted.
  @Test(arguments: [
    "{metric: staleness-error, of: small, at most: 5 %, over: each month}",
    "\(first), {metric: training-error, of: big, at most: 5 %, over: each month}",
    "{metric: misclassification, of: big, group: area, at most: 50 %}",
  ])
  func otherGatesMoveNoNumbers(gates: String) async throws {
    for (before, now) in [(Self.first, gates), (gates, Self.first)] {
      let accepted = try Self.scenario(before)
      let build = BuildVersions(gsl: "", swift: "", segbench: "")
      let baseline = try await BaselineMaking(
        accepted.scenario, text: accepted.text, build: build
      ).baseline(threads: 1, progress: RunProgress())
      let checked = try await ScenarioCheck(
        try Self.scenario(now).scenario, file: "needs.yaml", accepted: .baseline(baseline),
        folder: "baselines/needs"
      ).run(threads: 1, progress: RunProgress())
      #expect(checked.baseline == .same)
      #expect(checked.departures.isEmpty, "\(checked.departures)")
    }
  }
}
