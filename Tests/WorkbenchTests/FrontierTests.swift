// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Results
import ScenarioLanguage
import Testing
import Workbench

/// Graces and margins of a tier rule side by side, where what they do is known in closed form.
@Suite struct FrontierTests {
  private static func summary(
    _ options: RunOptions = RunOptions(), _ changes: (String) -> String = { $0 }
  ) async throws -> FrontierSummary {
    let path = Fixtures.folder.appending(path: "Workbench/frontier.yaml")
    let text = changes(try String(contentsOf: path, encoding: .utf8))
    let scenario = try Scenario(try ScenarioDocument(text: text, file: "frontier.yaml").root)
    return try await #require(FrontierRunner(scenario, options)).run()
  }

  private static func point(
    _ summary: FrontierSummary, _ grace: Int, _ margin: Double
  ) throws -> FrontierSummary.Point {
    try #require(summary.points.first { $0.grace == grace && $0.margin == margin })
  }

  /// Within twice the interval of 95 %, which errs once in 11,000 seeds; the seed is fixed.
  private static func expect(_ number: FrontierSummary.Number?, _ exact: Double, _ what: String) {
    guard let number, let low = number.low, let high = number.high else {
      Issue.record("\(what) has no interval")
      return
    }
    #expect(abs(number.value - exact) < high - low, "\(what): \(number.value) against \(exact)")
  }

  /// With p = q = ½ a cycle lasts (1 − q³)/(p q³) + 1/p = 14 + 2 months for three misses.
  ///
  /// It has two changes; of the fourteen months held seven are misses on average, of which the third in a row
  /// is followed at once. A loss is followed after two months, always.
  @Test func threeMissesDoWhatRenewalTheorySays() async throws {
    let summary = try await Self.summary()
    let patient = try Self.point(summary, 3, 0)
    Self.expect(patient.switches, 2 / 16, "changes")
    Self.expect(patient.tooHigh, 6 / 16, "too high")
    Self.expect(patient.wrong, 6 / 16, "wrong")
    #expect(patient.tooLow?.value == 0)
    #expect(patient.delay?.value == 2)
    let written = try #require(summary.points.first)
    #expect(written.grace == nil && written.switches == patient.switches)
    let hasty = try Self.point(summary, 1, 0)
    Self.expect(hasty.switches, 0.5, "changes without grace")
    #expect(hasty.wrong?.value == 0 && hasty.delay?.value == 0 && hasty.unneeded?.value == 0)
    #expect(hasty.followed?.value == 1)
  }

  /// A loss is followed if two more misses come before a hit, one time in four; those of the last months are
  /// not seen to the end, at most two of 23.
  @Test func aFewLossesAreFollowedWhereMostRecover() async throws {
    let patient = try Self.point(try await Self.summary(), 3, 0)
    let share = try #require(patient.followed?.value)
    #expect(share > 0.25 * 20 / 23 && share < 0.26)
  }

  @Test func marginsForgiveMoreAndNobodyIsBestAtAll() async throws {
    let summary = try await Self.summary()
    let (plain, wide) = (try Self.point(summary, 1, 0), try Self.point(summary, 1, 0.3))
    #expect(try #require(wide.switches).value < #require(plain.switches).value)
    #expect(try #require(wide.tooHigh).value > #require(plain.tooHigh).value)
    #expect(!plain.isDominated, "nobody follows sooner")
    #expect(summary.points.count == 5)
    #expect(summary.points.dropFirst().map(\.grace) == [1, 3, 1, 3])
  }

  /// Two misses with a margin of 10 % do better than three without, by numbers that few customers do not bear out.
  @Test(arguments: [(150, false), (20_000, true)])
  func starsGoByWhatIsSure(customers: Int, isSure: Bool) async throws {
    let path = Fixtures.folder.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Scenarios/tiers/bohai.yaml")
    let text = try String(contentsOf: path, encoding: .utf8).replacing(
      "customers: 100_000", with: "customers: \(customers)"
    ).replacing("seed: 20260601", with: "seed: 6")
    let frontier = "frontier: {of: bohai, grace: [1, 2, 3], margin: [0 %, 10 %]}\n"
    let root = try ScenarioDocument(text: text + frontier, file: "bohai.yaml").root
    let summary = try await #require(FrontierRunner(try Scenario(root), RunOptions())).run()
    #expect(summary.setAside.first == "private" && summary.setAside.count == 4)
    let (better, worse) = (try Self.point(summary, 2, 0.1), try Self.point(summary, 3, 0))
    #expect(better.dominates(worse))
    #expect(worse.isDominated == isSure && !better.isDominated)
  }

  @Test func threadsBlocksAndTheirOrderChangeNothing() async throws {
    let plain = FrontierArchive.csv(try await Self.summary())
    for options in [
      RunOptions(threads: 3), RunOptions(blockSize: 257), RunOptions(threads: 2, shuffle: 9),
    ] {
      #expect(FrontierArchive.csv(try await Self.summary(options)) == plain)
    }
  }

  /// Where customers come and go the same holds of those who are there.
  @Test func whoLeavesTakesNothingAlong() async throws {
    func booked(_ text: String) -> String {
      text.replacing(
        "months: 24}", with: "months: 24, entry: {monthly: 0.05}, exit: {hazard: 0.05}}")
    }
    let summary = try await Self.summary(RunOptions(blockSize: 300), booked)
    let hasty = try Self.point(summary, 1, 0)
    #expect(hasty.wrong?.value == 0 && hasty.delay?.value == 0)
    Self.expect(try Self.point(summary, 1, 0).switches, 0.5, "changes without grace")
    #expect(try Self.point(summary, 3, 0).delay?.value == 2)
  }
}
