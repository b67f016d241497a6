// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Foundation
import Populations
import Testing

/// Posteriors of segments whose rules compare sums and products of several numbers, and of worlds in
/// which one number decides what is seen of another.
///
/// Every statistical check below has a false-alarm rate of 1e-5 and a fixed seed.
@Suite struct JointRulesTests {
  private static func phi(_ z: Double) -> Double { 0.5 * erfc(-z / 2.squareRoot()) }

  /// x lies within a window, y is seen with normal noise, z is hidden: x by Gauss's and y by the
  /// trapezoidal rule, z by its distribution function.
  @Test func edgesOfThreeNumbersAreIntegrated() throws {
    let model = try WrittenWorld.model(
      """
      population: {customers: 200, from: 2026-01, months: 1}
      world:
        x: {uniform: {from: 0, to: 4}}
        y: {normal: {mean: 0, sd: 1}}
        z: {normal: {mean: 0.5, sd: 0.8}}
        sum: {is: x + 2 * y}
      segments:
        side: {first match: [{low: sum - z < 1}, {middle: "max(sum - z, 0) < 3"}, {high: otherwise}]}
      view:
        x: [{of: x}, {plus: {uniform: {from: -0.7, to: 0.7}}, per: month}]
        y: [{of: y}, {plus: {normal: {mean: 0, sd: 0.5}}, per: month}]
      """)
    let sample = try PosteriorCheck.sample(model, scheme: "side", month: 0)
    #expect(sample.truth.count == 200)
    for row in sample.truth.indices {
      let (low, high) = (max(0, sample.seen[0][row] - 0.7), min(4, sample.seen[0][row] + 0.7))
      var sums = [0.0, 0, 0]
      GaussRule.of(20).visit(low, high) { far, width in
        let x = low + far
        for j in -60...60 {
          let y = Double(j) * 0.1
          let weight = width * exp(-y * y / 2 - pow(sample.seen[1][row] - y, 2) / 0.5)
          let below = [1.0, 3].map { Self.phi(($0 - x - 2 * y + 0.5) / 0.8) }
          sums[0] += weight * below[0]
          sums[1] += weight * (below[1] - below[0])
          sums[2] += weight * (1 - below[1])
        }
      }
      let total = sums.reduce(0, +)
      for segment in 0..<3 {
        #expect(abs(sample.posteriors[row][segment] - sums[segment] / total) < 1e-8)
      }
    }
  }

  /// A bonus is paid below a salary, is shown as it is or as nothing, and counts in the rule.
  @Test func aNumberThatDecidesWhatIsSeenOfAnotherIsRead() throws {
    let model = try WrittenWorld.model(Self.bonus)
    for scheme in ["rich", "paid"] {
      let sample = try PosteriorCheck.sample(model, scheme: scheme, month: 0)
      #expect(sample.truth.count == 4_000)
      #expect(sample.impossible == 0)
      #expect(PosteriorCheck.residualChance(sample) > 1e-5)
      for segment in sample.posteriors[0].indices {
        #expect(PosteriorCheck.calibrationChance(sample, segment: segment) > 1e-5)
      }
    }
  }

  /// What follows from levels alone is a number like any other: in laws, in noise, in a feature.
  @Test func whatFollowsFromLevelsIsKnown() throws {
    let model = try WrittenWorld.model(
      """
      population: {customers: 4000, from: 2026-01, months: 1}
      world:
        zone: {levels: {a: 0.3, b: 0.3, c: rest}}
        area: {is: {by zone: {a: 1, b: 2, c: 4}}}
        value: {uniform: {from: 0.5 * area, to: 1.5 * area}}
      segments:
        zone: {is: zone}
        dear: {first match: [{yes: value > area}, {no: otherwise}]}
      view:
        area: [{of: area}, {plus: {normal: {mean: 0, sd: 1}}, per: month}]
        value: [{of: value}, {plus: {uniform: {from: -0.5 * area, to: 0.5 * area}}, per: month}]
      """)
    for scheme in ["zone", "dear"] {
      let sample = try PosteriorCheck.sample(model, scheme: scheme, month: 0)
      #expect(sample.impossible == 0)
      #expect(PosteriorCheck.residualChance(sample) > 1e-5)
      for segment in sample.posteriors[0].indices {
        #expect(PosteriorCheck.calibrationChance(sample, segment: segment) > 1e-5)
      }
    }
    func phi(_ z: Double) -> Double { exp(-z * z / 2) }
    func ramp(_ seen: Double, _ area: Double) -> Double {
      max(0, min(seen + 0.5 * area, 1.5 * area) - max(seen - 0.5 * area, 0.5 * area)) / area / area
    }
    let sample = try PosteriorCheck.sample(model, scheme: "zone", month: 0)
    for row in 0..<200 {
      let masses = zip([0.3, 0.3, 0.4], [1.0, 2, 4]).map { prior, area in
        prior * phi(sample.seen[0][row] - area) * ramp(sample.seen[1][row], area)
      }
      for zone in 0..<3 {
        #expect(abs(sample.posteriors[row][zone] - masses[zone] / masses.reduce(0, +)) < 1e-8)
      }
    }
  }

  static let bonus = """
    population: {customers: 4000, from: 2026-01, months: 1}
    world:
      grade: {levels: {junior: 0.6, senior: rest}}
      salary: {normal: {mean: {by grade: {junior: 40, senior: 60}}, sd: 15}}
      offered: {uniform: {from: 10, to: 40}}
      bonus: {is: "if(salary >= 50, 0, offered)"}
    segments:
      rich: {first match: [{yes: salary + bonus >= 62}, {no: otherwise}]}
      paid: {first match: [{much: bonus >= 25}, {some: bonus > 0 and salary * 1.5 > 45}, {none: otherwise}]}
    view:
      salary: [{of: salary}, {plus: {normal: {mean: 0, sd: 8}}, per: month}]
      bonus: [{of: bonus}, {plus: {uniform: {from: -6, to: 6}}, per: month}, {clip: ["if(bonus > 0, 10, 0)", "if(bonus > 0, 40, 0)"]}, {missing: 0.2, per: month}]
    """
}
