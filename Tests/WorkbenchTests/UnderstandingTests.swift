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
