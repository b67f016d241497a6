// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Foundation
import Populations
import Testing

/// Posteriors of numbers that evolve, or are seen by earlier values, against what is drawn.
///
/// Every statistical check below has a false-alarm rate of 1e-5 and a fixed seed.
@Suite struct EvolvingPosteriorTests {
  @Test(arguments: [0, 3, 7]) func pathsOfNormalNumbersAreRead(_ month: Int) throws {
    let model = try WrittenWorld.model(Self.evolving)
    for scheme in ["stage", "attitude"] {
      let sample = try PosteriorCheck.sample(model, scheme: scheme, month: month)
      try check(sample, "\(scheme) in month \(month)")
    }
  }

  @Test(arguments: [0, 4]) func earlierValuesAreIntegrated(_ month: Int) throws {
    let model = try WrittenWorld.model(Self.earlier, customers: 6_000)
    for (scheme, columns) in [("rich", [0]), ("busy", [1]), ("stage", [0, 1, 2])] {
      let sample = try PosteriorCheck.sample(model, scheme: scheme, month: month, seeing: columns)
      try check(sample, "\(scheme) in month \(month)")
    }
  }

  @Test(arguments: [0, 2, 7]) func windowsOfCountsAreAddedUp(_ month: Int) throws {
    let model = try WrittenWorld.model(Self.counted)
    for columns in [[0, 1, 2], [0], [1, 2]] {
      for scheme in ["engagement", "stage"] {
        let sample = try PosteriorCheck.sample(
          model, scheme: scheme, month: month, seeing: columns)
        try check(sample, "\(scheme) in month \(month), seeing \(columns)")
      }
    }
  }

  /// Who takes a window of months for one without moves is found out.
  @Test func anOracleThatForgetsMovesWithinAWindowIsFoundOut() throws {
    let model = try WrittenWorld.model(Self.counted)
    let still = try WrittenWorld.model(
      Self.counted.replacing("after move: redraw", with: "after move: keep"))
    var sample = try PosteriorCheck.sample(model, scheme: "engagement", month: 7, seeing: [0, 1])
    sample.posteriors = try PosteriorCheck.posteriors(
      still, scheme: "engagement", month: 7, columns: [0, 1], seen: sample.seen)
    #expect(PosteriorCheck.residualChance(sample) < 1e-9)
  }

  /// Who takes every answer for one of today is found out.
  @Test func anOracleThatTakesOldValuesForNewOnesIsFoundOut() throws {
    let model = try WrittenWorld.model(Self.evolving)
    let fresh = try WrittenWorld.model(
      Self.evolving.replacing("every: 6 months", with: "every: 1 month"))
    var sample = try PosteriorCheck.sample(model, scheme: "attitude", month: 7, seeing: [1])
    sample.posteriors = try PosteriorCheck.posteriors(
      fresh, scheme: "attitude", month: 7, columns: [1], seen: sample.seen)
    #expect(PosteriorCheck.residualChance(sample) < 1e-9)
  }

  private func check(_ sample: PosteriorCheck.Sample, _ label: String) throws {
    #expect(sample.truth.count > 3_000)
    #expect(sample.impossible == 0, "\(label)")
    #expect(PosteriorCheck.residualChance(sample) > 1e-5, "\(label)")
    for segment in sample.posteriors[0].indices {
      #expect(
        PosteriorCheck.calibrationChance(sample, segment: segment) > 1e-5,
        "\(label), segment \(segment)")
    }
  }

  static let book = """
    population:
      customers: 40000
      from: 2026-01
      months: 8
      entry: {monthly: 0.04, mix: {young: 0.7, settled: 0.2, old: rest}}
      exit: {hazard: {by tenure: {below 4 months: 0.08, above: 0.02}}}
    world:
      persona:
        levels: {young: 0.4, settled: 0.4, old: rest}
        moves: {young: {settled: 0.06}, settled: {old: 0.05, young: 0.01}}

    """

  static let evolving =
    book + """
        growth: {lognormal: {median: 1.02, sigma: 0.1}, each: month}
        income: {lognormal: {median: {by persona: {young: 3_000, settled: 9_000, old: 2_000}}, sigma: 0.5}, monthly: income * growth, after move: {toward: new law, half-life: 3 months}}
        risk: {normal: {mean: {by persona: {young: 1, settled: 0, old: -1.2}}, sd: 0.7}, after move: {toward: new law, half-life: 4 months}}
      segments:
        stage: {is: persona}
        attitude: {cut: risk, levels: {cautious: below -0.5, balanced: below 0.5, bold: above}}
      view:
        income: [{of: income}, {refresh: {hazard: 0.15}}, {times: {lognormal: {median: 1, sigma: 0.15}}, per: refresh}, {heap: {to: 1_000, share: 0.4}, per: refresh}, {missing: "if(value > 8_000, 0.3, 0.05)", per: customer}]
        quiz: [{of: risk}, {refresh: {every: 6 months}}, {likert: {items: 5, points: 5, reliability: 0.8}, per: refresh}, {missing: 0.2, per: customer}]
        tenure: [{of: tenure}]
      drift:
        older: {from: 2026-04, changes: {world.income.lognormal.median: {times: 1.3}}}
      """

  static let counted =
    book + """
        activity: {gamma: {shape: 2, mean: {by persona: {young: 12, settled: 6, old: 2}}}, after move: redraw}
        payments: {negative binomial: {mean: activity, size: 3}, each: month}
      segments:
        engagement: {cut: activity, levels: {dormant: below 3, regular: below 9, active: above}}
        stage: {is: persona}
      view:
        payments_avg: [{of: payments}, {mean of: 3 months}]
        payments_max: [{of: payments}, {max of: 5 months}, {missing: 0.1, per: month}]
        tenure: [{of: tenure}]
      """

  static let earlier =
    book + """
        growth: {lognormal: {median: 1.02, sigma: 0.2}, each: month}
        income: {lognormal: {median: {by persona: {young: 3_000, settled: 9_000, old: 2_000}}, sigma: 0.5}, monthly: income * growth, after move: keep}
        activity: {gamma: {shape: 2, mean: {by persona: {young: 12, settled: 6, old: 3}}}, after move: redraw}
        mood: {normal: {mean: {by persona: {young: 1, others: 0}}, sd: 0.7}, each: month}
      segments:
        rich: {cut: income, levels: {no: below 4_000, yes: above}}
        busy: {cut: activity, levels: {no: below 5, yes: above}}
        stage: {is: persona}
      view:
        income: [{of: income}, {refresh: {hazard: 0.3}}, {times: {uniform: {from: 0.7, to: 1.2}}, per: month}]
        activity: [{of: activity}, {late: {share: 0.6, by: 2 months}, per: month}, {round: nearest 1}]
        mood: [{of: mood}, {late: {by: 1 month}}]
      """
}
