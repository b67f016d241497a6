// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation
import Testing

@Suite struct PopulationStabilityTests {
  /// Shares .5 .3 .2 0 against .4 .3 .2 .1 of 1000: the same sum under the floors that published
  /// tools use for an empty bin, 0.0001 (0.7124) and 0.01 (0.2295).
  @Test func floorDecidesTheValue() throws {
    for (floor, expected) in [(0.0001, 0.7124), (0.01, 0.2295)] {
      let value = PopulationStability(emptyShare: floor)
        .value(from: [500, 300, 200, 0], to: [400, 300, 200, 100])
      #expect(abs(try #require(value.distance.value) - expected) < 5e-5)
      #expect(value.emptyShare == floor && value.bins == 4)
    }
  }

  /// A bin that is empty on both sides, and equal counts, add nothing; sides may be swapped.
  @Test func isZeroWithoutDifferenceAndSymmetric() {
    let index = PopulationStability()
    #expect(index.value(from: [10, 0, 5], to: [20, 0, 10]).distance == .defined(0))
    let there = index.value(from: [10, 3, 5], to: [2, 9, 10]).distance.value
    let back = index.value(from: [2, 9, 10], to: [10, 3, 5]).distance.value
    #expect(agree(there, back))
  }

  /// scipy 1.17.1: chi2.ppf(0.95, 9) = 16.918977604620448.
  @Test func tellsWhatNoDriftStaysBelow() {
    let value = PopulationStability()
      .value(from: Array(repeating: 20, count: 10), to: Array(repeating: 50, count: 10))
    #expect(
      agree(value.noDriftQuantile, 16.918_977_604_620_448 * (1.0 / 200 + 1.0 / 500)))
  }

  /// Counts how often samples without drift lie above their 95 % quantile.
  ///
  /// Of 1000 pairs 50 ± 6.9 do if the law is exact; 20...95 allows for the approximation too. False alarm below 1e-5 for other seeds.
  @Test func quantileHoldsWithoutDrift() throws {
    var numbers = RepeatableNumbers(seed: 31)
    var above = 0
    for _ in 0..<1000 {
      var (before, now) = ([Int](repeating: 0, count: 10), [Int](repeating: 0, count: 10))
      for _ in 0..<2000 { before[numbers.below(10)] += 1 }
      for _ in 0..<1000 { now[numbers.below(10)] += 1 }
      let value = PopulationStability().value(from: before, to: now)
      if try #require(value.distance.value) > (try #require(value.noDriftQuantile)) { above += 1 }
    }
    #expect((20...95).contains(above))
  }

  @Test func isUndefinedWithoutValues() {
    let value = PopulationStability().value(from: [0, 0], to: [3, 4])
    #expect(
      value.distance == .undefined(reason: "the reference has no values that are not missing"))
  }

  @Test func levelsHaveAnIndexButNoDistance() {
    let bins = BinnedReference(levels: 3)
    var (before, now) = (BinCounts(bins), BinCounts(bins))
    before.add([0, 0, 1, 2], in: bins)
    now.add([0, 1, 1, 2], in: bins)
    for difference in DifferenceRegistry.all {
      let value = difference.value(from: before, to: now, in: bins)
      #expect((value.distance.value == nil) == difference.needsOrder)
    }
    #expect(DifferenceRegistry.difference(named: "psi")?.id == "psi")
    #expect(DifferenceRegistry.difference(named: "ks")?.needsOrder == true)
  }
}
