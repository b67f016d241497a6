// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Results
import Testing
import Workbench

/// Gates over many seeds: how often each verdict comes, beside what is stated.
///
/// A test fails by chance at most once in a thousand (binomial, to one side), or where it compares a
/// frequency with the printed power once in 370 (three standard errors); seeds are fixed.
@Suite struct GateRateTests {
  /// 200, or as many as `GATE_SEEDS` says.
  private static let seeds =
    ProcessInfo.processInfo.environment["GATE_SEEDS"].flatMap { Int($0) } ?? 60

  /// The rate of a cut between groups at 0 and 2: ½ (1 − Φ(c)) + ½ Φ(c − 2).
  private static func rate(_ cut: Double) -> Double {
    func upper(_ z: Double) -> Double { 0.5 * erfc(z / 2.0.squareRoot()) }
    return (upper(cut) + upper(2 - cut)) / 2
  }

  /// P(X ≥ count) of a binomial law.
  private static func tail(_ count: Int, of n: Int, rate: Double) -> Double {
    (count...max(count, n)).reduce(0) { sum, k in
      guard k <= n else { return sum }
      let choose = lgamma(Double(n + 1)) - lgamma(Double(k + 1)) - lgamma(Double(n - k + 1))
      return sum + exp(choose + Double(k) * log(rate) + Double(n - k) * log(1 - rate))
    }
  }

  private func count(_ gates: [CheckedGate], _ verdict: CheckedGate.Verdict) -> Int {
    gates.count { $0.verdict == verdict }
  }

  /// Cuts at 0.9 and 1.1 err for the same share, about other customers.
  @Test func equalCutsFailNoOftenerThanStated() async throws {
    let pair = GatePair(
      candidate: GatePair.cut(1.1), baseline: GatePair.cut(0.9),
      gates: "[{metric: misclassification, of: judged, worse by at most: 0}]")
    let gates = try await pair.verdicts(seeds: 1..<Self.seeds + 1)
    let failed = count(gates, .fail)
    #expect(Self.tail(failed, of: gates.count, rate: 0.05) > 1e-3, "\(failed)")
    // Neither does the margin of nothing pass oftener than that.
    let passed = count(gates, .pass)
    #expect(Self.tail(passed, of: gates.count, rate: 0.05) > 1e-3, "\(passed)")
  }

  /// Worse by exactly the margin: neither shown to be within it nor beyond it, oftener than stated.
  @Test(arguments: [1, 3]) func theMarginItselfIsRarelyPassed(months: Int) async throws {
    let margin = Self.rate(1.4) - Self.rate(1)
    let pair = GatePair(
      candidate: GatePair.cut(1.4), baseline: GatePair.cut(1),
      gates: "[{metric: misclassification, of: judged, worse by at most: \(margin)}]",
      months: months)
    let gates = try await pair.verdicts(seeds: 1..<Self.seeds + 1)
    let (missed, failed) = (count(gates, .pass), count(gates, .fail))
    #expect(Self.tail(missed, of: gates.count, rate: 0.05) > 1e-3, "\(missed)")
    #expect(Self.tail(failed, of: gates.count, rate: 0.05) > 1e-3, "\(failed)")
  }

  /// A relative margin that is the greater one holds what it states too.
  @Test func aRelativeMarginIsRarelyPassed() async throws {
    let relative = Self.rate(1.4) / Self.rate(1) - 1
    let pair = GatePair(
      candidate: GatePair.cut(1.4), baseline: GatePair.cut(1),
      gates: "[{metric: misclassification, of: judged, worse by at most: 0.1 %, "
        + "and relatively: \(relative)}]")
    let gates = try await pair.verdicts(seeds: 1..<Self.seeds + 1)
    let missed = count(gates, .pass)
    #expect(Self.tail(missed, of: gates.count, rate: 0.05) > 1e-3, "\(missed)")
  }

  /// Losses so few that often none is seen: worse by exactly the margin is passed no oftener than stated,
  /// with customers as the unit, and with replicates, between which then nothing varies.
  @Test(arguments: [(1.75, 1), (3.2, 1), (1.75, 2)])
  func fewLossesAreRarelyPassed(losses: Double, replicates: Int) async throws {
    // A cut far below both groups loses some of the low ones when it goes further down.
    func lost(_ cut: Double) -> Double { 0.25 * erfc(-cut / 2.0.squareRoot()) }
    let margin = losses / Double(4_000 * replicates)
    var (low, high) = (-4.0, -2.5)
    while high - low > 1e-9 {
      let middle = (low + high) / 2
      if lost(-2.5) - lost(middle) > margin { low = middle } else { high = middle }
    }
    let pair = GatePair(
      candidate: GatePair.cut(low), baseline: GatePair.cut(-2.5),
      gates: "{replicates: \(replicates), must hold: [{metric: misclassification, of: judged, "
        + "worse by at most: \(margin)}]}")
    let gates = try await pair.verdicts(seeds: 1..<Self.seeds + 1)
    let passed = count(gates, .pass)
    #expect(Self.tail(passed, of: gates.count, rate: 0.05) > 1e-3, "\(passed)")
  }

