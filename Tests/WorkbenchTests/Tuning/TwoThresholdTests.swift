// SPDX-License-Identifier: GPL-3.0-or-later
import Results
import ScenarioLanguage
import Testing
import Workbench

/// Of two thresholds that may have any number the best pair of all is found.
@Suite struct TwoThresholdTests {
  private static let rules = [
    // Two features, of which either rule may take a customer.
    "[{b: x >= one}, {c: y < two}, {a: otherwise}]",
    "[{c: x > one and y <= two}, {a: x > one or z > 4}, {b: otherwise}]",
    // Both on one feature, of which the second lies above the first.
    "[{a: x < one}, {b: x < two}, {c: otherwise}]",
    // Other functions, and a threshold that stands twice.
    "[{b: x + y >= one and z < 5}, {c: y - z >= two}, {a: x + y >= one}, {b: otherwise}]",
  ]

  /// Whole numbers, so that steps of a half meet every pair that makes a difference.
  private func scenario(
    _ rules: String, seed: Int, steps: Bool, goal: String, further: String = ""
  ) throws -> Scenario {
    let range = "{between: [-3, 15]\(steps ? ", step: 0.5" : "")}"
    let text = """
      scenario: 1
      name: pairs
      seed: \(seed)
      population: {customers: 250, from: 2026-01, months: 2}
      world:
        kind: {levels: {a: 0.4, b: 0.3, c: rest}}
        x: {normal: {mean: {by kind: {a: 3, b: 6, c: 9}}, sd: 2.5}, each: month}
        y: {normal: {mean: {by kind: {a: 7, b: 3, c: 4}}, sd: 2.5}}
        z: {normal: {mean: {by kind: {a: 3, b: 5, c: 6}}, sd: 2}}
      segments: {kind: {is: kind, ordered: yes}}
      view:
        x: [{of: x}, {round: nearest 1}]
        y: [{of: y}, {round: nearest 1}, {missing: 0.1, per: month}]
        z: [{of: z}, {round: nearest 1}]
      classifiers: {book: {finds: kind, thresholds: {one: 0, two: 1}, first match: \(rules)}}
      costs: {kind: {a: {b: 1, c: 3}, b: {others: 2}, c: {a: 5, b: 0.5}}}
      tune: {move: {book.one: \(range), book.two: \(range)}, \(goal), confirm: {seeds: 0}\(further)}

      """
    return try Scenario(ScenarioDocument(text: text, file: "pairs.yaml").root)
  }

  private func outcome(
    _ rules: String, seed: Int, steps: Bool, goal: String, further: String = ""
  ) async throws -> TuningSummary {
    try await TuningFixture.outcome(
      scenario(rules, seed: seed, steps: steps, goal: goal, further: further)
    ).summary
  }

  @Test(arguments: rules, ["minimise: {metric: cost}", "maximise: {metric: balanced-accuracy}"])
  func theBestPairOfAllIsFound(rules: String, goal: String) async throws {
    let further = rules.contains("x < two") ? ", ascending: [one, two]" : ""
    for seed in 1...5 {
      let free = try await outcome(rules, seed: seed, steps: false, goal: goal, further: further)
      let all = try await outcome(rules, seed: seed, steps: true, goal: goal, further: further)
      let (found, best) = (try #require(free.goal.best), try #require(all.goal.best))
      #expect(abs(found - best) < 1e-12, "seed \(seed): \(found), \(best)")
      #expect(free.end == .everyChoice && all.end == .everyChoice && free.isMet)
    }
  }

  /// What is no sum over customers, and what must meet conditions, is tried on a grid, and the study says so.
  @Test(arguments: [
    (rules[0], "maximise: {metric: cohen-kappa}", ""),
    // At all four corners everybody is in one segment, where kappa is 0.
    ("[{a: x >= one and y >= two}, {b: otherwise}]", "maximise: {metric: cohen-kappa}", ""),
    (rules[0], "minimise: {metric: cost}", ", keep: [{metric: recall, segment: a, at least: 0.3}]"),
  ])
  func whatIsNoSumIsTriedOnAGrid(rules: String, goal: String, further: String) async throws {
    let free = try await outcome(rules, seed: 3, steps: false, goal: goal, further: further)
    #expect(free.end == .grid)
    let all = try await outcome(rules, seed: 3, steps: true, goal: goal, further: further)
    #expect(all.end == .everyChoice)
  }

  /// By chances, each customer counts in parts.
  @Test func chancesFindTheirBestPairToo() async throws {
    let goal = "minimise: {metric: misclassification}, expected: yes"
    let free = try await outcome(Self.rules[2], seed: 4, steps: false, goal: goal)
    let all = try await outcome(Self.rules[2], seed: 4, steps: true, goal: goal)
    #expect(free.isExpected && free.end == .everyChoice)
    let (found, best) = (try #require(free.goal.best), try #require(all.goal.best))
    #expect(abs(found - best) < 1e-6, "\(found), \(best)")
  }

  @Test func threadsChangeNothing() async throws {
    let scenario = try scenario(
      Self.rules[1], seed: 2, steps: false, goal: "minimise: {metric: cost}")
    let one = try await TuningFixture.outcome(scenario)
    for threads in [2, 7] {
      let other = try await TuningFixture.outcome(scenario, threads: threads)
      #expect(other.candidates == one.candidates)
    }
  }
}
