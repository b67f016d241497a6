// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Results
import ScenarioLanguage
import Testing
import Workbench

/// A study is the same however it is carried out, and holds what a run of the scenario measures.
@Suite struct TuningStudyTests {
  private func report(_ outcome: TuningOutcome) -> [String] {
    let summary = outcome.summary
    return [String(decoding: outcome.candidates, as: UTF8.self)]
      + summary.values.map { "\($0)" } + [
        "\(summary.goal)",
        "\(String(describing: summary.fresh)) \(String(describing: summary.gain))",
      ]
  }

  @Test(arguments: ["two-normals", "three-limits", "tiers"])
  func threadsChangeNothing(name: String) async throws {
    let scenario = try TuningFixture.scenario(name, ["tune/confirm/seeds": "2"])
    let one = report(try await TuningFixture.outcome(scenario))
    try #require(one[0].count > 5_000)
    for threads in [2, 7] {
      #expect(report(try await TuningFixture.outcome(scenario, threads: threads)) == one)
    }
  }

  /// A search that goes on from any part of the candidates takes the same way to the same end.
  @Test(arguments: ["two-normals", "three-limits", "tiers"])
  func anInterruptedStudyEndsAsIfItHadNotBeen(name: String) async throws {
    let scenario = try TuningFixture.scenario(name)
    let whole = try await TuningFixture.outcome(scenario)
    let lines = String(decoding: whole.candidates, as: UTF8.self).split(separator: "\n")
    for count in [1, 2, 100, lines.count] {
      let part = lines.prefix(count).joined(separator: "\n") + "\n"
      let again = try await TuningFixture.outcome(scenario, knowing: Array(part.utf8))
      #expect(report(again) == report(whole), "\(count) lines")
    }
  }

  /// No more choices are looked at than the block allows, with those that the answer asks for.
  @Test(arguments: [10, 60, 300])
  func theBudgetIsKept(candidates: Int) async throws {
    let scenario = try TuningFixture.scenario("three-limits", ["tune/candidates": "\(candidates)"])
    let summary = try await TuningFixture.outcome(scenario).summary
    #expect(summary.candidates <= candidates && summary.candidates > candidates / 3)
    #expect(summary.values.allSatisfy { $0.reset != nil })
    #expect(summary.allowed == candidates && (candidates == 300 || summary.end == .budget))
  }

  /// What is worth just as much is as good, also where no difference has a standard error.
  @Test func whatIsWorthTheSameIsAsGood() async throws {
    let scenario = try TuningFixture.scenario(
      "two-normals", ["population/customers": "1", "tune/confirm/seeds": "0"])
    let outcome = try await TuningFixture.outcome(scenario)
    let worth = TuningFixture.candidates(outcome).compactMap { $0["cost"] }
    #expect(worth.contains("0") && outcome.summary.goal.best == 0)
    #expect(outcome.summary.alike == worth.count { $0 == "0" } && outcome.summary.alike > 1)
  }

