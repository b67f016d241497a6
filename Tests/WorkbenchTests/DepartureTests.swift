// SPDX-License-Identifier: GPL-3.0-or-later
import Results
import ScenarioLanguage
import Testing
import Workbench

/// What a check says where a baseline's own scenario gives other counts than were accepted.
@Suite struct DepartureTests {
  private static let text = """
    scenario: 1
    name: pair
    seed: 11
    population: {customers: 3_000, from: 2026-01, months: 2}
    world:
      group: {levels: {low: 0.5, high: 0.5}}
      score: {normal: {mean: {by group: {low: 0, high: 2}}, sd: 1}}
    segments: {group: {is: group, ordered: yes}}
    view: {score: [{of: score}]}
    classifiers: {judged: {finds: group, cuts: {of: score, at: [1]}}}
    gates: [{metric: misclassification, of: judged, worse by at most: 1 %}]

    """

  /// Checks the scenario beside a baseline in which some customers were counted in another cell.
  private func checked(moving customers: Int) async throws -> CheckedScenario {
    let scenario = try Scenario(ScenarioDocument(text: Self.text, file: "pair.yaml").root)
    let build = BuildVersions(gsl: "", swift: "", segbench: "")
    var baseline = try await BaselineMaking(scenario, text: Self.text, build: build)
      .baseline(threads: 1, progress: RunProgress())
    #expect(baseline.counts.map(\.customers).reduce(0, +) == 6_000)
    baseline.counts[0].customers -= customers
    baseline.counts[1].customers += customers
    return try await ScenarioCheck(
      scenario, file: "pair.yaml", accepted: .baseline(baseline), folder: "baselines/pair"
    ).run(threads: 1, progress: RunProgress())
  }

  @Test func otherCountsAreToldAndBreakTheCheck() async throws {
    let checked = try await checked(moving: 40)
    #expect(checked.baseline == .same && checked.gates.map(\.verdict) == [.pass])
    #expect(
      checked.departures == [
        "judged: 40 of 6,000 customer-months are counted otherwise than when the baseline was accepted"
      ])
    #expect(checked.isBroken)
  }

  /// Another processor may move a customer or two by its rounding.
  @Test(arguments: [0, 2]) func aCustomerOrTwoArePassedOver(customers: Int) async throws {
    let checked = try await checked(moving: customers)
    #expect(checked.departures.isEmpty && !checked.isBroken)
  }
}
