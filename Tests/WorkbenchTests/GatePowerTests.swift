// SPDX-License-Identifier: GPL-3.0-or-later
import Probability
import Results
import Testing
import Workbench

/// The power that gates print, and what a wanted one needs.
@Suite struct GatePowerTests {
  /// That of a bound follows from its distance and the printed interval.
  @Test(arguments: [("at most: 20 %", 1.0), ("at most: 15 %", -1.0), ("at least: 15 %", 1.0)])
  func aBoundHasThePowerOfItsDistance(bound: String, side: Double) async throws {
    let pair = GatePair(
      candidate: GatePair.cut(1), baseline: GatePair.cut(1),
      gates: "[{metric: misclassification, of: judged, \(bound)}]", customers: 1_000)
    let gate = try await pair.checked(seed: 4).gates[0]
    let (low, high) = (try #require(gate.low), try #require(gate.high))
    let (value, limit) = (try #require(gate.value), try #require(gate.limit))
    let reach = 1.6694
    let shift = abs(value - limit) / ((high - low) / (2 * reach))
    let expected = StandardNormal.upperTail(reach - shift)
    let power = try #require(gate.power)
    #expect(abs(power - expected) < 0.02, "\(power) beside \(expected)")
    #expect(gate.isBestPower == nil && power > 0.05 && power < 1)
  }

  /// Where nothing differs, no change can have more power than the printed one.
  @Test func theSameHasTheBestPower() async throws {
    let gates = "[{metric: misclassification, of: judged, worse by at most: 1 %}]"
    let same = GatePair(candidate: GatePair.cut(1), baseline: GatePair.cut(1), gates: gates)
    let other = GatePair(candidate: GatePair.cut(1.1), baseline: GatePair.cut(0.9), gates: gates)
    let (best, less) = (
      try await same.checked(seed: 4).gates[0], try await other.checked(seed: 4).gates[0]
    )
    #expect(best.isBestPower == true && less.isBestPower == nil)
    #expect((try #require(best.power)) > (try #require(less.power)))
  }

  /// A margin that any number of customers shows needs as many as the gate must rest on.
  @Test func noFewerCustomersThanTheGateMustRestOn() async throws {
    let pair = GatePair(
      candidate: GatePair.cut(1.3), baseline: GatePair.cut(1),
      gates: "{least customers: 900, must hold: ["
        + "{metric: misclassification, of: judged, worse by at most: 50 %}, "
        + "{metric: misclassification, of: judged, group: {group: low}, worse by at most: 50 %}]}")
    let gates = try await pair.checked(seed: 4).gates
    #expect(gates.map(\.neededUnit) == ["customers", "customers"])
    #expect(gates[0].needed == 900)
    let half = try #require(gates[1].needed)
    #expect(half > 1_700 && half < 1_900)
  }

  @Test(arguments: [1, 1.3]) func noFewerReplicatesThanTwo(cut: Double) async throws {
    let pair = GatePair(
      candidate: GatePair.cut(cut), baseline: GatePair.cut(1),
      gates: "{replicates: 3, must hold: "
        + "[{metric: misclassification, of: judged, worse by at most: 50 %}]}", customers: 1_000)
    let gate = try await pair.checked(seed: 4).gates[0]
    #expect(gate.needed == 2 && gate.neededUnit == "replicates")
  }

  /// Wins and losses are those of the month whose numbers are shown.
  @Test func flipsAreOfTheMonthThatIsShown() async throws {
    let pair = GatePair(
      candidate: GatePair.cut(1.3), baseline: GatePair.cut(1),
      gates: "[{metric: misclassification, of: judged, worse by at most: 0.1 %, over: each month}, "
        + "{metric: misclassification, of: judged, worse by at most: 0.1 %}]", months: 3)
    for gate in try await pair.checked(seed: 4).gates {
      let net = gate.flips.reduce(0) { $0 + $1.losses - $1.wins }
      let (difference, customers) = (try #require(gate.difference), try #require(gate.customers))
      #expect(customers == (gate.month == nil ? 12_000 : 4_000))
      #expect(abs(difference * Double(customers) - Double(net)) < 1e-6)
    }
  }
}
