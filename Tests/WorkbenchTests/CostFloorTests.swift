// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Results
import ScenarioLanguage
import Testing
import Workbench

/// The least expected cost of two normal groups at distance 2, in closed form.
@Suite struct CostFloorTests {
  /// To take a customer of the upper group for one of the lower is three times as dear as the other way round.
  private static func text(noise: Double, more: String = "") -> String {
    """
    scenario: 1
    name: gaussians
    seed: 11
    population: {customers: 20_000, from: 2026-01, months: 2}
    world:
      group: {levels: {low: 0.5, high: 0.5}}
      score: {normal: {mean: {by group: {low: 0, high: 2}}, sd: 1}, each: month}
    segments: {group: {is: group, ordered: yes}}
    view:
      score: [{of: score}, {plus: {normal: {mean: 0, sd: \(noise)}}, per: month}]
    classifiers:
      cut: {finds: group, cuts: {of: score, at: [1]}}
      cheap: {finds: group, oracle: {decides: by cost}}
    costs: {group: {high: {low: 3}, low: {high: 1}}}
    budget: no
    \(more)
    """
  }

  private static func scenario(_ text: String) throws -> Scenario {
    try Scenario(ScenarioDocument(text: text, file: "costs.yaml").root)
  }

  private static func lower(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

  /// With sd s of what is seen, the posterior odds of the upper group are exp((2x - 2) / s²), and it is
  /// cheaper to name it from odds of 1 to 3 on: the cut is shifted from 1 by s² ln(3) / 2.
  private static func known(noise: Double) -> (floor: Double, cut: Double) {
    let sd = (1 + noise * noise).squareRoot()
    let shift = sd * sd * log(3) / 2
    let floor = lower((-1 + shift) / sd) / 2 + 3 * lower((-1 - shift) / sd) / 2
    return (floor, 2 * lower(-1 / sd))
  }

  /// Within 5 standard errors: a false alarm has probability 6e-7 each, at a fixed seed.
  private static func expect(_ row: Results.Measurement?, near value: Double) throws {
    let row = try #require(row)
    let found = try #require(row.value.number, "\(row.value.reason ?? "")")
    let half = (try #require(row.high) - (try #require(row.low))) / 2
    #expect(abs(found - value) < 5 * half / 1.96, "\(row.metric) \(found) \(value) ± \(half)")
    #expect(half < 0.01 && row.varies == "customers")
  }

  @Test(arguments: [0.01, 0.75])
  func floorAndRegretMeetTheClosedForm(noise: Double) async throws {
    let known = Self.known(noise: noise)
    let table = try await Runner(
      try Self.scenario(Self.text(noise: noise)), RunOptions(threads: 2)
    ).run().measurements
    func rows(_ metric: String, _ classifier: String) -> [Results.Measurement] {
      table.rows(metric: .only(metric), classifier: .only(classifier))
    }
    // Over all months and in each of them.
    for row in rows(MetricName.floorCost, "cut") { try Self.expect(row, near: known.floor) }
    for row in rows(MetricName.costRegret, "cut") {
      try Self.expect(row, near: known.cut - known.floor)
    }
    let overall = rows(MetricName.floorCost, "cut").filter { $0.month == nil }
    #expect(overall.map(\.n) == [40_000])
    #expect(rows(MetricName.floorCost, "cut").count == 3)
    // On the same customers: who decides by cost has no regret, and regret is surer than the floor.
    let cheap = rows(MetricName.costRegret, "cheap").filter { $0.month == nil }
    #expect(abs(try #require(cheap.first?.value.number)) < 1e-5)
    let regret = try #require(rows(MetricName.costRegret, "cut").first { $0.month == nil })
    let width = try #require(regret.high) - (try #require(regret.low))
    #expect(width < (try #require(overall[0].high)) - (try #require(overall[0].low)))
  }

  /// They can be bounded over all months, and stand where there is no posterior as undefined.
  @Test func gatesBoundThemOverAllMonths() async throws {
    let gates = """
      gates:
        must hold:
          - {metric: floor-cost, of: cut, at most: 0.5}
          - {metric: cost-regret, of: cut, at most: 0.03}
      """
    let scenario = try Self.scenario(Self.text(noise: 0.01, more: gates))
    let checked = try await ScenarioCheck(
      scenario, file: "costs.yaml", accepted: .nothing, folder: "baselines/costs"
    ).run(threads: 1, progress: RunProgress()).gates
    #expect(checked.map(\.verdict) == [.pass, .fail])
    let known = Self.known(noise: 0.01)
    for (gate, value) in zip(checked, [known.floor, known.cut - known.floor]) {
      #expect(abs(try #require(gate.value) - value) < 0.01)
    }
  }

  @Test func withoutPosteriorTheReasonStands() async throws {
    let unknown = Self.text(noise: 0.01).replacing("{of: score}", with: "{of: score * score}")
      .replacing("cheap: {finds: group, oracle: {decides: by cost}}", with: "")
    let table = try await Runner(try Self.scenario(unknown), RunOptions()).run().measurements
    for metric in [MetricName.floorCost, MetricName.costRegret] {
      let rows = table.rows(metric: .only(metric))
      #expect(rows.count == 1 && rows[0].value.reason?.contains("expression") == true)
    }
    let free = unknown.replacing("costs: {group: {high: {low: 3}, low: {high: 1}}}", with: "")
    let none = try await Runner(try Self.scenario(free), RunOptions()).run().measurements
    #expect(none.rows(metric: .only(MetricName.floorCost)).isEmpty)
    #expect(!none.rows(metric: .only(MetricName.floor)).isEmpty)
  }
}
