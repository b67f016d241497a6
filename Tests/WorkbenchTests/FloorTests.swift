// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Foundation
import Results
import ScenarioLanguage
import TestSupport
import Testing
import Workbench

/// Floors, regrets and the standing test of the posteriors, in whole runs.
@Suite struct FloorTests {
  private static let scenarios = Fixtures.folder.deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Scenarios")

  private static func table(
    _ path: String, customers: Int, seed: UInt64? = nil
  ) async throws -> MeasurementTable {
    let source = try ScenarioSource.load(scenarios.appending(path: path).path)
    let overrides = ScenarioOverrides(customers: customers, seed: seed)
    let scenario = try Scenario(overrides.applied(to: source.root))
    return try await Runner(scenario, RunOptions(threads: 2)).run().measurements
  }

  /// The floor lies within 5 standard errors of its known value: a false alarm has probability 6e-7
  /// each, at a fixed seed.
  @Test(arguments: [
    "two-gaussians", "twonorm", "ringnorm", "bernoulli-table", "normal-questionnaire", "led",
    "waveform", "agrawal-1", "agrawal-2", "agrawal-3", "agrawal-4", "agrawal-5", "agrawal-6",
    "agrawal-7", "agrawal-8", "agrawal-9", "agrawal-10",
  ])
  func floorsMeetTheKnownAnswers(_ name: String) async throws {
    let answer = try #require(try KnownAnswer.all()[name])
    let table = try await Self.table("known-answers/\(name).yaml", customers: 20_000)
    let rows = table.rows(metric: .only(MetricName.floor), month: .absent)
    #expect(!rows.isEmpty)
    var least = Double.infinity
    for row in rows {
      let value = try #require(row.value.number, "\(row.value.reason ?? "")")
      let (low, high) = (try #require(row.low), try #require(row.high))
      let own = (high - low) / 2 / 1.96
      let error = (own * own + answer.standardError * answer.standardError).squareRoot()
      // Who sees less than all, as a published rule does, errs no less.
      #expect(value > answer.value - 5 * error, "\(value) \(answer.value) \(error)")
      least = min(least, (value - answer.value) / error)
    }
    #expect(abs(least) < 5)
  }

  /// Counted less expected errors are standard normal: beyond 5 once in 1.7 million.
  @Test(arguments: ["twonorm", "normal-questionnaire", "agrawal-3"])
  func countedErrorsAgreeWithExpectedOnes(_ name: String) async throws {
    let table = try await Self.table("known-answers/\(name).yaml", customers: 20_000, seed: 7)
    let rows = table.rows(metric: .only(MetricName.surprise))
    #expect(!rows.isEmpty)
    for row in rows {
      #expect(abs(try #require(row.value.number)) < 5, "\(row.classifier ?? "")")
    }
    for row in table.rows(metric: .only(MetricName.regret)) {
      #expect(try #require(row.value.number) >= 0)
    }
  }

  @Test func theTextbookRuleHasNoRegret() async throws {
    let table = try await Self.table("known-answers/twonorm.yaml", customers: 5_000)
    let rows = table.rows(metric: .only(MetricName.regret), month: .absent)
      .filter { $0.classifier == "textbook" }
    #expect(rows.compactMap(\.value.number).allSatisfy { $0 < 1e-12 })
    #expect(rows.count == 1)
  }

  @Test func aFloorThatIsNotKnownSaysWhy() async throws {
    let text = """
      scenario: 1
      name: peaks
      seed: 1
      population: {customers: 500, from: 2026-01, months: 1}
      world: {x: {normal: {mean: 0, sd: 1}, each: month}}
      segments: {kind: {cut: x, max of: 3 months, levels: {low: below 1, high: above}}}
      view: {x: [{of: x}]}
      classifiers: {narrow: {finds: kind, cuts: {of: x, at: [1]}}}
      """
    let scenario = try Scenario(ScenarioDocument(text: text, file: "peaks.yaml").root)
    let table = try await Runner(scenario, RunOptions(threads: 2)).run().measurements
    let row = table.rows(metric: .only(MetricName.floor), month: .absent).first
    #expect(row?.value.reason == "the segment cuts the max of 3 months")
  }

  /// Where draws were impossible the posterior knows nothing of those customers: no floor, and a reason.
  @Test func impossibleDrawsLeaveNoFloor() async throws {
    let text = """
      scenario: 1
      name: impossible
      seed: 1
      population: {customers: 2_000, from: 2026-01, months: 1}
      world:
        group: {levels: {a: 0.5, b: rest}}
        x: {normal: {mean: {by group: {a: 0, b: 2}}, sd: 1}}
        q: {bernoulli: {share: x}}
      segments: {kind: {is: group, ordered: yes}}
      view: {x: [{of: x}], q: [{of: q}]}
      classifiers:
        narrow: {finds: kind, cuts: {of: x, at: [1]}}
        wide: {finds: kind, cuts: {of: x, at: [1]}, sees: [x, q]}
      """
    let scenario = try Scenario(ScenarioDocument(text: text, file: "impossible.yaml").root)
    #expect(scenario.classifiers.map(\.sees) == [[0], [0, 1]])
    let table = try await Runner(scenario, RunOptions(threads: 2)).run().measurements
    let rows = table.rows(metric: .only(MetricName.floor), month: .absent)
    let narrow = try #require(rows.first { $0.classifier == "narrow" })
    let wide = try #require(rows.first { $0.classifier == "wide" })
    #expect(narrow.value.number != nil)
    #expect(wide.value.reason?.contains("a draw was impossible") == true)
  }

  /// The files say what the table of answers says, and a wrong one is told.
  @Test func scenariosKnowTheirAnswers() async throws {
    for (name, answer) in try KnownAnswer.all() {
      let path = Self.scenarios.appending(path: "known-answers/\(name).yaml").path
      let known = try Scenario(ScenarioSource.load(path).root).floor.known
      #expect(known.map(\.scheme) == [answer.scheme], "\(name)")
      #expect(abs(try #require(known.first).error - answer.value) < 1e-9, "\(name)")
      #expect((known[0].standardError > 0) == (answer.standardError > 0), "\(name)")
    }
    let path = Self.scenarios.appending(path: "known-answers/twonorm.yaml").path
    let root = ScenarioOverrides(customers: 5_000).applied(to: try ScenarioSource.load(path).root)
    let verdicts = try await [nil, "0.05"].asyncVerdicts(root)
    #expect(verdicts == [.agrees, .differs])
  }

  /// What is known is compared with the floor of who sees all, or said not to be comparable.
  @Test func aKnownFloorIsNeverLeftOut() async throws {
    let text = """
      scenario: 1
      name: partly
      seed: 1
      population: {customers: 500, from: 2026-01, months: 1}
      world:
        group: {levels: {a: 0.5, b: rest}}
        x: {normal: {mean: {by group: {a: 0, b: 2}}, sd: 1}}
        y: {normal: {mean: {by group: {a: 0, b: 2}}, sd: 1}}
      segments: {kind: {is: group, ordered: yes}, side: {cut: y, levels: {low: below 1, high: above}}}
      view: {x: [{of: x}], y: [{of: y}]}
      classifiers:
        narrow: {finds: kind, cuts: {of: x, at: [1]}}
      floor: {known: {kind: {error: 0.07865}, side: {error: 0}}}
      """
    let scenario = try Scenario(ScenarioDocument(text: text, file: "partly.yaml").root)
    let checks = try await KnownFloorCheck.all(of: scenario, RunOptions())
    #expect(checks.map(\.known.scheme) == ["kind", "side"])
    for check in checks {
      #expect(check.verdict == .unavailable)
      #expect(
        check.floor.value.reason
          == "no classifier of scheme '\(check.known.scheme)' sees all features")
    }
  }
}

extension [String?] {
  /// What checks of a scenario say, whose known floor is the file's own or this one.
  fileprivate func asyncVerdicts(_ root: ScenarioNode) async throws -> [KnownFloorCheck.Verdict] {
    var verdicts: [KnownFloorCheck.Verdict] = []
    for error in self {
      let changed =
        error.map { root.setting(["floor", "known", "class", "error"], to: $0) } ?? root
      let checks = try await KnownFloorCheck.all(of: Scenario(changed), RunOptions(threads: 2))
      verdicts += checks.map(\.verdict)
    }
    return verdicts
  }
}
