// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Foundation
import Populations
import Testing

/// Which quantities a posterior needs, and which tell nothing of the segment.
@Suite struct RelatedTests {
  private static let activity = "2 quantities depend on 'activity'"

  private static func plan(
    _ model: PopulationModel, _ names: [String]
  ) throws -> PosteriorPlan {
    let columns = try names.map { try #require(model.schema.names.firstIndex(of: $0)) }
    return try PosteriorPlan(model, scheme: 0, seeing: columns)
  }

  /// A region that tells the stage; an activity that two features tell, and that with the stage makes
  /// a score.
  private static func bank(_ customers: Int, _ population: String = "") -> String {
    """
    population: {customers: \(customers), from: 2026-01, months: 8\(population)}
    world:
      stage: {levels: {young: 0.35, old: 0.65}, moves: {young: {old: 0.1}}}
      region:
        levels: {by stage: {young: {north: 0.2, south: 0.8}, old: {north: 0.6, south: 0.4}}}
        after move: keep
      activity: {gamma: {shape: 2, mean: 12}}
      payments: {poisson: {mean: activity}, each: month}
      loyalty: {beta: {mean: activity / (activity + 5), precision: 10}}
      score: {normal: {mean: {by stage: {young: activity, old: activity + 4}}, sd: 1}, after move: keep}
    segments: {stage: {is: stage}}
    view:
      payments: [{of: payments}, {mean of: 3 months}]
      loyalty: [{of: loyalty}]
      region: [{of: region}]
      score: [{of: score}]
    """
  }

  /// The score ties the activity to the stage only for those who see it.
  @Test func whatNobodySeesTiesNothing() throws {
    let model = try WrittenWorld.model(Self.bank(4_000))
    let plan = try Self.plan(model, ["payments", "loyalty", "region"])
    #expect(plan.form == .exact && plan.limit == nil)
    #expect(plan.columns.map { model.schema.names[$0] } == ["region"])
    let sample = try PosteriorCheck.sample(model, scheme: "stage", month: 0, seeing: [0, 1, 2])
    #expect(sample.truth.count == 4_000)
    for row in sample.truth.indices {
      // North is the region's first level.
      let (young, old) = sample.seen[2][row] == 0 ? (0.35 * 0.2, 0.65 * 0.6) : (0.28, 0.26)
      #expect(abs(sample.posteriors[row][1] - old / (young + old)) < 1e-12)
    }
    let error = #expect(throws: Unavailable.self) {
      try Self.plan(model, ["payments", "loyalty", "region", "score"])
    }
    #expect(error?.reason == "3 quantities depend on 'activity'")
  }

  /// A seen score ties another child of the same number to the group: two normal values around a number
  /// that is drawn from N(0, 1) have correlation 1/2.
  @Test func whatIsSeenTiesItsParentsTogether() throws {
    let model = try WrittenWorld.model(
      """
      population: {customers: 200, from: 2026-01, months: 1}
      world:
        class: {levels: {low: 0.3, high: 0.7}}
        trait: {normal: {mean: 0, sd: 1}}
        score: {normal: {mean: {by class: {low: trait, high: trait + 1.5}}, sd: 1}}
        mood: {normal: {mean: trait, sd: 1}}
      segments: {found: {is: class}}
      view: {score: [{of: score}], mood: [{of: mood}]}
      """)
    let sample = try PosteriorCheck.sample(model, scheme: "found", month: 0)
    #expect(sample.truth.count == 200)
    for row in sample.truth.indices {
      let surplus = sample.seen[0][row] - sample.seen[1][row] / 2
      let odds = 0.7 / 0.3 * exp(1.5 * (surplus - 0.75) / 1.5)
      #expect(abs(sample.posteriors[row][1] - odds / (1 + odds)) < 1e-8)
    }
    let alone = try Self.plan(model, ["mood"])
    #expect(alone.columns.isEmpty && alone.form == .exact)
  }

  /// A mean of three months is a whole number most often for those who entered this month, and the young
  /// are many among them; before anybody has entered it tells nothing.
  ///
  /// With equal shares a difference beyond 5 standard errors has probability 6e-7, at a fixed seed.
  @Test func windowsTellTheStageOnceSomebodyHasEntered() throws {
    let model = try WrittenWorld.model(Self.bank(32_000, ", entry: {monthly: 0.1}"))
    let plan = try Self.plan(model, ["payments", "loyalty", "region"])
    #expect(plan.form == .exact && plan.limit?.month == 1)
    #expect(plan.limit?.reason == Self.activity)
    let record = RecordedPopulation(model, only: 7)[7]
    let (payments, stages) = (try #require(record.view["payments"]), record.truths["stage"] ?? [])
    var (young, all) = ([0.0, 0.0], [0.0, 0.0])
    for (mean, stage) in zip(payments, stages) {
      let kind = mean == mean.rounded() ? 1 : 0
      all[kind] += 1
      if stage == 0 { young[kind] += 1 }
    }
    let shares = zip(young, all).map { $0 / $1 }
    let errors = zip(shares, all).map { $0 * (1 - $0) / $1 }
    #expect(shares[1] - shares[0] > 5 * (errors[0] + errors[1]).squareRoot(), "\(shares) \(all)")
  }
}
