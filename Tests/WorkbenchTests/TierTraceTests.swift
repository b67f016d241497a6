// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Foundation
import Populations
import Probability
import ScenarioLanguage
import Testing
import Workbench

/// The shipped tier rules over twelve months of one customer each, worked out by hand.
///
/// A measure stands for a month from January on; beside it the tier in force in that month.
@Suite struct TierTraceTests {
  private static func tiers(
    _ file: String, _ classifier: String, _ columns: [[Double]]
  ) throws -> [String] { try trace(file, classifier, columns).map(\.tier) }

  private static func trace(
    _ file: String, _ classifier: String, _ columns: [[Double]]
  ) throws -> [(tier: String, isOnWatch: Bool)] {
    let path = Fixtures.folder.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Scenarios/tiers/\(file).yaml").path
    let scenario = try Scenario(try ScenarioSource.load(path).root)
    let specification = try #require(scenario.classifiers.first { $0.name == classifier })
    let schema = scenario.population.schema
    let blank = LabelledFeatures(
      unlabelled: schema, sees: specification.sees, scheme: specification.scheme)
    let fitted = try specification.classifier.fit(blank, using: SeedPath(root: 1))
    let model = try #require(fitted as? any RememberingClassifier)
    var memory = CustomerMemory(width: model.memoryWidth, capacity: 1)
    var estimates = Estimates(capacity: 1, segmentCount: specification.scheme.segments.count)
    let scratch = PredictionScratch(capacityRows: 8)
    return columns[0].indices.map { month in
      model.predict(
        FeatureTable(schema: schema, columns: columns.map { [$0[month]] }),
        in: scenario.population.from + month, remembering: &memory, into: &estimates,
        scratch: scratch)
      return (
        specification.scheme.segments[Int(estimates.segments[0])],
        model.isOnWatch(0, by: memory)
      )
    }
  }

  private static func months(_ parts: (String, Int)...) -> [String] {
    parts.flatMap { Array(repeating: $0.0, count: $0.1) }
  }

  /// Two misses and a hit change nothing; three misses are followed.
  ///
  /// Those of May, June and July bring in August, the fourth month, what July earns: 60,000 is affluent.
  /// September's 550,000 is platinum from October on.
  @Test func bohaiForgivesTwoMissesAndFollowsTheThird() throws {
    let assets: [Double] = [
      250_000, 180_000, 190_000, 210_000, 150_000, 120_000, 60_000, 40_000, 550_000, 550_000,
      40_000, 40_000,
    ]
    #expect(
      try Self.tiers("bohai", "bohai", [assets])
        == Self.months(("gold", 7), ("affluent", 2), ("platinum", 3)))
  }

  /// On watch are the months below the floor of the tier held, until the tier is lowered.
  @Test func bohaiWatchesWhoMisses() throws {
    let assets: [Double] = [
      250_000, 180_000, 190_000, 210_000, 150_000, 120_000, 60_000, 40_000, 550_000, 550_000,
      40_000, 40_000,
    ]
    let watched = try Self.trace("bohai", "bohai", [assets]).enumerated()
      .filter { $0.element.isOnWatch }.map { $0.offset + 1 }
    #expect(watched == [2, 3, 5, 6, 7, 8, 11, 12])
  }

  /// Six misses of a private customer (February to July) bring in August what July earns; September is
  /// private again as August earned it, and the misses from September on are four by December.
  @Test func bohaiWaitsSixMonthsForPrivateBanking() throws {
    let fallen: [Double] =
      [7e6, 5e6, 5e6, 5e6, 5e6, 5e6, 8e5, 7e6, 5e6, 5e6, 5e6, 5e6]
    #expect(
      try Self.tiers("bohai", "bohai", [fallen])
        == Self.months(("private", 7), ("platinum", 1), ("private", 4)))
    // Five misses, a hit on the floor itself, and five misses more: never six in a row.
    let held: [Double] = [7e6, 5e6, 5e6, 5e6, 5e6, 5e6, 6e6, 5e6, 5e6, 5e6, 5e6, 5e6]
    #expect(try Self.tiers("bohai", "bohai", [held]) == Self.months(("private", 12)))
    // Each private tier waits six months, and falls no further than the sixth earns.
    let rich: [Double] = [5.5e7, 4e7, 4e7, 4e7, 4e7, 4e7, 4e7, 4e7, 4e7, 4e7, 4e7, 4e7]
    #expect(
      try Self.tiers("bohai", "bohai", [rich])
        == Self.months(("private_diamond", 7), ("private_platinum", 5)))
  }

  /// Six misses (February to July), the last of 60,000, make five stars four in August; five misses of four
  /// stars follow by December, one too few.
  @Test func icbcLowersAfterSixMisses() throws {
    let falling: [Double] = [
      210_000, 190_000, 190_000, 60_000, 60_000, 60_000, 60_000, 9_000, 9_000, 9_000, 9_000, 9_000,
    ]
    #expect(
      try Self.tiers("icbc", "icbc", [falling]) == Self.months(("five", 7), ("four", 5)))
    let swinging: [Double] = [
      210_000, 9_000, 9_000, 9_000, 9_000, 9_000, 200_000, 9_000, 9_000, 9_000, 9_000, 9_000,
    ]
    #expect(try Self.tiers("icbc", "icbc", [swinging]) == Self.months(("five", 12)))
    // February's 8.1 million are private from March; the six months from March on miss it, and September
    // brings what August earns.
    let rising: [Double] = [6.5e6, 8.1e6, 7e6, 7e6, 7e6, 7e6, 7e6, 7e6, 7e6, 7e6, 7e6, 7e6]
    #expect(
      try Self.tiers("icbc", "icbc", [rising])
        == Self.months(("seven", 2), ("private", 6), ("seven", 4)))
  }

  /// Quarters of Premier average 3.0 and 0.4 million: the second miss brings in July the better of what they
  /// earn, Advance; the third quarter misses Advance once, and December's decision is for January.
  @Test func aQuarterlyShortfallIsForgivenIfRestored() throws {
    let zeros = [Double](repeating: 0, count: 13)
    let twice: [Double] = [
      4.5e6, 2.5e6, 2e6, 4e5, 4e5, 4e5, 4e5, 4e5, 4e5, 3e5, 3e5, 3e5, 3e5,
    ]
    #expect(
      try Self.tiers("hsbc-india", "hsbc", [twice, zeros, zeros])
        == Self.months(("premier", 6), ("advance", 6), ("basic", 1)))
    // The first quarter averages 400,000, short; the second 700,000 restores it; the third is short again
    // and the fourth restores.
    let restored: [Double] = [
      6e5, 3e5, 3e5, 7e5, 7e5, 7e5, 3e5, 3e5, 3e5, 5e5, 5e5, 5e5, 5e5,
    ]
    #expect(
      try Self.tiers("hsbc-india", "hsbc", [restored, zeros, zeros])
        == Self.months(("advance", 13)))
    // Products add up: 100,000 + 300,000 + 100,000 reach Advance in the second quarter alone.
    let deposits: [Double] = [1e5, 1e5, 1e5, 1e5, 1e5, 1e5, 0, 0, 0, 0, 0, 0, 0]
    let investments: [Double] = [0, 0, 0, 3e5, 3e5, 3e5, 0, 0, 0, 0, 0, 0, 0]
    #expect(
      try Self.tiers("hsbc-india", "hsbc", [deposits, investments, deposits])
        == Self.months(("basic", 6), ("advance", 6), ("basic", 1)))
  }
}
