// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Results
import ScenarioLanguage
import Testing
import Workbench

/// What gates come to.
@Suite struct GateTests {
  private static let fair =
    "[{metric: misclassification, of: judged, worse by at most: 1 %}, "
    + "{metric: misclassification, of: judged, at most: 20 %, over: each month}]"

  @Test func theSameScenarioPassesWithoutAnyDifference() async throws {
    let pair = GatePair(
      candidate: GatePair.cut(1), baseline: GatePair.cut(1), gates: Self.fair, months: 2)
    let checked = try await pair.checked(seed: 3)
    #expect(checked.baseline == .same)
    #expect(checked.gates.map(\.verdict) == [.pass, .pass])
    #expect(checked.gates[0].difference == 0 && checked.gates[0].varies == nil)
    #expect(checked.gates[0].flips.isEmpty)
  }

  @Test func aMuchWorseCutFailsWithItsLosses() async throws {
    let pair = GatePair(
      candidate: GatePair.cut(2.5), baseline: GatePair.cut(1), gates: Self.fair, months: 2)
    let checked = try await pair.checked(seed: 3)
    #expect(checked.baseline == .changed)
    #expect(checked.gates.map(\.verdict) == [.fail, .fail])
    #expect(checked.isBroken)
    let flips = Dictionary(uniqueKeysWithValues: checked.gates[0].flips.map { ($0.segment, $0) })
    // A higher cut finds more of those who are low and fewer of those who are high.
    let (low, high) = (try #require(flips["low"]), try #require(flips["high"]))
    #expect(low.losses == 0 && low.wins > 0 && high.wins == 0 && high.losses > low.wins)
    let difference = try #require(checked.gates[0].difference)
    let months = try #require(checked.gates[0].customers)
    #expect(abs(difference * Double(months) - Double(high.losses - low.wins)) < 1e-6)
  }

  /// Customers are too few for the margin: undecided, which counts as broken unless it may pass.
  @Test(arguments: [("fail", true), ("pass", false)])
  func tooFewCustomersAreUndecided(word: String, isBroken: Bool) async throws {
    let pair = GatePair(
      candidate: GatePair.cut(1.2), baseline: GatePair.cut(1),
      gates: "{undecided: \(word), must hold: [{metric: misclassification, of: judged, "
        + "worse by at most: 0.3 %}]}", customers: 500)
    let checked = try await pair.checked(seed: 3)
    #expect(checked.gates.map(\.verdict) == [.undecided])
    #expect(checked.isBroken == isBroken)
    let needed = try #require(checked.gates[0].needed)
    let power = try #require(checked.gates[0].power)
    #expect(power < 0.9 && needed > 500)
  }

  /// The number of customers that a power needs gives that power: a standard error that is known to 9 %,
  /// twice, moves it by 0.066, and three times that is passed once in 370.
  @Test func asManyCustomersAsNeededGiveThePower() async throws {
    var pair = GatePair(
      candidate: GatePair.cut(1.2), baseline: GatePair.cut(1),
      gates: "[{metric: misclassification, of: judged, worse by at most: 0.5 %}]",
      customers: 3_000)
    pair.customers = try #require(try await pair.checked(seed: 5).gates[0].needed)
    let power = try #require(try await pair.checked(seed: 5).gates[0].power)
    #expect(abs(power - 0.9) < 0.2, "\(power) with \(pair.customers)")
  }

  @Test func notShownWorsePassesWhatIsUndecided() async throws {
    let pair = GatePair(
      candidate: GatePair.cut(1.2), baseline: GatePair.cut(1),
      gates: "[{metric: misclassification, of: judged, worse by at most: 0.3 %, "
        + "claim: not shown worse}]", customers: 500)
    #expect(try await pair.checked(seed: 3).gates.map(\.verdict) == [.pass])
  }

  /// Both margins must be exceeded: 3 points are more than one of both only.
  @Test func bothMarginsMustBeExceeded() async throws {
    func verdict(_ margins: String) async throws -> CheckedGate.Verdict {
      let pair = GatePair(
        candidate: GatePair.cut(1.5), baseline: GatePair.cut(1),
        gates: "[{metric: misclassification, of: judged, \(margins)}]", customers: 40_000)
      return try await pair.checked(seed: 3).gates[0].verdict
    }
    #expect(try await verdict("worse by at most: 1 %") == .fail)
    #expect(try await verdict("worse by at most: 1 %, and relatively: 5 %") == .fail)
    #expect(try await verdict("worse by at most: 1 %, and relatively: 40 %") == .pass)
    #expect(try await verdict("worse by at most: 5 %, and relatively: 1 %") == .pass)
  }

  /// A metric of which more is better is worse when it falls.
  @Test func eachMetricKnowsItsDirection() async throws {
    let pair = GatePair(
      candidate: GatePair.cut(2), baseline: GatePair.cut(1),
      gates: "[{metric: recall, of: judged, segment: high, worse by at most: 1 %}, "
        + "{metric: recall, of: judged, segment: low, worse by at most: 1 %}, "
        + "{metric: cohen-kappa, of: judged, worse by at most: 0.01}, "
        + "{metric: misclassification, of: judged, worse by at most: 1 %}]", customers: 10_000)
    let checked = try await pair.checked(seed: 3)
    #expect(checked.gates.map(\.verdict) == [.fail, .pass, .fail, .fail])
  }

  @Test func whatCannotBeMeasuredIsToldWithItsReason() async throws {
    let pair = GatePair(
      candidate: GatePair.cut(1), baseline: GatePair.cut(1.1),
      gates: "{least customers: 300, must hold: ["
        + "{metric: misclassification, of: judged, at most: 90 %}, "
        + "{metric: f1, of: judged, at least: 0}]}", customers: 200)
    let checked = try await pair.checked(seed: 3)
    #expect(checked.gates.allSatisfy { $0.verdict == .notMeasurable })
    #expect(checked.isUnmeasured && !checked.isBroken)
    let reasons = checked.gates.map { $0.reason ?? "" }
    #expect(
      reasons[0] == "it rests on 200 customers a month, which is fewer than 300 ('least customers')"
    )
  }

