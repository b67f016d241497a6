// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Foundation
import Populations
import Testing

/// Posteriors of a mean of months that is true, given one that is seen late and times a factor.
@Suite struct WindowPosteriorTests {
  /// Against nested quadrature by other code, for customers of all ages from none on.
  @Test(arguments: [0, 3]) func windowsMeetNestedQuadrature(_ month: Int) throws {
    let model = try WrittenWorld.model(Self.walked)
    let ages = (0...month).map { $0 == 0 ? month + model.warmUp : month - $0 }
    #expect(model.warmUp == 2)
    let sample = try PosteriorCheck.sample(model, scheme: "value", month: month)
    let rows = sample.truth.indices.filter { row in
      let far = log(sample.seen[0][row] / 50_000)
      return far > -0.5 && far < 0.06
    }.prefix(100)
    #expect(rows.count == 100)
    for row in rows {
      let seen = sample.seen[0][row]
      let error = abs(Self.chance(seen: seen, ages: ages) - sample.posteriors[row][0])
      #expect(error < 1e-8, "\(seen), \(error)")
    }
  }

  /// The chance of a true mean below 50,000, of customers as many of each age.
  private static func chance(seen: Double, ages: [Int]) -> Double {
    let (spread, drift) = (0.03 * 0.03, log(1.001))
    var (below, all) = (0.0, 0.0)
    // Two months and a late one before them are all that matters beside the law at their base.
    for steps in Set(ages.map { min($0, 2) }) {
      let parts = ages.filter { min($0, 2) == steps }.flatMap { age in
        [(0.7, 20_000.0), (0.3, 60_000)].map { share, median in
          let walked = Double(age - steps)
          return (share, log(median) + walked * drift, 0.8 * 0.8 + walked * spread)
        }
      }
      let witness = WindowWitness(
        density: { place in
          parts.reduce(0) { sum, part in
            let far = (place - part.1) * (place - part.1)
            return sum + part.0 * exp(-far / 2 / part.2) / (2 * Double.pi * part.2).squareRoot()
          }
        },
        steps: steps, mean: drift, deviation: 0.03, late: 0.05, alpha: 0.96 * 24,
        beta: 0.04 * 24)
      let part = witness.densities(seen: seen, bound: 50_000)
      below += part.below
      all += part.all
    }
    return below / all
  }

  /// Which kind a customer is, where laws jump at 500,000, given a mean that is seen near the jump.
  @Test func windowsOfLawsThatJumpMeetNestedQuadrature() throws {
    let (model, month) = (try WrittenWorld.model(Self.spliced), 3)
    let ages = (0...month).map { $0 == 0 ? month + model.warmUp : month - $0 }
    let sample = try PosteriorCheck.sample(model, scheme: "kind", month: month)
    let near = sample.truth.indices.filter { abs(log(sample.seen[0][$0] / Self.jump)) < 0.12 }
    #expect(near.count > 160)
    for row in stride(from: 0, to: 160, by: 8).map({ near[$0] }) {
      let seen = sample.seen[0][row]
      let poor = 0.7 * Self.density(seen, ages, median: 300_000, above: 0.2)
      let rich = 0.3 * Self.density(seen, ages, median: 600_000, above: 0.6)
      let error = abs(sample.posteriors[row][0] - poor / (poor + rich))
      // Who came this month shows the jump as it is, which points cannot tell closer than they lie.
      let isAtJump = abs(log(seen / Self.jump)) < 0.008
      #expect(error < (isAtJump ? 1e-4 : 2e-6), "\(seen), \(error)")
    }
  }

  /// Laws so narrow that points of a usual distance do not tell them.
  @Test func windowsOfNarrowLawsMeetNestedQuadrature() throws {
    let text = Self.walked.replacing("sigma: 0.8", with: "sigma: 0.02")
      .replacing("poor: 20_000, rich: 60_000", with: "poor: 50_000, rich: 52_000")
      .replacing("sigma: 0.03", with: "sigma: 0.005")
      .replacing(
        "{value: {cut: aum, mean of: 2 months, levels: {basic: below 50_000, gold: above}}}",
        with: "{kind: {is: persona, ordered: yes}}")
    let model = try WrittenWorld.model(text)
    let sample = try PosteriorCheck.sample(model, scheme: "kind", month: 0)
    for row in 0..<20 {
      let chances = [(0.7, 50_000.0), (0.3, 52_000)].map { share, median in
        let witness = WindowWitness(
          density: { place in
            let far = (place - log(median)) / 0.02
            return share * exp(-far * far / 2) / 0.02
          },
          steps: 2, mean: log(1.001), deviation: 0.005, late: 0.05, alpha: 0.96 * 24,
          beta: 0.04 * 24)
        // Points of the factor lie close where the number would lie at its median.
        return witness.density(seen: sample.seen[0][row], jump: median)
      }
      let error = abs(chances[0] / (chances[0] + chances[1]) - sample.posteriors[row][0])
      #expect(error < 5e-6, "\(sample.seen[0][row]), \(error)")
    }
  }

