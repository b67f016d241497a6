// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Foundation
import Results
import ScenarioLanguage
import TestSupport
import Testing
import Workbench

/// What other data would bring, beside what is known from elsewhere.
@Suite struct WhatIfTests {
  /// Floors by how well customers are seen (References/information_value.py).
  private struct Known: Decodable {
    struct Gaussians: Decodable {
      let error: Double
      let cost: Double
    }
    let questionnaire: [String: Double]
    let gaussians: [String: Gaussians]

    static func read() throws -> Known {
      let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "References/information-value.json")
      return try JSONDecoder().decode(Known.self, from: Data(contentsOf: file))
    }
  }

  private static func scenario(_ text: String) throws -> Scenario {
    try Scenario(ScenarioDocument(text: text, file: "what-if.yaml").root)
  }

  private static func table(
    _ text: String, _ options: RunOptions = RunOptions(threads: 2)
  ) async throws -> MeasurementTable {
    try await Runner(try scenario(text), options).run().measurements
  }

  private static func row(
    _ table: MeasurementTable, _ metric: String, _ name: String, _ classifier: String
  ) throws -> Results.Measurement {
    try #require(
      table.rows(metric: .only(metric), classifier: .only(classifier))
        .last { $0.estimator == name }, "\(metric) \(name) \(classifier)")
  }

  /// Within 5 standard errors: a false alarm has probability 6e-7 each, at a fixed seed.
  private static func expect(
    _ row: Results.Measurement, near value: Double, at location: SourceLocation = #_sourceLocation
  ) throws {
    let found = try #require(
      row.value.number, "\(row.value.reason ?? "")", sourceLocation: location)
    let half = (try #require(row.high) - (try #require(row.low))) / 2
    #expect(
      abs(found - value) < 5 * half / 1.96 + 1e-12, "\(row.metric) \(found) \(value)",
      sourceLocation: location)
  }

  private static let gaussians = """
    scenario: 1
    name: gaussians
    seed: 5
    population: {customers: 20_000, from: 2026-01, months: 2}
    world:
      group: {levels: {low: 0.5, high: 0.5}}
      score: {normal: {mean: {by group: {low: 0, high: 2}}, sd: 1}}
      other: {normal: {mean: 0, sd: 1}}
    segments: {group: {is: group, ordered: yes}}
    view:
      score: [{of: score}, {plus: {normal: {mean: 0, sd: 0.75}}, per: month}]
      other: [{of: other}]
      clear: [{of: score}]
    classifiers:
      cut: {finds: group, cuts: {of: score, at: [1]}}
      wide: {finds: group, naive bayes: {}, sees: [score, other], train: {customers: 500}}
    costs: {group: {high: {low: 3}, low: {high: 1}}}
    budget: no
    floor:
      what if:
        exact: {perfect: [score]}
        less_noise: {set: {view.score.plus.normal.sd: 0.5}}
        no_noise: {leave out: [view.score.plus]}
        blind: {without: [score]}
        both: {with: [clear]}
        of_one: {without: [other]}
    """

  @Test func gaussiansMeetTheClosedForm() async throws {
    let (known, table) = (try Known.read().gaussians, try await Self.table(Self.gaussians))
    let now = try #require(known["0.75"])
    let names = ["exact": "0", "less_noise": "0.5", "no_noise": "0", "both": "0"]
    for (name, noise) in names {
      let then = try #require(known[noise])
      for classifier in ["cut", "wide"] {
        func row(_ metric: String) throws -> Results.Measurement {
          try Self.row(table, metric, name, classifier)
        }
        try Self.expect(row(MetricName.whatIfFloorNow), near: now.error)
        try Self.expect(row(MetricName.whatIfFloor), near: then.error)
        try Self.expect(row(MetricName.whatIfDifference), near: then.error - now.error)
        try Self.expect(row(MetricName.whatIfCostNow), near: now.cost)
        try Self.expect(row(MetricName.whatIfCost), near: then.cost)
        try Self.expect(row(MetricName.whatIfCostDifference), near: then.cost - now.cost)
      }
    }
    // Paired on the same customers, the change is surer than either floor.
    let change = try Self.row(table, MetricName.whatIfDifference, "exact", "cut")
    #expect(change.n == 20_000 && change.varies == "customers")
    #expect(change.month?.description == "2026-02")
    // Nobody sees anything that tells: half of all are misplaced, surely.
    let blind = try Self.row(table, MetricName.whatIfFloor, "blind", "wide")
    #expect(abs(try #require(blind.value.number) - 0.5) < 1e-12)
    // What tells nothing is not missed.
    let spared = try Self.row(table, MetricName.whatIfDifference, "of_one", "wide")
    #expect(abs(try #require(spared.value.number)) < 1e-12)
    let concerned = table.rows(metric: .only(MetricName.whatIfFloor)).filter {
      $0.estimator == "of_one"
    }
    #expect(concerned.map(\.classifier) == ["wide"])
  }

  @Test func questionnairesMeetTheIntegral() async throws {
    let known = try Known.read().questionnaire
    let path = Fixtures.folder.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Scenarios/known-answers/normal-questionnaire.yaml").path
    let others = [0.5, 0.9, 0.99]
    let asked = others.map { reliability in
      "r\(reliability): {set: {view.score.plus.normal.sd: sqrt(1 / \(reliability) - 1)}, for: [best]}"
    }
    let text =
      try String(contentsOfFile: path, encoding: .utf8)
      .replacing("1_000_000", with: "20_000")
      + "  what if: {\(asked.joined(separator: ", "))}\n"
    let written = text.replacing(
      "floor: {known: {band: {error: 0.2163296649}}}\n", with: "budget: no\nfloor:\n")
    let table = try await Self.table(written)
    for reliability in others {
      let name = "r\(reliability)"
      let (now, then) = (try #require(known["0.77"]), try #require(known["\(reliability)"]))
      try Self.expect(Self.row(table, MetricName.whatIfFloorNow, name, "best"), near: now)
      try Self.expect(Self.row(table, MetricName.whatIfFloor, name, "best"), near: then)
      try Self.expect(Self.row(table, MetricName.whatIfDifference, name, "best"), near: then - now)
    }
  }

  private static let moving = """
    scenario: 1
    name: moving
    seed: 3
    population: {customers: 600, from: 2026-01, months: 5, entry: {monthly: 0.05}, exit: {hazard: 0.03}}
    world:
      kind: {levels: {a: 0.6, b: rest}, moves: {a: {b: 0.05}, b: {a: 0.02}}}
      x: {normal: {mean: {by kind: {a: 0, b: 2}}, sd: 1}, after move: redraw}
      y: {normal: {mean: {by kind: {a: 0, b: 1}}, sd: 1}, each: month}
    segments: {kind: {is: kind}}
    view:
      x: [{of: x}, {refresh: {every: 4 months}}, {missing: 0.2, per: month}, {impute: 0.1}]
      y: [{of: y}, {missing: 0.3, per: month}, {impute: median}]
    classifiers:
      most: {finds: kind, majority: {}, sees: [x, y], train: {customers: 200}}
    budget: no
    floor:
      customers: 400
    """
  private static let questions = """

      what if:
        exact: {perfect: [x], months: each}
        fresh: {fresh: [x], months: each}
        fuller: {set: {view.y.missing: 0.1}, months: each}
        alone: {without: [y], months: each}
    """

  /// The floor of a what-if is that of a scenario which has those data, to the bit: the same customers.
  @Test(arguments: [
    (
      "exact",
      "x: [{of: x}, {refresh: {every: 4 months}}, {missing: 0.2, per: month}, {impute: 0.1}]",
      "x: [{of: x}]"
    ),
    ("fresh", "{refresh: {every: 4 months}}, ", ""),
    ("fuller", "{missing: 0.3,", "{missing: 0.1,"),
    ("alone", "sees: [x, y]", "sees: [x]"),
  ])
  func floorsAreThoseOfOtherScenarios(_ name: String, _ old: String, _ new: String) async throws {
    let table = try await Self.table(Self.moving + Self.questions)
    // A feature that no one sees keeps the warm-up as long as it is.
    let kept = Self.moving.replacing(old, with: new).replacing(
      "view:\n", with: "view:\n  z: [{of: x}, {refresh: {every: 4 months}}]\n")
    let other = try await Self.table(kept)
    let floors = other.rows(metric: .only(MetricName.floor)).filter { $0.month != nil }
    let found = table.rows(metric: .only(MetricName.whatIfFloor)).filter { $0.estimator == name }
    #expect(found.count == 5)
    for (own, floor) in zip(found, floors) {
      #expect(own.month == floor.month)
      #expect(own.value == floor.value && own.value.number != nil, "\(own.value) \(floor.value)")
    }
    let now = table.rows(metric: .only(MetricName.floor)).filter { $0.month != nil }
    let before = table.rows(metric: .only(MetricName.whatIfFloorNow)).filter {
      $0.estimator == name
    }
    #expect(before.map(\.value) == now.map(\.value))
  }

  /// A questionnaire that is answered more reliably: the floor of a scenario whose own is as reliable.
  ///
  /// The change lies beyond its interval, with room: a rise has a probability below 1e-6, at a fixed seed.
  @Test func betterAnswersAreThoseOfABetterQuestionnaire() async throws {
    let text = """
      scenario: 1
      name: answering
      seed: 4
      population: {customers: 600, from: 2026-01, months: 3}
      world: {risk: {normal: {mean: 0, sd: 1}}}
      segments: {band: {cut: risk, levels: {low: below 0, high: above}}}
      view:
        quiz:
          - of: risk
          - refresh: {every: 2 months}
          - {likert: {items: 5, points: 5, reliability: 0.6}, per: refresh}
      classifiers: {most: {finds: band, majority: {}, train: {customers: 200}}}
      budget: no
      """
    let asked =
      "floor: {what if: {better: {set: {view.quiz.likert.reliability: 0.9}, months: each}}}"
    let table = try await Self.table(text + "\n" + asked)
    let other = try await Self.table(text.replacing("reliability: 0.6", with: "reliability: 0.9"))
    func values(_ table: MeasurementTable, _ metric: String) -> [MeasuredValue] {
      table.rows(metric: .only(metric)).filter { $0.month != nil }.map(\.value)
    }
    let found = values(table, MetricName.whatIfFloor)
    #expect(found.count == 3 && found.allSatisfy { $0.number != nil })
    #expect(found == values(other, MetricName.floor))
    #expect(values(table, MetricName.whatIfFloorNow) == values(table, MetricName.floor))
    let change = try Self.row(table, MetricName.whatIfDifference, "better", "most")
    #expect(try #require(change.high) < 0)
  }

  /// Threads, blocks and their order change nothing, and what-ifs nothing of the rest.
  @Test func whatIfsAreTheSameInAnyOrder() async throws {
    let plain = try await Self.table(Self.moving + Self.questions, RunOptions())
    for options in [RunOptions(threads: 3, shuffle: 7), RunOptions(threads: 2, blockSize: 100)] {
      #expect(try await Self.table(Self.moving + Self.questions, options).csv() == plain.csv())
    }
    let without = try await Self.table(Self.moving)
    let rest = plain.rows.filter { !$0.metric.hasPrefix("what-if") }
    #expect(MeasurementTable(rows: rest).csv() == without.csv())
  }

  /// Where a floor is not known, the other one stands all the same, and the difference says why.
  @Test func unknownFloorsSayWhy() async throws {
    let text = Self.gaussians
      .replacing(
        "sd: 0.75}}, per: month}",
        with:
          "sd: 0.75}}, per: month}, {round: 0.1}, {plus: {normal: {mean: 0, sd: 1}}, per: month}"
      )
      .replacing("    less_noise: {set: {view.score.plus.normal.sd: 0.5}}\n", with: "")
      .replacing("    no_noise: {leave out: [view.score.plus]}\n", with: "")
    let table = try await Self.table(text)
    let now = try Self.row(table, MetricName.whatIfFloorNow, "exact", "cut")
    let then = try Self.row(table, MetricName.whatIfFloor, "exact", "cut")
    let change = try Self.row(table, MetricName.whatIfDifference, "exact", "cut")
    #expect(now.value.reason == "feature 'score' has two kinds of noise")
    try Self.expect(then, near: try #require(try Known.read().gaussians["0"]).error)
    #expect(change.value.reason == "no floor now: feature 'score' has two kinds of noise")
  }

  /// Two groups that move, each month seen anew: who remembers errs less than who sees a month.
  private static let remembered = """
    scenario: 1
    name: remembered
    seed: 8
    population: {customers: 3_000, from: 2026-01, months: 4, entry: {monthly: 0.05}, exit: {hazard: 0.02}}
    world:
      kind: {levels: {a: 0.5, b: rest}, moves: {a: {b: 0.05}, b: {a: 0.05}}}
      x: {normal: {mean: {by kind: {a: 0, b: 2}}, sd: 1}, each: month}
      y: {normal: {mean: {by kind: {a: 0, b: 2}}, sd: 1}, after move: keep}
    segments: {kind: {is: kind}}
    view: {x: [{of: x}, {missing: 0.2, per: month}], y: [{of: y}]}
    classifiers:
      narrow: {finds: kind, majority: {}, sees: [x], train: {customers: 200}}
      wide: {finds: kind, majority: {}, train: {customers: 200}}
    budget: no
    floor:
      what if:
        memory: {information: history, months: each}
        both: {information: history, without: [y], months: each}
    """

  @Test func whoRemembersErrsLess() async throws {
    let table = try await Self.table(Self.remembered, RunOptions())
    func rows(_ metric: String, _ name: String, _ classifier: String) -> [Results.Measurement] {
      table.rows(metric: .only(metric), classifier: .only(classifier)).filter {
        $0.estimator == name
      }
    }
    let changes = rows(MetricName.whatIfDifference, "memory", "narrow").compactMap(\.high)
    // In the first month only the first month has been seen.
    #expect(changes.count == 4 && abs(changes[0]) < 1e-12)
    #expect(changes.dropFirst().allSatisfy { $0 < -0.02 }, "\(changes)")
    // 'y' is drawn once, so that its earlier values are no news: not known, and never the month's floor.
    for row in rows(MetricName.whatIfFloor, "memory", "wide") {
      #expect(row.value.reason == "'y' goes on from month to month")
    }
    let without = rows(MetricName.whatIfFloor, "both", "wide").map(\.value)
    #expect(without == rows(MetricName.whatIfFloor, "memory", "narrow").map(\.value))
    let shuffled = RunOptions(threads: 3, blockSize: 500, shuffle: 3)
    #expect(try await Self.table(Self.remembered, shuffled).csv() == table.csv())
  }
}
