// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Results
import ScenarioLanguage
import Testing
import Workbench

/// Tier rules are tuned as a run judges them: through all months, with the warm-up.
@Suite struct TierTuningTests {
  private static let paths = [
    "rule.middle": "classifiers/rule/tiers/floors/middle",
    "rule.high": "classifiers/rule/tiers/floors/high",
    "rule.tiers.down.misses": "classifiers/rule/tiers/down/misses",
  ]

  /// A candidate is worth what a run of the file measures with its values, to the last bit of a count.
  @Test(arguments: ["misclassification", "flicker"])
  func candidatesAreWorthWhatARunMeasures(metric: String) async throws {
    let changes = [
      "tune/minimise/metric": metric, "tune/confirm/seeds": "0", "tune/candidates": "60",
    ]
    let outcome = try await TuningFixture.outcome(try TuningFixture.scenario("tiers", changes))
    let judged = TuningFixture.candidates(outcome).filter { $0["judged"] == "in full" }
    try #require(judged.count > 10)
    for row in [judged[0], judged[judged.count / 2], judged[judged.count - 1]] {
      var own = changes
      for (name, path) in Self.paths { own[path] = row[name] }
      let measured = try await Runner(
        try TuningFixture.scenario("tiers", own), RunOptions(blockSize: 200)
      ).run().measurements
      let months = measured.rows(metric: .only(metric), classifier: .only("rule")).filter {
        $0.month != nil && $0.estimator == "overall"
      }
      let counted = months.reduce((0.0, 0)) { sum, row in
        let n = row.n ?? 0
        return (sum.0 + (row.value.number ?? 0) * Double(n), sum.1 + n)
      }
      let worth = try #require(row[metric].flatMap(Double.init))
      #expect(abs(counted.0 / Double(counted.1) - worth) < 1e-12, "\(row)")
    }
  }

  /// Floors ascend without being told to, and every number of reviews is a whole one.
  @Test func floorsAscendAndReviewsAreWhole() async throws {
    let outcome = try await TuningFixture.outcome(
      try TuningFixture.scenario("tiers", ["tune/confirm/seeds": "0"]))
    let points = TuningFixture.candidates(outcome).map { row in
      ["rule.middle", "rule.high", "rule.tiers.down.misses"].map {
        row[$0].flatMap(Double.init) ?? .nan
      }
    }
    #expect(points.count > 500)
    #expect(points.allSatisfy { $0[0] < $0[1] })
    #expect(Set(points.map { $0[2] }) == [1, 2, 3, 4, 5, 6])
    let summary = outcome.summary
    let (best, present) = (try #require(summary.goal.best), try #require(summary.goal.present))
    #expect(best < present - 0.02, "\(best), \(present)")
    #expect(summary.values[2].best < 4, "the grace of the file is too long")
    #expect(outcome.edits.allSatisfy { !$0.text.contains(".") })
  }

  /// Where the measure is what decides the truth, the right floor without grace leaves no error.
  ///
  /// A free value has the measures themselves as candidates, so that the floor found lies within the step between
  /// two of 256.
  @Test func theRightFloorIsFound() async throws {
    let path = Fixtures.folder.appending(path: "Workbench/frontier.yaml")
    let text = try String(contentsOf: path, encoding: .utf8).replacing(
      "floors: {high: 1_000}", with: "floors: {high: 1_300}")
    let tune = """
      tune:
        move: {rule.high: {between: [500, 2_000]}, rule.tiers.down.misses: {between: [1, 4]}}
        minimise: {metric: misclassification}
        customers: 500
        expected: yes
        confirm: {seeds: 0}

      """
    let scenario = try Scenario(
      try ScenarioDocument(text: text + tune, file: "frontier.yaml").root)
    let summary = try await TuningFixture.outcome(scenario).summary
    #expect(summary.values.map(\.best)[1] == 1)
    #expect(abs(summary.values[0].best - 1_000) < 25, "\(summary.values[0].best)")
    #expect(try #require(summary.goal.best) < 0.02)
    #expect(!summary.isExpected)
    #expect(summary.withoutChances?.contains("remembers earlier months") == true)
  }
}
