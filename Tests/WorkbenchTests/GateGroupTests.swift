// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Results
import Testing
import Workbench

/// Gates that are about some of the customers only.
@Suite struct GateGroupTests {
  private static let people = "people: {levels: {young: 0.2, grown: 0.5, old: 0.3}}"

  /// Whether a count lies within four standard errors, which chance exceeds once in 16,000.
  private static func lies(_ count: Int, near expected: Double, _ variance: Double) -> Bool {
    abs(Double(count) - expected) < 4 * variance.squareRoot()
  }

  /// Of the customers of one true segment, who is misplaced is not found: the same number, with the same
  /// doubt and the same flips, by way of another tally.
  @Test func aGroupThatIsASegmentHasItsRecall() async throws {
    let pair = GatePair(
      candidate: GatePair.cut(1.3), baseline: GatePair.cut(1),
      gates: "[{metric: recall, of: judged, segment: high, worse by at most: 1 %}, "
        + "{metric: misclassification, of: judged, group: {group: high}, worse by at most: 1 %}]",
      months: 3)
    let gates = try await pair.checked(seed: 4).gates
    let (recall, group) = (gates[0], gates[1])
    #expect(group.gate == "misclassification of judged for group high worse by at most 1 %")
    #expect(group.group == ["group": "high"] && recall.group == nil)
    let (found, misplaced) = (try #require(recall.value), try #require(group.value))
    #expect(abs(found + misplaced - 1) < 1e-12)
    let (before, misplacedBefore) = (try #require(recall.baseline), try #require(group.baseline))
    #expect(abs(before + misplacedBefore - 1) < 1e-12)
    let (low, high) = (try #require(recall.low), try #require(group.high))
    #expect(abs(low + high) < 1e-9)
    #expect(group.customers == recall.customers && group.flips == recall.flips)
    #expect(group.verdict == recall.verdict && group.flips.map(\.segment) == ["high"])
  }

  /// Each level of a quantity: together they are all customers.
  @Test func theLevelsOfAQuantityAddUp() async throws {
    var pair = GatePair(
      candidate: GatePair.cut(1.3), baseline: GatePair.cut(1),
      gates: "[{metric: misclassification, of: judged, group: people, worse by at most: 1 %}, "
        + "{metric: misclassification, of: judged, worse by at most: 1 %}]", months: 2)
    pair.world = Self.people
    let gates = try await pair.checked(seed: 4).gates
    #expect(gates.map { $0.group?["people"] } == ["young", "grown", "old", nil])
    let counts = gates.map { $0.customers ?? 0 }
    #expect(counts[..<3].reduce(0, +) == counts[3] && counts[3] == 8_000)
    // The shares of the levels, four standard errors wide.
    for (count, share) in zip(counts, [0.2, 0.5, 0.3]) {
      let (expected, variance) = (8_000.0 * share, 4 * 4_000.0 * share * (1 - share))
      #expect(Self.lies(count, near: expected, variance))
    }
    var sum = 0.0
    for (gate, count) in zip(gates, counts).prefix(3) { sum += (gate.value ?? 0) * Double(count) }
    let whole = try #require(gates[3].value)
    #expect(abs(sum / 8_000 - whole) < 1e-12)
    for segment in ["low", "high"] {
      func losses(_ gates: some Sequence<CheckedGate>) -> Int {
        gates.flatMap(\.flips).filter { $0.segment == segment }.reduce(0) { $0 + $1.losses }
      }
      #expect(losses(gates.prefix(3)) == losses([gates[3]]))
    }
  }

  /// Several levels at once: who is of both.
  @Test func aGroupMayBeOfTwoQuantities() async throws {
    var pair = GatePair(
      candidate: GatePair.cut(1), baseline: GatePair.cut(1),
      gates: "[{metric: accuracy, of: judged, group: {people: old, group: low}, at least: 80 %}, "
        + "{metric: recall, of: judged, segment: low, group: {world.people: old}, at least: 80 %}]")
    pair.world = Self.people
    let gates = try await pair.checked(seed: 4).gates
    #expect(gates[0].gate == "accuracy of judged for people old, group low at least 80 %")
    #expect(gates[0].value == gates[1].value && gates[0].customers == gates[1].customers)
    #expect(gates[0].low == gates[1].low)
    let count = try #require(gates[0].customers)
    #expect(Self.lies(count, near: 600, 4_000 * 0.15 * 0.85))
  }

  /// A group of few customers is not judged, whatever the others are.
  @Test func leastCustomersCountWithinTheGroup() async throws {
    var pair = GatePair(
      candidate: GatePair.cut(1), baseline: GatePair.cut(1.1),
      gates: "[{metric: misclassification, of: judged, group: people, worse by at most: 5 %, "
        + "least customers: 100}]", customers: 1_000)
    pair.world = "people: {levels: {rare: 0.03, usual: 0.97}}"
    let gates = try await pair.checked(seed: 4).gates
    #expect(gates.map(\.verdict) == [.notMeasurable, .pass])
    let reason = try #require(gates[0].reason)
    #expect(
      reason.hasPrefix("it rests on ")
        && reason.hasSuffix("which is fewer than 100 ('least customers')"))
  }

  @Test func whatTheBaselineLacksIsNotMeasurable() async throws {
    var pair = GatePair(
      candidate: GatePair.cut(1), baseline: GatePair.cut(1),
      gates: "[{metric: misclassification, of: judged, group: people, worse by at most: 5 %}]")
    pair.world = Self.people
    pair.baselineWorld = "people: {levels: {young: 0.7, old: 0.3}}"
    var gates = try await pair.checked(seed: 4).gates
    #expect(gates.map(\.verdict) == [.pass, .notMeasurable, .pass])
    #expect(gates[1].reason == "in the baseline, 'people' has no level 'grown'")
    pair.baselineWorld = ""
    gates = try await pair.checked(seed: 4).gates
    #expect(gates.allSatisfy { $0.verdict == .notMeasurable })
    #expect(gates[0].reason == "in the baseline, there is no level quantity or scheme 'people'")
  }

  /// Whoever gives up a level, so that its customers are judged no more, is told so.
  @Test func aLevelThatIsGivenUpIsTold() async throws {
    var pair = GatePair(
      candidate: GatePair.cut(1), baseline: GatePair.cut(1),
      gates: "[{metric: misclassification, of: judged, group: people, worse by at most: 5 %}]")
    pair.world = "people: {levels: {young: 0.7, old: 0.3}}"
    pair.baselineWorld = Self.people
    let note =
      "'people' has lost levels since the baseline, which no gate is about any more: grown"
    #expect(try await pair.checked(seed: 4).notes == [note])
    pair.gates = pair.gates.replacing("group: people", with: "group: {people: old}")
    #expect(try await pair.checked(seed: 4).notes.isEmpty)
  }

  /// A tenth of the customers needs ten times as many for the same power, roughly.
  @Test func aGroupNeedsMoreCustomers() async throws {
    var pair = GatePair(
      candidate: GatePair.cut(1.2), baseline: GatePair.cut(1),
      gates:
        "[{metric: misclassification, of: judged, group: {people: tenth}, worse by at most: 0.5 %}, "
        + "{metric: misclassification, of: judged, worse by at most: 0.5 %}]", customers: 40_000)
    pair.world = "people: {levels: {tenth: 0.1, others_of_them: 0.9}}"
    let gates = try await pair.checked(seed: 4).gates
    let (part, all) = (try #require(gates[0].needed), try #require(gates[1].needed))
    #expect((5.0...20).contains(Double(part) / Double(all)), "\(part) and \(all)")
    let (lesser, greater) = (try #require(gates[0].power), try #require(gates[1].power))
    #expect(lesser < greater)
  }

  /// Whoever moves is counted where they are in each month; threads change nothing.
  @Test func customersWhoMoveChangeTheirGroup() async throws {
    var pair = GatePair(
      candidate: GatePair.cut(1.3), baseline: GatePair.cut(1),
      gates:
        "[{metric: misclassification, of: judged, group: people, at most: 50 %, over: last month}, "
        + "{metric: flicker, of: judged, group: people, worse by at most: 5 %}]", months: 4)
    pair.world = "people: {levels: {before: 0.5, after: 0.5}, moves: {before: {after: 0.5}}}"
    let gates = try await pair.checked(seed: 4).gates
    // Half, halved three times.
    let (left, moved) = (try #require(gates[0].customers), try #require(gates[1].customers))
    #expect(Self.lies(left, near: 250, 4_000 * 0.0625 * 0.9375))
    #expect(left + moved == 4_000)
    for threads in [2, 5] {
      #expect(try await pair.checked(seed: 4, threads: threads).gates == gates)
    }
  }
}
