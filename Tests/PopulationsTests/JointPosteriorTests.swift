// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Foundation
import Populations
import Testing

/// Posteriors of segments whose chances change with several numbers at once.
///
/// Every statistical check below has a false-alarm rate of 1e-5 and a fixed seed.
@Suite struct JointPosteriorTests {
  /// Two numbers, one of them hidden, against the trapezoidal rule in both.
  @Test func aSoftmaxOfTwoNumbersIsIntegrated() throws {
    let model = try WrittenWorld.model(
      """
      population: {customers: 200, from: 2026-01, months: 1}
      world:
        class: {levels: {low: 0.4, high: 0.6}}
        x: {normal: {mean: {by class: {low: 0, high: 1}}, sd: 1}}
        y: {normal: {mean: -0.3, sd: 0.8}}
        both: {is: 0.7 * x - y}
      segments:
        need: {softmax: {a: 0.2, b: both, c: {by class: {low: -0.5 * y, high: x * y}}}, noise redrawn: {after move: all}}
      view:
        x: [{of: x}, {plus: {normal: {mean: 0, sd: 0.5}}, per: month}]
        y: [{of: y}, {plus: {normal: {mean: 0, sd: 0.6}}, per: month}, {missing: 0.5, per: month}]
      """)
    let sample = try PosteriorCheck.sample(model, scheme: "need", month: 0)
    #expect(sample.truth.count == 200)
    for row in sample.truth.indices {
      var sums = [0.0, 0, 0]
      for (level, prior) in [0.4, 0.6].enumerated() {
        for i in -70...70 {
          let x = Double(i) * 0.1
          let inX = exp(-pow(x - Double(level), 2) / 2 - pow(sample.seen[0][row] - x, 2) / 0.5)
          for j in -60...60 {
            let y = Double(j) * 0.1
            let noise = sample.seen[1][row].isNaN ? 0 : pow(sample.seen[1][row] - y, 2) / 0.72
            let weight = prior * inX * exp(-pow(y + 0.3, 2) / 1.28 - noise)
            let parts = [exp(0.2), exp(0.7 * x - y), exp(level == 0 ? -0.5 * y : x * y)]
            let total = parts.reduce(0, +)
            for segment in 0..<3 { sums[segment] += weight * parts[segment] / total }
          }
        }
      }
      let total = sums.reduce(0, +)
      for segment in 0..<3 {
        #expect(abs(sample.posteriors[row][segment] - sums[segment] / total) < 1e-8)
      }
    }
  }

  /// Four numbers, of which one is asked for now and then, through months of moves.
  @Test(arguments: [0, 7]) func needsOfFourNumbersAreRead(_ month: Int) throws {
    let model = try WrittenWorld.model(Self.need, customers: 1_000)
    let sample = try PosteriorCheck.sample(model, scheme: "need", month: month)
    #expect(sample.truth.count > 800)
    #expect(sample.impossible == 0)
    #expect(PosteriorCheck.residualChance(sample) > 1e-5)
    for segment in sample.posteriors[0].indices {
      #expect(PosteriorCheck.calibrationChance(sample, segment: segment) > 1e-5)
    }
  }

  /// Where a lattice or two points would not tell chances that change so fast, it says so.
  @Test func chancesThatChangeTooSharplyAreRefused() throws {
    func reason(_ sharpness: Double, _ utility: String, _ view: String) throws -> String? {
      let model = try WrittenWorld.model(
        """
        population: {customers: 60, from: 2026-01, months: 4}
        world:
          x: {normal: {mean: 0, sd: 1}}
          y: {normal: {mean: -0.3, sd: 0.8}}
          z: {normal: {mean: 0, sd: 1}}
          step: {lognormal: {median: 1, sigma: 0.05}, each: month}
          aum: {lognormal: {median: 2_000, sigma: 1}, monthly: aum * step, after move: keep}
        segments:
          need: {sharpness: \(sharpness), softmax: {a: 0, b: \(utility)}, noise redrawn: {each month: 1}}
        view: {\(view)}
        """)
      do throws(Unavailable) {
        _ = try PosteriorPlan(model, scheme: 0, seeing: Array(model.schema.names.indices))
        return nil
      } catch { return error.reason }
    }
    let (noisy, mean) = (
      "x: [{of: x}, {plus: {normal: {mean: 0, sd: 0.5}}, per: month}]",
      "aum: [{of: aum}, {mean of: 3 months}]"
    )
    #expect(try reason(1, "x * y + z", noisy) == nil)
    #expect(
      try reason(8, "x * y + z", noisy)
        == "the segment's chances change too sharply with 'x' for 3 numbers together")
    #expect(try reason(8, "x + y + z", noisy) == nil)
    #expect(try reason(8, "x + log(aum)", mean) == nil)
    #expect(
      try reason(30, "x + log(aum)", mean)
        == "the segment's chances change too sharply with 'aum' for the mean of months that is seen"
    )
  }

  static let need =
    EvolvingPosteriorTests.book + """
        age: {normal: {mean: {by persona: {young: 25, settled: 42, old: 66}}, sd: 6}, monthly: age + 1/12, after move: keep}
        aum: {lognormal: {median: {by persona: {young: 1_000, settled: 6_000, old: 9_000}}, sigma: 1.4}, after move: keep}
        share_here: {beta: {mean: 0.25, precision: 12}}
        wealth: {is: aum / share_here}
        risk: {normal: {mean: {by persona: {young: 1, settled: 0, old: -1.2}}, sd: 0.7}, after move: {toward: new law, half-life: 4 months}}
      segments:
        need:
          sharpness: 3
          softmax:
            payments: 0
            saving: -1.2 + 0.06 * (age - 30) - 0.5 * risk
            borrowing: 0.5 - 0.05 * abs(age - 36)
            investing: -4.2 + 0.9 * log10(wealth) + 0.8 * risk
          noise redrawn: {after move: all, each month: 0.05}
      view:
        age: [{of: age}, {round: nearest 1}]
        aum: [{of: aum}, {times: {lognormal: {median: 1, sigma: 0.3}}, per: month}, {missing: 0.1, per: month}]
        quiz: [{of: risk}, {refresh: {every: 6 months}}, {likert: {items: 5, points: 5, reliability: 0.8}, per: refresh}, {missing: 0.2, per: customer}]
      """
}
