// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Foundation
import Populations
import Testing

/// Posteriors against closed forms, and against what is drawn.
///
/// Every statistical check below has a false-alarm rate of 1e-5 and a fixed seed.
@Suite struct PosteriorTests {
  @Test func twoGaussiansHaveTheLogisticPosterior() throws {
    let model = try WrittenWorld.model(
      """
      population: {customers: 200, from: 2026-01, months: 1}
      world:
        class: {levels: {low: 0.3, high: 0.7}}
        x: {normal: {mean: {by class: {low: 0, high: 1.5}}, sd: 1}}
      segments: {found: {is: class}}
      view: {x: [{of: x}]}
      """)
    let sample = try PosteriorCheck.sample(model, scheme: "found", month: 0)
    #expect(sample.truth.count == 200)
    for row in sample.truth.indices {
      let x = sample.seen[0][row]
      let odds = 0.7 / 0.3 * exp(1.5 * x - 1.125)
      #expect(abs(sample.posteriors[row][1] - odds / (1 + odds)) < 1e-12)
    }
  }

  @Test func aRoundedQuestionnaireIsIntegrated() throws {
    let model = try WrittenWorld.model(
      """
      population: {customers: 200, from: 2026-01, months: 1}
      world:
        trait: {normal: {mean: 0, sd: 1}}
      segments: {found: {cut: trait, levels: {low: below -0.5, middle: below 0.8, high: above}}}
      view:
        quiz: [{of: trait}, {plus: {normal: {mean: 0, sd: 0.6}}, per: month}, {clip: [-2, 2]}, {round: nearest 0.25}]
      """)
    let sample = try PosteriorCheck.sample(model, scheme: "found", month: 0)
    func phi(_ z: Double) -> Double { 0.5 * erfc(-z / 2.squareRoot()) }
    for row in sample.truth.indices {
      let seen = sample.seen[0][row]
      let low = seen == -2 ? -Double.infinity : seen - 0.125
      let high = seen == 2 ? Double.infinity : seen + 0.125
      func part(_ from: Double, _ to: Double) -> Double {
        GaussRule.of(100).integral(from: from, to: to) { t in
          exp(-t * t / 2) * (phi((high - t) / 0.6) - phi((low - t) / 0.6))
        }
      }
      let parts = [part(-9, -0.5), part(-0.5, 0.8), part(0.8, 9)]
      let total = parts.reduce(0, +)
      for segment in 0..<3 {
        #expect(abs(sample.posteriors[row][segment] - parts[segment] / total) < 1e-8)
      }
    }
  }

  @Test(arguments: [0, 5]) func nothingSeenExplainsWhatTheOracleGetsWrong(_ month: Int) throws {
    var model = try WrittenWorld.model(Self.bank)
    model.imputedValues = [0.75]
    for scheme in ["stage", "attitude", "sorted", "need"] {
      let sample = try PosteriorCheck.sample(model, scheme: scheme, month: month)
      #expect(sample.truth.count > 15_000)
      #expect(sample.impossible == 0, "\(scheme)")
      #expect(PosteriorCheck.residualChance(sample) > 1e-5, "\(scheme) in month \(month)")
      for segment in sample.posteriors[0].indices {
        #expect(
          PosteriorCheck.calibrationChance(sample, segment: segment) > 1e-5,
          "\(scheme), segment \(segment), month \(month)")
      }
    }
  }

  @Test func anOracleThatIgnoresAFeatureIsFoundOut() throws {
    var model = try WrittenWorld.model(Self.bank)
    model.imputedValues = [0.75]
    let columns = model.schema.names.indices.filter { model.schema.names[$0] != "digital" }
    let sample = try PosteriorCheck.sample(
      model, scheme: "stage", month: 0, seeing: Array(columns),
      regressingOn: Array(model.schema.names.indices))
    #expect(PosteriorCheck.residualChance(sample) < 1e-9)
  }

  static let bank = """
    population:
      customers: 20000
      from: 2026-01
      months: 6
      entry: {monthly: 0.04, mix: {young: 0.7, settled: 0.2, old: rest}}
      exit: {hazard: {by tenure: {below 4 months: 0.08, above: 0.02}}}
    world:
      persona:
        levels: {young: 0.3, settled: 0.5, old: rest}
        moves: {young: {settled: 0.05}, settled: {old: 0.03}}
      age: {normal: {mean: {by persona: {young: 25, settled: 42, old: 66}}, sd: 6}, within: {truncate: [18, 95]}, monthly: age + 1/12, after move: keep}
      income: {lognormal: {median: {by persona: {young: 3_000, settled: 9_000, old: 4_000}}, sigma: 0.6}, after move: redraw}
      risk: {normal: {mean: {by persona: {young: 0.4, settled: 0, old: -0.7}}, sd: 0.8}, after move: redraw}
      digital: {beta: {mean: {by persona: {young: 0.9, settled: 0.7, old: 0.4}}, precision: 8}, after move: keep}
      activity: {gamma: {shape: 2, mean: {by persona: {young: 12, settled: 9, old: 5}}}, after move: redraw}
      payments: {negative binomial: {mean: activity, size: 3}, each: month}
      region: {levels: {north: 0.3, east: 0.5, south: rest}}
    segments:
      stage: {is: persona}
      attitude: {cut: risk, levels: {cautious: below -0.5, balanced: below 0.5, bold: above}}
      sorted:
        first match:
          - poor: income < 4_000 and persona in (young old)
          - busy: activity >= 10 and income >= 4_000
          - other: otherwise
      need: {softmax: {save: 0.3 - 0.5 * risk, spend: {by persona: {young: 0.8, others: 0}}, invest: 1.2 * risk}, noise redrawn: {after move: all, each month: 0.1}}
    view:
      age: [{of: age}, {round: nearest 1}]
      income: [{of: income}, {times: {lognormal: {median: 1, sigma: 0.2}}, per: month}, {heap: {to: 1_000, share: 0.4}, per: month}, {missing: "if(value > 10_000, 0.3, 0.05)", per: month}]
      quiz: [{of: risk}, {plus: {normal: {mean: 0, sd: 0.5}}, per: month}, {clip: [-2, 2]}, {round: nearest 0.1}, {missing: "if(view.age < 30, 0.5, 0.2)", per: month}]
      digital: [{of: digital}, {missing: 0.1, per: month}, {impute: median}]
      payments: [{of: payments}]
      tenure: [{of: tenure}]
      region: [{of: region}]
    drift:
      app: {from: 2026-04, changes: {world.digital: {add: 0.6, scale: logit}}}
      older: {from: 2026-05, changes: {world.income.lognormal.median: {times: 1.3}}}
      cut: {from: 2026-03, changes: {segments.need.save: {add: -0.3}}}
    """
}