  /// The first month has no earlier one to be compared with: the others must hold.
  @Test(arguments: ["flicker, of: judged", "psi, feature: score", "psi, of: judged"])
  func eachMonthBeginsWhereThereIsANumber(metric: String) async throws {
    let pair = GatePair(
      candidate: GatePair.cut(1), baseline: GatePair.cut(1.1),
      gates: "[{metric: \(metric), at most: 1, over: each month}]", months: 3)
    let gate = try await pair.checked(seed: 3).gates[0]
    #expect(gate.verdict == .pass, "\(gate.reason ?? "")")
  }

  /// The interval's standard error is that of the linearised clustered difference, known from other
  /// sums; that of 64 groups is itself known to 9 %, so three times that is passed once in 370.
  @Test func groupsGiveTheClusteredStandardError() async throws {
    let source = try ScenarioSource.load(
      Fixtures.folder.appending(path: "Workbench/small-variants.yaml").path)
    let gates = "gates: [{metric: misclassification, of: cut, worse by at most: 50 %}]\n"
    let root = try ScenarioDocument(text: source.text + gates, file: "gated.yaml").root
    let scenario = try Scenario(ScenarioOverrides(customers: 8_000).applied(to: root))
    let variant = try #require(scenario.variants.first { $0.name == "other_cut" })
    let table = try await VariantRunner(scenario, variant, RunOptions()).run().measurements
    let row = try #require(
      table.rows(metric: .only("difference"), month: .absent, classifier: .only("cut")).first)
    let changed = try variant.scenario().resolved.yamlText
    let checked = try await ScenarioCheck(
      scenario, file: "gated.yaml",
      accepted: .baseline(GatePair.accepted(changed, seed: Int(scenario.seed))), folder: "b"
    ).run(threads: 2, progress: RunProgress())
    let gate = checked.gates[0]
    let (low, high) = (try #require(gate.low), try #require(gate.high))
    let difference = try #require(gate.difference)
    #expect(abs(difference + (try #require(row.value.number))) < 1e-12)
    let own = (high - low) / (2 * 1.6694)
    let other = (try #require(row.high) - (try #require(row.low))) / (2 * 1.959964)
    #expect(abs(own / other - 1) < 0.27, "\(own) beside \(other)")
  }

  @Test func threadsChangeNothing() async throws {
    let pair = GatePair(
      candidate: GatePair.cut(1.3), baseline: GatePair.cut(1), gates: Self.fair, months: 3)
    let plain = try await pair.checked(seed: 9)
    for threads in [2, 5] { #expect(try await pair.checked(seed: 9, threads: threads) == plain) }
  }

  /// With one training sample of each a verdict is about these two, which is told; with several it is not.
  @Test(arguments: [1, 2]) func otherFitsAreTold(replicates: Int) async throws {
    func bayes(_ customers: Int) -> String {
      "{finds: group, naive bayes: {}, train: {customers: \(customers)}}"
    }
    let pair = GatePair(
      candidate: bayes(300), baseline: bayes(400),
      gates: "{replicates: \(replicates), must hold: "
        + "[{metric: misclassification, of: judged, worse by at most: 5 %}]}")
    let notes = try await pair.checked(seed: 7).notes
    let isTold = notes.contains { $0.hasPrefix("judged was fitted otherwise than in the baseline") }
    #expect(isTold == (replicates == 1), "\(notes)")
  }
}
