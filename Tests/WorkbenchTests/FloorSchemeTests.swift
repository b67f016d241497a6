// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Foundation
import Results
import ScenarioLanguage
import TestSupport
import Testing
import Workbench

/// Floors of single schemes on customers of their own.
@Suite struct FloorSchemeTests {
  /// Single schemes have customers of their own, or none; a what-if asks for itself.
  @Test func singleSchemesHaveCustomersOfTheirOwn() async throws {
    let text = """
      scenario: 1
      name: schemes
      seed: 1
      population: {customers: 500, from: 2026-01, months: 2}
      world:
        one: {levels: {a: 0.5, b: rest}}
        two: {levels: {c: 0.5, d: rest}}
        three: {levels: {e: 0.5, f: rest}}
        x: {normal: {mean: {by one: {a: 0, b: 1}}, sd: 1}}
        y: {normal: {mean: {by two: {c: 0, d: 1}}, sd: 1}}
        z: {normal: {mean: {by three: {e: 0, f: 1}}, sd: 1}}
      segments:
        first: {is: one, ordered: yes}
        second: {is: two, ordered: yes}
        third: {is: three, ordered: yes}
      view: {x: [{of: x}], y: [{of: y}], z: [{of: z}]}
      classifiers:
        all: {finds: first, cuts: {of: x, at: [0.5]}}
        few: {finds: second, cuts: {of: y, at: [0.5]}}
        none: {finds: third, cuts: {of: z, at: [0.5]}}
      floor:
        customers: 200
        by scheme: {second: 50, third: 0}
        what if: {blind: {without: [z], for: [none]}}
      """
    let scenario = try Scenario(ScenarioDocument(text: text, file: "schemes.yaml").root)
    let table = try await Runner(scenario, RunOptions(threads: 2)).run().measurements
    func floor(_ classifier: String) throws -> Results.Measurement {
      try #require(
        table.rows(metric: .only(MetricName.floor), month: .absent, classifier: .only(classifier))
          .first)
    }
    #expect(try floor("all").n == 400 && floor("all").value.number != nil)
    #expect(try floor("few").n == 100 && floor("few").value.number != nil)
    #expect(try floor("none").value.reason == "none is asked for ('floor: by scheme')")
    let then = try #require(
      table.rows(metric: .only(MetricName.whatIfFloor), classifier: .only("none")).last)
    #expect(abs(try #require(then.value.number) - 0.5) < 1e-9)
    let overlap = table.rows(metric: .only(MetricName.overlapError), classifier: .only("none"))
    #expect(!overlap.isEmpty && overlap.allSatisfy { $0.value.number == nil })
  }

  /// Nothing changes from month to month, so that more months of the same customers tell nothing more.
  @Test func schemesOfTheirOwnNumberLookAtOthersInEachMonth() async throws {
    let text = """
      scenario: 1
      name: still
      seed: 1
      population: {customers: 2_000, from: 2026-01, months: 16}
      world:
        one: {levels: {a: 0.5, b: rest}}
        x: {normal: {mean: {by one: {a: 0, b: 1}}, sd: 1}}
      segments: {first: {is: one, ordered: yes}, second: {is: one, ordered: yes}}
      view: {x: [{of: x}]}
      classifiers:
        same: {finds: first, cuts: {of: x, at: [0.5]}}
        others: {finds: second, cuts: {of: x, at: [0.5]}}
      floor: {customers: 100, by scheme: {second: 100}}
      """
    let scenario = try Scenario(ScenarioDocument(text: text, file: "still.yaml").root)
    let table = try await Runner(scenario, RunOptions(threads: 2)).run().measurements
    func width(_ classifier: String) throws -> Double {
      let row = try #require(
        table.rows(metric: .only(MetricName.floor), month: .absent, classifier: .only(classifier))
          .first)
      #expect(row.n == 1_600)
      return try #require(row.high) - (try #require(row.low))
    }
    // Sixteen times as many customers: a quarter as wide, but for what chance gives and repeated customers.
    let ratio = try width("others") / width("same")
    #expect(ratio > 0.2 && ratio < 0.32, "\(ratio)")
  }
}
