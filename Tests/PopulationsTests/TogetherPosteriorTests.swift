// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Foundation
import Populations
import Probability
import Testing

/// Posteriors of numbers that go together by a normal copula; WitnessTests hold a whole world of them.
@Suite struct TogetherPosteriorTests {
  /// A number of which nothing is seen, given its neighbour: a conditional normal law.
  @Test func aNeighbourTellsOfWhatIsNotSeen() throws {
    let model = try WrittenWorld.model(
      """
      population: {customers: 300, from: 2026-01, months: 1}
      world:
        x: {lognormal: {median: 100, sigma: 0.5}}
        y: {normal: {mean: 3, sd: 2}}
        z: {normal: {mean: 0, sd: 1}}
      together: {pair: {normal copula: {of: [x, y, z], correlations: [0.6, 0.2, -0.5]}}}
      segments: {side: {cut: y, levels: {low: below 2, high: above}}}
      view: {x: [{of: x}]}
      """)
    let sample = try PosteriorCheck.sample(model, scheme: "side", month: 0)
    #expect(sample.truth.count == 300)
    for row in sample.truth.indices {
      let score = log(sample.seen[0][row] / 100) / 0.5
      let expected = StandardNormal.cdf((-0.5 - 0.6 * score) / 0.8)
      #expect(abs(sample.posteriors[row][0] - expected) < 1e-12)
    }
  }

  /// What has no such form is told with its reason, and until when it has one.
  @Test func whatGoesTogetherOtherwiseSaysWhy() throws {
    func plan(_ x: String, _ side: String, _ more: String = "") throws -> PosteriorPlan {
      let model = try WrittenWorld.model(
        """
        population: {customers: 60, from: 2026-01, months: 3}
        world:
          persona: {levels: {young: 0.5, old: rest}, moves: {young: {old: 0.1}}}
          step: {normal: {mean: 0, sd: 0.1}, each: month}
          x: \(x)
          y: {normal: {mean: 3, sd: 2}}
          z: {normal: {mean: 0, sd: 1}}
          w: {normal: {mean: 0, sd: 1}}
        together: {all: {normal copula: {of: [x, y, z, w], correlations: [0.6, 0.2, -0.2, 0.1, 0.1, 0]}}}
        segments: {side: \(side)}
        view: {x: [{of: x}], y: [{of: y}, {round: nearest 1}], z: [{of: z}], w: [{of: w}]}
        \(more)
        """)
      return try PosteriorPlan(model, scheme: 0, seeing: Array(model.schema.names.indices))
    }
    let (kept, cut) = (
      "{normal: {mean: 0, sd: 1}}", "{cut: y, levels: {low: below 2, high: above}}"
    )
    #expect(try plan(kept, cut).limit == nil)
    let moving =
      "{normal: {mean: {by persona: {young: 0, old: 1}}, sd: 1}, after move: {toward: new law, half-life: 2 months}}"
    let limit = try plan(moving, cut).limit
    #expect(limit?.month == 1 && limit?.reason == "'x' goes toward a new law after a move")
    // A jump by so much on a date is no limit, one to a number is.
    func jump(_ change: String) -> String {
      "drift: {jump: {from: 2026-03, changes: {world.x: {\(change)}}}}"
    }
    #expect(try plan(kept, cut, jump("add: 1")).limit == nil)
    let set = #expect(throws: Unavailable.self) { try plan(kept, cut, jump("set: 1")) }
    #expect(set?.reason == "drift 'jump' sets 'x' to a number")
    let walking = #expect(throws: Unavailable.self) {
      try plan("{normal: {mean: 0, sd: 1}, monthly: x + step}", cut)
    }
    #expect(walking?.reason == "'x' changes from month to month by more than a fixed amount")
    let many = #expect(throws: Unavailable.self) {
      try plan(
        kept,
        "{first match: [{low: x < 0 and y < 2}, {middle: z < 0 and w < 0}, {high: otherwise}]}")
    }
    #expect(
      many?.reason
        == "4 of the quantities that go together by 'all' are seen in part or decide the segment, more than 3"
    )
    let drawn = #expect(throws: Unavailable.self) {
      try plan(kept, "{softmax: {low: 0, high: y}, noise redrawn: {each month: 1}}")
    }
    #expect(
      drawn?.reason
        == "'y' goes together with others, and the segment's chances change with it everywhere")
  }
}
