// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Results
import ScenarioLanguage
import Testing
import Workbench

/// The oracle among the classifiers of a scenario.
@Suite struct OracleClassifierTests {
  private static let text = """
    scenario: 1
    name: oracle
    seed: 9
    population: {customers: 4_000, from: 2026-01, months: 3, entry: {monthly: 0.05}, exit: {hazard: 0.02}}
    world:
      kind: {levels: {a: 0.6, b: rest}, moves: {a: {b: 0.1}}}
      x: {normal: {mean: {by kind: {a: 0, b: 2}}, sd: 1}, each: month}
      y: {normal: {mean: {by kind: {a: 0, b: 1}}, sd: 1}, each: month}
    segments: {kind: {is: kind}}
    view: {x: [{of: x}, {missing: 0.1, per: month}], y: [{of: y}]}
    classifiers:
      best: {finds: kind, oracle: {}}
      narrow: {finds: kind, oracle: {}, sees: [x]}
      cheap: {finds: kind, oracle: {decides: by cost}}
      bayes: {finds: kind, naive bayes: {}, train: {customers: 2_000}}
    costs: {kind: {b: {a: 5}, a: {b: 1}}}
    """

  private static func scenario(_ text: String) throws -> Scenario {
    try Scenario(ScenarioDocument(text: text, file: "oracle.yaml").root)
  }

  private static func table(
    _ text: String, _ options: RunOptions = RunOptions(threads: 2)
  ) async throws -> MeasurementTable {
    try await Runner(try scenario(text), options).run().measurements
  }

  private static func value(
    _ table: MeasurementTable, _ metric: String, _ classifier: String
  ) throws -> Double {
    let rows = table.rows(metric: .only(metric), month: .absent, classifier: .only(classifier))
    return try #require(rows.first { $0.segment == nil }?.value.number, "\(metric) \(classifier)")
  }

  /// It has no regret, nothing else errs less or scores better, and its probabilities are right.
  @Test func nothingIsBetter() async throws {
    let table = try await Self.table(Self.text)
    #expect(try Self.value(table, MetricName.regret, "best") == 0)
    #expect(try Self.value(table, MetricName.regret, "narrow") == 0)
    #expect(try Self.value(table, MetricName.regret, "cheap") > 0.001)
    let floor = try Self.value(table, MetricName.floor, "best")
    #expect(try Self.value(table, MetricName.expectedError, "best") == floor)
    // Counted less expected errors are standard normal: beyond 5 once in 1.7 million each.
    for classifier in ["best", "narrow", "cheap"] {
      #expect(abs(try Self.value(table, MetricName.surprise, classifier)) < 5)
    }
    for metric in [MetricName.misclassification, "log-loss", "brier"] {
      let best = try Self.value(table, metric, "best")
      for other in ["narrow", "bayes"] { #expect(try Self.value(table, metric, other) > best) }
    }
    // Under costs it is the cheapest, and has no regret of cost.
    let cheap = try Self.value(table, MetricName.cost, "cheap")
    for other in ["best", "narrow", "bayes"] {
      #expect(try Self.value(table, MetricName.cost, other) > cheap)
    }
    let regrets = table.rows(metric: .only(MetricName.costRegret), classifier: .only("cheap"))
    #expect(!regrets.isEmpty && regrets.allSatisfy { abs($0.value.number ?? 1) < 1e-5 })
  }

  /// It is a classifier like any other: compared, traced to its causes, the same in any order.
  @Test func itIsLikeAnyOther() async throws {
    let plain = try await Self.table(Self.text, RunOptions())
    for options in [RunOptions(threads: 3, shuffle: 5), RunOptions(threads: 2, blockSize: 300)] {
      #expect(try await Self.table(Self.text, options).csv() == plain.csv())
    }
    #expect(plain.rows(metric: .only("mcnemar-p")).contains { $0.classifier == "bayes - best" })
    for metric in [MetricName.modelError, MetricName.viewError] {
      let rows = plain.rows(metric: .only(metric), classifier: .only("best"))
      #expect(rows.count == 1 && rows[0].value.number != nil)
    }
    #expect(
      plain.rows(metric: .only(MetricName.modelError), classifier: .only("best"))[0].value.number
        == 0)
    // Without floors there is an oracle all the same.
    let alone = try await Self.table(Self.text + "\nfloor: {customers: 0}")
    #expect(alone.rows(metric: .only(MetricName.floor)).isEmpty)
    #expect(
      try Self.value(alone, MetricName.misclassification, "best")
        == Self.value(plain, MetricName.misclassification, "best"))
  }

  @Test func whatItCannotKnowIsToldBeforeTheRun() throws {
    let text = Self.text
      .replacing("y: [{of: y}]", with: "y: [{of: x * y}]")
      .replacing("costs: {kind: {b: {a: 5}, a: {b: 1}}}", with: "")
    do {
      _ = try Self.scenario(text)
      Issue.record("the oracle knows what it cannot")
    } catch let problems as ScenarioProblems {
      let told = problems.problems.map { "\($0.path): \($0.message)" }
      let unknown =
        "the probabilities of 'kind' are not known: feature 'y' is worked out by an expression"
      #expect(
        told == [
          "classifiers.best.oracle: \(unknown)", "classifiers.cheap.oracle: \(unknown)",
          "classifiers.cheap.oracle: no costs are named for 'kind', by which it should decide",
        ])
    }
  }
}