  /// Equal cuts, judged for each of five levels: that any of them fails is no oftener than stated of one.
  @Test func manyGroupsTogetherFailNoOftenerThanStated() async throws {
    var pair = GatePair(
      candidate: GatePair.cut(1.1), baseline: GatePair.cut(0.9),
      gates: "[{metric: misclassification, of: judged, group: area, worse by at most: 0}]")
    pair.world = "area: {levels: {a: 0.2, b: 0.2, c: 0.2, d: 0.2, e: 0.2}}"
    var failed = 0
    for seed in 1...Self.seeds {
      let gates = try await pair.checked(seed: seed).gates
      try #require(gates.count == 5)
      failed += count(gates, .fail) > 0 ? 1 : 0
    }
    #expect(Self.tail(failed, of: Self.seeds, rate: 0.05) > 1e-3, "\(failed)")
  }

  /// How often a verdict was come to, beside the mean of the printed powers.
  private func rates(
    _ gates: [CheckedGate], of verdict: CheckedGate.Verdict
  ) throws -> (frequency: Double, power: Double) {
    let powers = gates.compactMap(\.power)
    try #require(powers.count == gates.count)
    return (
      Double(count(gates, verdict)) / Double(gates.count),
      powers.reduce(0, +) / Double(powers.count)
    )
  }

  /// Worse by twice the margin fails as often as the printed power says.
  @Test func twiceTheMarginFailsAtThePrintedPower() async throws {
    let margin = (Self.rate(1.4) - Self.rate(1)) / 2
    let pair = GatePair(
      candidate: GatePair.cut(1.4), baseline: GatePair.cut(1),
      gates: "[{metric: misclassification, of: judged, worse by at most: \(margin)}]")
    let gates = try await pair.verdicts(seeds: 1..<Self.seeds + 1)
    let (frequency, power) = try rates(gates, of: .fail)
    let error = (power * (1 - power) / Double(gates.count)).squareRoot()
    #expect(abs(frequency - power) < 3 * error, "\(frequency) beside \(power) ± \(error)")
    #expect(power > 0.2 && power < 0.95)
  }

  /// A bound as far off as a pass is shown in one population of two.
  ///
  /// The printed power is one half on average, and as often it passes. One standard error of a power is
  /// below 0.3, of their mean over 60 below 0.04.
  @Test func aBoundIsPassedAtThePrintedPower() async throws {
    let rate = Self.rate(1)
    let bound = rate + 1.67 * (rate * (1 - rate) / 4_000).squareRoot()
    let pair = GatePair(
      candidate: GatePair.cut(1), baseline: GatePair.cut(1),
      gates: "[{metric: misclassification, of: judged, at most: \(bound)}]")
    let gates = try await pair.verdicts(seeds: 1..<Self.seeds + 1)
    let (frequency, power) = try rates(gates, of: .pass)
    let error = (0.25 / Double(gates.count)).squareRoot()
    #expect(
      abs(frequency - 0.5) < 3 * error && abs(power - 0.5) < 2 * error, "\(frequency), \(power)")
  }

  /// Two training samples of one classifier, with replicates as the unit: both learn from 300
  /// customers, who are about one in twenty the same.
  @Test func twoTrainingSamplesFailNoOftenerThanStated() async throws {
    var pair = GatePair(
      candidate: "{finds: group, naive bayes: {}, train: {customers: 300}}",
      baseline: "{finds: group, naive bayes: {}, train: {customers: 300}}",
      gates: "{replicates: 5, must hold: [{metric: misclassification, of: judged, "
        + "worse by at most: 0}]}")
    pair.customers = 2_000
    let gates = try await pair.verdicts(
      seeds: 1..<Self.seeds + 1, baselineOnly: "labels: {group: {share: 0.05}}\n")
    #expect(gates.allSatisfy { $0.varies == "replicates" })
    let (failed, passed) = (count(gates, .fail), count(gates, .pass))
    #expect(Self.tail(failed, of: gates.count, rate: 0.05) > 1e-3, "\(failed)")
    #expect(Self.tail(passed, of: gates.count, rate: 0.05) > 1e-3, "\(passed)")
  }
}
