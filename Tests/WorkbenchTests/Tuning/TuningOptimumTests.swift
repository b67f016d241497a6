// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Results
import Testing
import Workbench

/// Whether a search finds what is best, on problems where that is known.
///
/// Seeds are fixed. Each test states how many of 20 must succeed; a success of 95 % each makes 18 or more
/// come 92 times of 100, so that a failure after a change is a reason to look, not yet a proof.
@Suite struct TuningOptimumTests {
  private static let seeds = 1...20

  /// The best limit between normals at 0 and 2, of 0.7 and 0.3, where who is low and served as high costs 1 and
  /// the other way 4, is 1 + ln(0.7 / (4 × 0.3)) / 2: there the two kinds cost the same.
  @Test func theKnownLimitLiesWithinTheStatedSpread() async throws {
    let known = 1 + log(0.7 / (4 * 0.3)) / 2
    var (within, widths): (Int, [Double]) = (0, [])
    var (plateaus, losses): (Int, [Double]) = (0, [])
    for seed in Self.seeds {
      let scenario = try TuningFixture.scenario("two-normals", ["seed": "\(seed)"])
      let summary = try await TuningFixture.outcome(scenario).summary
      let value = try #require(summary.values.first)
      let spread = try #require(value.spread)
      plateaus += try #require(value.plateau).contains(known) ? 1 : 0
      let inPlateau = try #require(value.plateau).contains(value.chosen)
      #expect(inPlateau, "seed \(seed)")
      losses.append(Self.cost(value.chosen) - Self.cost(known))
      within += spread.low <= known && known <= spread.high ? 1 : 0
      widths.append(spread.high - spread.low)
    }
    #expect(within >= 18, "\(within) of \(Self.seeds.count)")
    // A spread that holds everything would say nothing: the limit may lie anywhere within 6.
    #expect(widths.sorted()[widths.count / 2] < 1, "\(widths)")
    // What is as good holds the limit that is best in truth, whatever a few customers say near the best drawn one; the
    // round number within it costs hardly more, of 0.285.
    #expect(plateaus >= 18, "\(plateaus) of \(Self.seeds.count)")
    #expect(losses.allSatisfy { $0 < 0.02 } && losses.reduce(0, +) < 20 * 0.006, "\(losses)")
  }

  /// What a limit costs in truth.
  private static func cost(_ limit: Double) -> Double {
    0.7 * erfc(limit / 2.0.squareRoot()) / 2 + 4 * 0.3 * erfc((2 - limit) / 2.0.squareRoot()) / 2
  }

  /// Of three limits that depend on each other, 16 numbers each, a tenth of all choices is enough to come upon one
  /// that cannot be told apart from the best of all.
  @Test func aTenthOfTheChoicesReachesThePlateauOfAll() async throws {
    var (reached, worst) = (0, 0)
    for seed in Self.seeds {
      let changes = ["seed": "\(seed)", "tune/confirm/seeds": "0"]
      let all = try await TuningFixture.outcome(
        TuningFixture.scenario(
          "three-limits", changes.merging(["tune/candidates": "5_000"]) { $1 }))
      let rows = TuningFixture.candidates(all)
      let names = all.summary.values.map(\.name)
      // All choices of the grid, and the file's own.
      try #require((4_096...4_097).contains(Set(rows.map { Self.point($0, names) }).count))
      let plateau = Set(
        rows.filter { $0["as good as the best"] == "yes" }.map { Self.point($0, names) })
      // A plateau of everything would be reached by anything.
      try #require(!plateau.isEmpty && plateau.count < 205)
      let some = try await TuningFixture.outcome(TuningFixture.scenario("three-limits", changes))
      worst = max(worst, some.summary.candidates)
      let found = some.summary.values.map { NumberText.text($0.best) }
      reached += plateau.contains(found) ? 1 : 0
    }
    #expect(reached >= 18, "\(reached) of \(Self.seeds.count)")
    #expect(worst <= 409, "\(worst) of 4,096")
  }

  private static func point(_ row: [String: String], _ names: [String]) -> [String] {
    names.map { row[$0] ?? "" }
  }
}
