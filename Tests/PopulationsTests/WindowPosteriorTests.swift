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
