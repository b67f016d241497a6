// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Results
import Testing
import Workbench

/// Decisions by probabilities, where the best is known: between normals at 0 and 2, of 0.7 and 0.3, with mistakes
/// that cost 1 and 4.
@Suite struct DecisionTests {
  /// The least expected cost: that of the best limit.
  private static let least: Double = {
    let limit = 1 + log(0.7 / (4 * 0.3)) / 2
    func upper(_ z: Double) -> Double { 0.5 * erfc(z / 2.0.squareRoot()) }
    return 0.7 * upper(limit) + 4 * 0.3 * upper(2 - limit)
  }()

  /// By cost, an oracle has the least cost there is, and a classifier with good probabilities almost.
  ///
  /// It may be said either way of an oracle; the likeliest segment costs a third more. Counted costs lie within four standard errors, 4 × 0.9 / √20,000.
  @Test func byCostTheLeastCostIsReached() async throws {
    let scenario = try TuningFixture.scenario("decides")
    let table = try await Runner(scenario, RunOptions()).run().measurements
    func cost(_ classifier: String) throws -> Double {
      try #require(
        table.rows(metric: .only("cost"), month: .absent, classifier: .only(classifier))
          .first?.value.number)
    }
    let best = try cost("best")
    #expect(try cost("same") == best)
    #expect(abs(best - Self.least) < 0.026, "\(best) beside \(Self.least)")
    #expect(try cost("cheap") < best + 0.01)
    #expect(try cost("bayes") > best + 0.05)
  }

  /// Who is referred lies between two scores, and costs what is said; the rest is decided at least cost.
  ///
  /// A referral costs 0.3: from a probability of 0.3 / 4 on that a customer is high until 0.7, who is
  /// referred costs least.
  @Test func whoeverCostsMoreIsReferred() async throws {
    func upper(_ z: Double) -> Double { 0.5 * erfc(z / 2.0.squareRoot()) }
    func score(_ chance: Double) -> Double {
      (log(chance / (1 - chance)) - log(0.3 / 0.7) + 2) / 2
    }
    let (low, high) = (score(0.3 / 4), score(0.7))
    let ofLow = upper(low) - upper(high)
    let ofHigh = upper(low - 2) - upper(high - 2)
    let share = 0.7 * ofLow + 0.3 * ofHigh
    let cost = 0.7 * upper(high) + 4 * 0.3 * upper(2 - low) + 0.3 * share
    let wrong = (0.7 * upper(high) + 0.3 * upper(2 - low)) / (1 - share)
    let table = try await Runner(TuningFixture.scenario("decides"), RunOptions()).run().measurements
    for (name, slack) in [("asks", 0.0), ("learnt", 0.005)] {
      func number(_ metric: String, segment: String? = nil, _ known: Double, _ error: Double) throws
      {
        let row = try #require(
          table.rows(
            metric: .only(metric), month: .absent, segment: .exactly(segment),
            classifier: .only(name)
          ).first)
        let value = try #require(row.value.number)
        #expect(abs(value - known) < 4 * error + slack, "\(name): \(metric) \(value) for \(known)")
        let (from, to) = (try #require(row.low), try #require(row.high))
        #expect(abs((to - from) / (2 * 1.96 * error) - 1) < 0.1, "\(name): \(metric) \(from) \(to)")
      }
      func error(_ share: Double, _ count: Double) -> Double {
        (share * (1 - share) / count).squareRoot()
      }
      try number("referred", share, error(share, 20_000))
      try number("misclassification", wrong, error(wrong, 20_000 * (1 - share)))
      let squares = 0.7 * upper(high) + 16 * 0.3 * upper(2 - low) + 0.09 * share
      try number("cost", cost, ((squares - cost * cost) / 20_000).squareRoot())
    }
    #expect(cost < Self.least - 0.02)
    // Regret is about whom the classifier decides.
    let regret = try #require(
      table.rows(metric: .only("regret"), month: .absent, classifier: .only("asks")).first?
        .value.number)
    #expect(regret >= 0 && regret < 0.05)
  }

  /// The number that tuning finds is the one from which a call is worth its cost, for at least 18 of 20 seeds.
  @Test func theKnownProbabilityIsAsGoodAsTheBest() async throws {
    var (alike, found): (Int, [Double]) = (0, [])
    for seed in 1...20 {
      let scenario = try TuningFixture.scenario("decides", ["seed": "\(seed)"])
      let outcome = try await TuningFixture.outcome(scenario)
      let name = try #require(outcome.summary.values.first?.name)
      let row = TuningFixture.candidates(outcome).first { $0[name] == "0.2" }
      alike += row?["as good as the best"] == "yes" ? 1 : 0
      found.append(try #require(outcome.summary.values.first?.best))
    }
    #expect(alike >= 18, "\(alike) of 20")
    // Half of all numbers would be found by chance within 0.25 of it.
    #expect(found.allSatisfy { abs($0 - 0.2) < 0.1 }, "\(found)")
  }
}
