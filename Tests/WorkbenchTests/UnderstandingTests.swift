// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ScenarioLanguage
import TestSupport
import Testing
import Workbench

/// What `segbench validate` prints of a good scenario.
@Suite struct UnderstandingTests {
  private static func understanding(_ path: String) async throws -> Understanding {
    let source = try ScenarioSource.load(Fixtures.folder.appending(path: path).path)
    return await Understanding(try Scenario(source.root))
  }

  @Test func readsAsPinned() async throws {
    let text = try await Self.understanding("Understanding/bank.yaml").text(80)
    #expect(GoldenFile("understanding.txt", in: "Workbench").difference(from: text) == nil)
  }

  /// How the shipped bank's floors are found, and on how many customers: needs approximately.
  @Test func theShippedBanksFormsReadAsPinned() async throws {
    let text = try await Self.understanding("../../Scenarios/retail-bank.yaml").text(100)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let floors = lines.drop { !$0.hasPrefix("floors, ") }.prefix { $0 != "drift" }
    let found = floors.joined(separator: "\n")
    #expect(GoldenFile("floor-forms.txt", in: "Workbench").difference(from: found) == nil)
  }

  /// Of few hidden states no path is simplified, and two numbers that draw a segment are combined whole.
  @Test func whatIsNotSimplifiedIsNotCalledSo() async throws {
    let text = """
      scenario: 1
      name: few
      seed: 1
      population: {customers: 500, from: 2026-01, months: 4}
      world:
        group: {levels: {a: 0.5, b: rest}, moves: {a: {b: 0.1}}}
        x: {normal: {mean: 0, sd: 1}}
        y: {normal: {mean: 0, sd: 1}}
        z: {normal: {mean: 0, sd: 1}}
        grown:
          lognormal: {median: {by group: {a: 1, b: 3}}, sigma: 1}
          monthly: grown * 1.01
          after move: {toward: new law, half-life: 2 months}
      segments:
        kind: {is: group}
        two: {softmax: {keen: x + y, cool: 0}}
        three: {softmax: {keen: x + y + z, cool: 0}}
      view: {x: [{of: x}], grown: [{of: grown}, {late: {by: 1 month}}]}
      classifiers:
        cut: {finds: kind, first match: [{a: grown < 2}, {b: otherwise}]}
        pair: {finds: two, first match: [{keen: x > 0}, {cool: otherwise}]}
        trio: {finds: three, first match: [{keen: x > 0}, {cool: otherwise}]}
      """
    let scenario = try Scenario(ScenarioDocument(text: text, file: "few.yaml").root)
    let lines = await Understanding(scenario).text(200).split(separator: "\n").map(String.init)
    #expect(lines.contains("  kind   for cut: by quadrature"), "\(lines)")
    #expect(lines.contains("  two    for pair: by quadrature"))
    #expect(lines.contains("  three  for trio: approximate"))
    #expect(lines.contains { $0.hasPrefix("  approximate  a few points stand for each number") })
    #expect(!lines.contains { $0.contains("simplified") || $0.contains("joined") })
  }

  @Test func keepsToTheWidth() async throws {
    let text = try await Self.understanding("Understanding/bank.yaml").text(60)
    let sections = text.split(separator: "\n").filter { $0.hasPrefix("  ") }
    #expect(sections.allSatisfy { $0.count <= 60 })
    #expect(sections.count > 20)
  }

  @Test func whatIsNotMetIsToldByTheLaw() async throws {
    let unmet = try await Self.understanding("Problems/expect-unmet.yaml").unmetExpectations
    #expect(
      unmet.map(\.message) == [
        "the law gives 40.0 % of stage 'young', but 30.0 % ± 0.3 % is expected"
      ])
  }

  /// exp(1000 x) of a standard normal x overflows from x = 0.71 on.
  @Test func whatIsNoNumberIsTold() async throws {
    let text = try await Self.understanding("Workbench/not-numbers.yaml").text(200)
    let row = try #require(text.split(separator: "\n").first { $0.hasPrefix("  power  median") })
    #expect(row.contains(", no number for 2"))
    #expect(row.contains("e-") && row.count < 130)
  }

  /// Expected shares lie within four standard errors on each of 20 seeds: of 5 of them, one would be
  /// missed by chance in 160 such tests with other seeds.
  @Test func theShippedBankMeetsItsExpectationsOnTwentySeeds() async throws {
    let path = Fixtures.folder.appending(path: "../../Scenarios/retail-bank.yaml").path
    let source = try ScenarioSource.load(path)
    for seed in 1...20 {
      let root = ScenarioOverrides(seed: UInt64(seed)).applied(to: source.root)
      let bank = await Understanding(try Scenario(root))
      #expect(bank.unmetExpectations.isEmpty, "seed \(seed)")
    }
  }
}
