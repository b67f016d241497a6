// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Populations
import Testing

/// Posteriors of windows where laws or factors are narrow, bounds are far, or too much is asked.
@Suite struct WindowEdgeTests {
  /// Factors that spread less than the walk.
  @Test(arguments: [0.003, 0.001], [480_000.0, 500_000])
  func narrowFactorsMeetNestedQuadrature(_ sigma: Double, _ bound: Double) throws {
    let own = WindowCase(
      law: .spliced(), factor: .lognormal(median: 0.97, sigma: sigma), bounds: [bound])
    try expectAgreement(own, 3, seen: 444_000...563_000, count: 40, fineness: 4)
  }

  /// A walk so wide that sums of its months are far from lognormal.
  @Test func wideWalksMeetNestedQuadrature() throws {
    let own = WindowCase(
      law: .lognormal(poor: 20_000, rich: 60_000, sigma: 0.8), deviation: 0.3, bounds: [50_000])
    try expectAgreement(own, 3, seen: 20_000...90_000, count: 40)
  }

  /// Nobody is above a bound that lies above all that is shown.
  @Test func nobodyIsAboveAFarBound() throws {
    let model = try WrittenWorld.model(
      Self.world(
        law: "uniform: {from: 100_000, to: {by persona: {poor: 600_000, rich: 900_000}}}",
        segment: "{cut: aum, mean of: 2 months, levels: {low: below 500_000, mid: below 5_000_000, "
          + "top: above}}"))
    let sample = try PosteriorCheck.sample(model, scheme: "side", month: 3)
    #expect(sample.posteriors.count > 1000)
    for chances in sample.posteriors {
      #expect(chances[2] < 1e-12)
      #expect(abs(chances[0] + chances[1] - 1) < 1e-12)
    }
    // Who is shown much more than the bound is above it.
    let rich = sample.posteriors.indices.filter { sample.seen[0][$0] > 700_000 }
    #expect(rich.count > 50)
    for row in rich { #expect(sample.posteriors[row][1] > 1 - 1e-9) }
  }

  /// A law that hardly spreads tells who has it: far from it, nobody.
  @Test func nobodyIsFarFromANarrowLaw() throws {
    let model = try WrittenWorld.model(
      Self.world(
        law: "lognormal: {median: {by persona: {poor: 300_000, rich: 490_000}}, "
          + "sigma: {by persona: {poor: 0.8, rich: 0.0005}}}",
        segment: "{is: persona, ordered: yes}", sigma: "0.0005"))
    let sample = try PosteriorCheck.sample(model, scheme: "side", month: 3)
    // Ten standard deviations from the middle, after six months that rise by a thousandth each.
    let far = sample.posteriors.indices.filter {
      !(483_000...500_000).contains(sample.seen[0][$0])
    }
    #expect(far.count > 1000)
    for row in far { #expect(sample.posteriors[row][1] < 1e-12, "\(sample.seen[0][row])") }
  }

  @Test(arguments: [
    (
      "lognormal: {median: 5, sigma: 1}", "0.6",
      "'aum' changes by too much from month to month (a sigma above 0.5)"
    ),
    (
      "lognormal: {median: 5, sigma: 0.0000001}", "0.03",
      "'aum', or the factor on it, is nearly the same for all (a spread below 0.000001)"
    ),
    (
      "beta: {mean: 0.9, precision: 2}", "0.03",
      "the density of 'aum' grows beyond all bounds where its law ends"
    ),
  ])
  func whatIsNotReadBackwardsIsTold(_ law: String, _ sigma: String, _ reason: String) throws {
    let model = try WrittenWorld.model(
      Self.world(
        law: law, segment: "{cut: aum, levels: {low: below 0.9, high: above}}", sigma: sigma))
    do {
      _ = try PosteriorPlan(model, scheme: 0, seeing: [0])
      Issue.record("there is a posterior")
    } catch {
      #expect(error.reason == reason)
    }
  }

  /// A jump that months carry farther than they smooth it.
  @Test(arguments: [(1.5, 0.001, 3), (1.1, 0.0001, 2), (0.8, 0.003, 3)])
  func carriedJumpsMeetNestedQuadrature(_ rise: Double, _ deviation: Double, _ month: Int) throws {
    for age in 0...month {
      let jump = 500_000 * pow(rise, Double(age))
      for (bounds, near) in [([500_000.0], jump * pow(rise, -0.5)), ([], jump)] {
        let own = WindowCase(
          law: .spliced(), deviation: deviation, rise: rise, factor: nil, bounds: bounds)
        try expectAgreement(own, month, seen: 0.9 * near...1.1 * near, count: 10)
      }
    }
  }

  /// The same with a factor, for which the witness needs many points.
  @Test(arguments: [(0.8, 0.003, 2), (1.5, 0.001, 4)])
  func carriedJumpsWithFactorsMeetNestedQuadrature(
    _ rise: Double, _ deviation: Double, _ fineness: Double
  ) throws {
    let near = 500_000 * pow(rise, -0.5)
    let own = WindowCase(
      law: .spliced(), deviation: deviation, rise: rise, bounds: [500_000])
    try expectAgreement(own, 3, seen: 0.95 * near...1.05 * near, count: 5, fineness: fineness)
  }

  @Test(arguments: [
    (
      "value: {cut: aum, levels: {low: below 5, high: above}}", "{mean of: 10 months}",
      "feature 'seen' is the mean of many months of a walk"
    ),
    (
      "value: {cut: aum, mean of: 10 months, levels: {low: below 5, high: above}}",
      "{mean of: 2 months}",
      "the segment cuts the mean of many months of 'aum', which walks"
    ),
    (
      "value: {softmax: {low: 0, high: 0.1 * log(aum) + 0.1 * x}}",
      "{times: {lognormal: {median: 1, sigma: 0.3}}, per: customer}, {mean of: 2 months}",
      "'aum' is seen by too rough a mean of months"
    ),
  ])
  func meansThatTellTooLittleAreTold(_ segment: String, _ steps: String, _ reason: String) throws {
    let model = try WrittenWorld.model(
      """
      population: {customers: 100, from: 2026-01, months: 2}
      world:
        shock: {lognormal: {median: 1, sigma: 0.03}, each: month}
        aum: {lognormal: {median: 5, sigma: 1}, monthly: aum * shock}
        x: {normal: {mean: 0, sd: 1}}
      segments: {\(segment)}
      view:
        seen: [{of: aum}, \(steps)]

      """)
    do {
      _ = try PosteriorPlan(model, scheme: 0, seeing: [0])
      Issue.record("there is a posterior")
    } catch {
      #expect(error.reason == reason)
    }
  }

  /// Ten years that rise by a tenth a month: the jump has images apart from each other that are too many.
  @Test func jumpsCarriedTooOftenAreTold() throws {
    let text = WindowCase(law: .spliced(), deviation: 0.0001, rise: 1.1, bounds: [500_000]).text
    for (months, isKnown) in [(4, true), (120, false)] {
      let model = try WrittenWorld.model(
        text.replacing("months: 4, entry", with: "months: \(months), entry"))
      do {
        _ = try PosteriorPlan(model, scheme: 0, seeing: [0])
        #expect(isKnown)
      } catch {
        #expect(!isKnown)
        #expect(
          error.reason == "'aum' rises or falls by far more than it spreads, over many months")
      }
    }
  }

  private static func world(law: String, segment: String, sigma: String = "0.03") -> String {
    """
    population: {customers: 2_000, from: 2026-01, months: 4, entry: {monthly: 0.1}}
    world:
      persona: {levels: {poor: 0.7, rich: rest}}
      shock: {lognormal: {median: 1.001, sigma: \(sigma)}, each: month}
      aum: {\(law), monthly: aum * shock}
    segments: {side: \(segment)}
    view:
      seen: [{of: aum}, {late: {share: 0.3, by: 1 month}, per: month}, {mean of: 2 months}]

    """
  }
}