  /// A law that ends tells who is beyond its end: nothing swings there.
  @Test func nobodyIsBeyondTheEndOfALaw() throws {
    let text = Self.spliced.replacing("poor: 0.2, rich: 0.6", with: "poor: 0, rich: 0.6")
    let model = try WrittenWorld.model(text)
    let sample = try PosteriorCheck.sample(model, scheme: "kind", month: 3)
    let beyond = sample.truth.indices.filter { sample.seen[0][$0] > 900_000 }
    #expect(beyond.count > 100)
    // A walk of some months by 3 % each does not lead from 500,000 to 900,000.
    for row in beyond { #expect(sample.posteriors[row][0] < 1e-8, "\(sample.seen[0][row])") }
  }

  private static let jump = 500_000.0

  private static func density(
    _ seen: Double, _ ages: [Int], median: Double, above: Double
  ) -> Double {
    ages.reduce(0) { sum, age in
      let steps = min(age, 2)
      let spread = Double(age - steps) * 0.03 * 0.03
      let drift = Double(age - steps) * log(1.001)
      let witness = WindowWitness(
        density: { spliced($0 - drift, median, above, spread) }, steps: steps, mean: log(1.001),
        deviation: 0.03, late: 0.05, alpha: 0.96 * 24, beta: 0.04 * 24)
      return sum + witness.density(seen: seen, jump: jump)
    }
  }

  /// The density of the logarithm of a spliced number after a walk of a variance, in closed form.
  private static func spliced(
    _ place: Double, _ median: Double, _ above: Double, _ variance: Double
  ) -> Double {
    func below(_ z: Double) -> Double { erfc(-z / 2.0.squareRoot()) / 2 }
    func normal(_ far: Double, _ variance: Double) -> Double {
      exp(-far * far / 2 / variance) / (2 * Double.pi * variance).squareRoot()
    }
    let (end, middle, own, alpha) = (log(jump), log(median), 0.8 * 0.8, 1.143)
    let scale = (1 - above) / below((end - middle) / 0.8)
    guard variance > 0 else {
      return place < end
        ? scale * normal(place - middle, own) : above * alpha * exp(alpha * (end - place))
    }
    let all = own + variance
    let (mean, left) = (middle + (place - middle) * own / all, own * variance / all)
    let body = scale * normal(place - middle, all) * below((end - mean) / left.squareRoot())
    let tail = above * alpha * exp(alpha * (end - place) + alpha * alpha * variance / 2)
    return body + tail * below((place - alpha * variance - end) / variance.squareRoot())
  }

  static let spliced = """
    population: {customers: 4_000, from: 2026-01, months: 4, entry: {monthly: 1}}
    world:
      persona: {levels: {poor: 0.7, rich: rest}}
      shock: {lognormal: {median: 1.001, sigma: 0.03}, each: month}
      aum:
        splice:
          body: {lognormal: {median: {by persona: {poor: 300_000, rich: 600_000}}, sigma: 0.8}}
          tail: {from: 500_000, share above: {by persona: {poor: 0.2, rich: 0.6}}, alpha: 1.143}
        monthly: aum * shock
    segments: {kind: {is: persona, ordered: yes}}
    view:
      aum_avg: [{of: aum}, {late: {share: 0.05, by: 1 month}, per: month}, {times: {beta: {mean: 0.96, precision: 24}}, per: customer}, {mean of: 2 months}]
    """

  static let walked = """
    population: {customers: 2_000, from: 2026-01, months: 4, entry: {monthly: 1}}
    world:
      persona: {levels: {poor: 0.7, rich: rest}}
      shock: {lognormal: {median: 1.001, sigma: 0.03}, each: month}
      aum: {lognormal: {median: {by persona: {poor: 20_000, rich: 60_000}}, sigma: 0.8}, monthly: aum * shock}
    segments: {value: {cut: aum, mean of: 2 months, levels: {basic: below 50_000, gold: above}}}
    view:
      aum_avg: [{of: aum}, {late: {share: 0.05, by: 1 month}, per: month}, {times: {beta: {mean: 0.96, precision: 24}}, per: customer}, {mean of: 2 months}]
    """
}
