// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Results
import ScenarioLanguage
import Testing
import Workbench

/// Who changes segment when quantiles are cut anew: shares that are known in closed form.
@Suite struct MoveTests {
  /// A book in which nothing happens but what is given, cut into quarters.
  private func outcome(_ world: String) async throws -> RunOutcome {
    let text = """
      scenario: 1
      name: moves
      seed: 8
      \(world)
      segments: {tier: {cut: spend, levels: {q1: below 1, q2: below 2, q3: below 3, q4: above}}}
      view: {spend: [{of: spend}]}
      classifiers:
        quarters:
          finds: tier
          train: {customers: 20_000}
          score table:
            scores: {spend: {quantiles: 4}}
            hit: unique
            rows: [{q1: 1}, {q2: 2}, {q3: 3}, {q4: 4}]
        bayes: {finds: tier, naive bayes: {}}
      floor: {customers: 0}
      budget: {months: [2026-01, 2026-03], customers: 10_000, rows: 20_000}

      """
    let scenario = try Scenario(try ScenarioDocument(text: text, file: "moves.yaml").root)
    return try await Runner(scenario, RunOptions(threads: 2)).run()
  }

  private func shares(_ outcome: RunOutcome) throws -> [Double] {
    let rows = outcome.measurements.rows(metric: .only(MetricName.segmentMoves))
    #expect(rows.count == 4 && rows.allSatisfy { $0.month?.description == "2026-03" })
    #expect(rows.allSatisfy { $0.classifier == "quarters" && $0.n == 10_000 })
    return try [
      MetricName.allMoves, MetricName.customerChanged, MetricName.boundaryMoved,
      MetricName.heldBack,
    ].map { estimator in
      let row = try #require(rows.first { $0.estimator == estimator })
      return try #require(row.value.number)
    }
  }

  /// All spend twice as much: by the old quarters a customer at score z moves where z and z + ln 2
  /// lie in different ones, that is from -0.6745 - ln 2 to 0.6745, 66.4 % of a standard normal; the
  /// new quarters lie twice as high, so that nobody moves.
  @Test func whoRisesWithAllIsHeldBack() async throws {
    let found = try shares(
      try await outcome(
        """
        population: {customers: 10_000, from: 2026-01, months: 3}
        world: {spend: {lognormal: {median: 2, sigma: 1}}}
        drift: {rise: {from: 2026-02, changes: {world.spend: {times: 2}}}}
        """))
    #expect(found[0] == 0 && found[1] == 0 && found[2] == 0)
    // Five standard errors of 10,000 customers, and of the quarters of 20,000: false with 6e-7.
    #expect(abs(found[3] - 0.6644) < 5 * 0.0065, "\(found[3])")
  }

  /// Half of the book spends 0 to 1 and half 1 to 2; as many as all enter, all of the second kind.
  ///
  /// The quarters move from 0.5, 1, 1.5 to 1, 4/3, 5/3, and half of the first customers change segment
  /// although they are as they were.
  @Test func whoeverStaysAsBeforeMovesByTheBoundary() async throws {
    let found = try shares(
      try await outcome(
        """
        population: {customers: 10_000, from: 2026-01, months: 3, entry: {monthly: 0.5, mix: {poor: 0, rich: 1}}}
        world:
          persona: {levels: {poor: 0.5, rich: 0.5}}
          spend: {uniform: {from: {by persona: {poor: 0, rich: 1}}, to: {by persona: {poor: 1, rich: 2}}}}
        """))
    #expect(found[1] == 0 && found[3] == 0 && found[0] == found[2])
    #expect(abs(found[2] - 0.5) < 5 * 0.0075, "\(found[2])")
  }
}
