// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Probability
import Results
import Testing
import Workbench

/// What is printed of gates whose levels or months share one confidence.
@Suite struct SharedConfidenceTests {
  /// Five areas of 2,000 customers each; a cut at 1.6 errs for 4.096 % more than one at 1.
  private static func pair(_ gates: String, months: Int = 1) -> GatePair {
    var pair = GatePair(
      candidate: GatePair.cut(1.6), baseline: GatePair.cut(1), gates: gates, customers: 10_000,
      months: months)
    pair.world = "area: {levels: {a: 0.2, b: 0.2, c: 0.2, d: 0.2, e: 0.2}}"
    return pair
  }

  /// One level alone, and the same beside four others: its normal approximation at 95 and at 99 %.
  @Test func powerAndFailingEndAreOfTheSharedConfidence() async throws {
    let bound = "worse by at most: 2.048 %"
    let gates = try await Self.pair(
      "[{metric: misclassification, of: judged, group: {area: a}, \(bound)}, "
        + "{metric: misclassification, of: judged, group: area, \(bound)}, "
        + "{metric: accuracy, of: judged, group: area, \(bound)}]"
    ).checked(seed: 4).gates
    let (alone, shared, mirrored) = (gates[0], gates[1], gates[6])
    let failing = try #require(shared.failConfidence)
    #expect(alone.failConfidence == nil && abs(failing - 0.99) < 1e-12)
    let usual = StandardNormal.quantile(upperTail: 0.05)
    let sharedReach = StandardNormal.quantile(upperTail: 0.01)
    // The power of one tells how many standard errors the margin is.
    let (power, less) = (try #require(alone.power), try #require(shared.power))
    let shift = usual - StandardNormal.quantile(upperTail: power)
    let expected = 0.5 * erfc((sharedReach - shift) / 2.0.squareRoot())
    // The law is Student's, with some dozens of degrees of freedom.
    #expect(abs(less - expected) < 0.03 && less < power - 0.1, "\(less) beside \(expected)")
    let (needed, more) = (try #require(alone.needed), try #require(shared.needed))
    #expect(more > needed)
    // Only the end by which it fails is further out.
    let (low, lower) = (try #require(alone.low), try #require(shared.low))
    let difference = try #require(alone.difference)
    let ratio = (difference - lower) / (difference - low)
    #expect(alone.high == shared.high && abs(ratio - sharedReach / usual) < 0.05, "\(ratio)")
    // More is better of accuracy, so that it fails by the upper end.
    let (upper, bottom) = (try #require(mirrored.high), try #require(mirrored.low))
    let high = try #require(shared.high)
    #expect(abs(upper + lower) < 1e-9 && abs(bottom + high) < 1e-9)
    for gate in gates where gate.metric == "misclassification" {
      let (low, high) = (try #require(gate.low), try #require(gate.high))
      let verdict: CheckedGate.Verdict =
        low > 0.020_48 ? .fail : high <= 0.020_48 ? .pass : .undecided
      #expect(gate.verdict == verdict)
    }
  }

  /// Months share the confidence as levels do.
  @Test func monthsShareOneConfidence() async throws {
    let gates = try await Self.pair(
      "[{metric: misclassification, of: judged, worse by at most: 1 %, over: each month}, "
        + "{metric: misclassification, of: judged, group: area, worse by at most: 1 %, "
        + "over: each month}]", months: 2
    ).checked(seed: 4).gates
    let confidences = gates.map { $0.failConfidence ?? 0 }
    for (found, count) in zip(confidences, [2.0, 10, 10, 10, 10, 10]) {
      #expect(abs(found - (1 - 0.05 / count)) < 1e-12)
    }
    #expect(confidences.count == 6)
  }

  /// Worse by twice the margin, each of five levels fails as often as its printed power says.
  ///
  /// The test fails by chance once in 370 (three standard errors); the seeds are fixed.
  @Test func levelsFailAtThePrintedPower() async throws {
    let pair = Self.pair(
      "[{metric: misclassification, of: judged, group: area, worse by at most: 2.048 %}]")
    var gates: [CheckedGate] = []
    for seed in 1...40 { gates += try await pair.checked(seed: seed).gates }
    let powers = gates.compactMap(\.power)
    try #require(powers.count == 200)
    let power = powers.reduce(0, +) / 200
    let frequency = Double(gates.count { $0.verdict == .fail }) / 200
    let error = (power * (1 - power) / 200).squareRoot()
    #expect(abs(frequency - power) < 3 * error, "\(frequency) beside \(power) ± \(error)")
    #expect(power > 0.3 && power < 0.7)
  }
}