  /// Between two numbers of a coarse grid rounder ones may be as good: they are found, and told with the plateau.
  @Test func aRoundNumberBesideTheGridIsTaken() async throws {
    let path = Fixtures.folder.appending(path: "Tuning/three-limits.yaml")
    let text = try String(contentsOf: path, encoding: .utf8)
    let free = text.replacing(/, step: [0-9.]+}/, with: "}")
    try #require(free != text)
    let scenario = try Scenario(ScenarioDocument(text: free, file: "three-limits.yaml").root)
    let values = try await TuningFixture.outcome(scenario).summary.values
    let settled = try #require(values.first { $0.name == "book.settled" })
    let plateau = try #require(settled.plateau)
    #expect(settled.best != settled.best.rounded() && settled.chosen == settled.chosen.rounded())
    #expect(plateau.lowerBound < plateau.upperBound, "\(settled)")
    #expect(values.allSatisfy { $0.plateau?.contains($0.chosen) == true }, "\(values)")
  }

  /// A search says whether it looked at every choice, found nothing better any more, or had to stop.
  @Test(arguments: [
    ("two-normals", "10", TuningSummary.End.everyChoice),
    ("three-limits", "5_000", .everyChoice), ("three-limits", "2_000", .settled),
    ("three-limits", "100", .budget),
  ])
  func whyItEndsIsTold(name: String, candidates: String, end: TuningSummary.End) async throws {
    let scenario = try TuningFixture.scenario(
      name, ["tune/candidates": candidates, "tune/confirm/seeds": "0"])
    #expect(try await TuningFixture.outcome(scenario).summary.end == end)
  }

  @Test func noChoiceIsLookedAtTwice() async throws {
    let outcome = try await TuningFixture.outcome(try TuningFixture.scenario("three-limits"))
    let names = outcome.summary.values.map(\.name)
    let points = TuningFixture.candidates(outcome).map { row in names.map { row[$0] ?? "" } }
    #expect(Set(points).count == points.count)
  }

  /// Candidates are worth what `run` measures of the scenario with their values, to the last bit of a count.
  @Test(arguments: ["misclassification", "cohen-kappa", "flicker"])
  func candidatesAreWorthWhatARunMeasures(metric: String) async throws {
    let changes = ["tune/minimise/metric": metric, "tune/candidates": "60"]
    let scenario = try TuningFixture.scenario("three-limits", changes)
    let outcome = try await TuningFixture.outcome(scenario)
    let values = outcome.summary.values
    let judged = TuningFixture.candidates(outcome).filter { $0["judged"] == "in full" }
    for row in [judged[0], judged[judged.count / 2], judged[judged.count - 1]] {
      var own = changes
      for value in values {
        own["classifiers/book/thresholds/" + value.name.dropFirst(5)] = row[value.name]
      }
      own["tune/candidates"] = "10"
      let run = try await TuningFixture.outcome(try TuningFixture.scenario("three-limits", own))
      let measured = try await Runner(
        try TuningFixture.scenario("three-limits", own), RunOptions()
      ).run().measurements
      #expect(run.summary.goal.present == row[metric].flatMap(Double.init))
      guard metric != "cohen-kappa" else { continue }
      let months = measured.rows(
        metric: .only(metric), classifier: .only("book")
      ).filter { $0.month != nil }
      let counted = months.reduce((0.0, 0)) { sum, row in
        let n = row.n ?? 0
        return (sum.0 + (row.value.number ?? 0) * Double(n), sum.1 + n)
      }
      let pooled = counted.0 / Double(counted.1)
      #expect(abs(pooled - (run.summary.goal.present ?? -1)) < 1e-12)
    }
  }

  /// Chances leave out the chance of each customer's truth: the same limit, less sure to be elsewhere.
  @Test func chancesJudgeMoreSurely() async throws {
    func errors(_ isExpected: String) async throws -> Double {
      let scenario = try TuningFixture.scenario(
        "two-normals", ["tune/expected": isExpected, "tune/confirm/seeds": "12"])
      let outcome = try await TuningFixture.outcome(scenario)
      #expect(outcome.summary.isExpected == (isExpected == "yes"))
      return try #require(outcome.summary.values.first?.spread?.deviation)
    }
    let (expected, counted) = (try await errors("yes"), try await errors("no"))
    #expect(expected < 0.2 * counted, "\(expected) of \(counted)")
  }

  @Test func whatHasNoChancesIsCountedAndTold() async throws {
    let scenario = try TuningFixture.scenario(
      "three-limits",
      ["tune/expected": "yes", "tune/minimise/metric": "flicker", "tune/candidates": "60"])
    let summary = try await TuningFixture.outcome(scenario).summary
    #expect(!summary.isExpected)
    #expect(summary.withoutChances == "only metrics of counts and costs can be expected")
  }

  /// Settings of a classifier that learns are tuned by fitting it anew; whoever is refused is passed over.
  @Test func settingsAreTunedByFittingAnew() async throws {
    let outcome = try await TuningFixture.outcome(try TuningFixture.scenario("settings"))
    let rows = TuningFixture.candidates(outcome)
    #expect(Set(rows.compactMap { $0["bayes.train.customers"] }).count > 5)
    let objectives = rows.compactMap { $0["log-loss"].flatMap(Double.init) }
    #expect(Set(objectives).count > 5)
    let (summary, value) = (outcome.summary, try #require(outcome.summary.values.first))
    #expect(value.best > 50, "more customers teach more: \(value.best)")
    let (best, present) = (try #require(summary.goal.best), try #require(summary.goal.present))
    #expect(best < present)
  }
}
