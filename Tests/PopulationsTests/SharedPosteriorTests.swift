// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Populations
import Testing

/// Posteriors that have laws and masses in common, against the same ones by themselves.
@Suite struct SharedPosteriorTests {
  /// Rounded features of numbers that evolve or are drawn anew, seen with months on the books or without
  /// them, for segments that ask for other cells of the same numbers.
  private static func world(_ entry: String) -> String {
    """
    population:
      customers: 400
      from: 2026-01
      months: 3
      \(entry)
      exit: {hazard: {by tenure: {below 4 months: 0.08, above: 0.02}}}
    world:
      persona: {levels: {young: 0.4, old: rest}, moves: {young: {old: 0.05}}}
      age: {normal: {mean: {by persona: {young: 30, old: 60}}, sd: 9}, monthly: age + 1 / 12, after move: keep}
      income: {lognormal: {median: {by persona: {young: 4, old: 7}}, sigma: 0.5}, after move: redraw}
    segments:
      who: {is: persona, ordered: yes}
      stage: {cut: age, levels: {early: below 35, late: above}}
      later: {cut: age, levels: {early: below 50, middle: below 65, late: above}}
      wealth: {cut: income, levels: {low: below 5, high: above}}
    view:
      age: [{of: age}, {round: 1}]
      income: [{of: income}, {missing: 0.1, per: customer}, {round: 0.5}]
      tenure: [{of: tenure}]

    """
  }

  /// Also where nobody enters, so that months have the same hidden states, but not the same laws.
  @Test(arguments: ["entry: {monthly: 0.1}", ""])
  func posteriorsThatShareAreTheSame(_ entry: String) throws {
    let model = try WrittenWorld.model(Self.world(entry))
    let library = PosteriorLibrary()
    for month in 0...2 {
      let record = RecordedPopulation(model, only: month)[month]
      for scheme in model.schemes.map(\.name) {
        for columns in [[0], [0, 1], [0, 1, 2], [1, 2]] {
          let alone = try PosteriorCheck.sample(
            model, scheme: scheme, month: month, seeing: columns, record: record)
          let together = try PosteriorCheck.sample(
            model, scheme: scheme, month: month, seeing: columns, record: record, sharing: library)
          #expect(alone.impossible == 0 && alone.posteriors.count > 350)
          let isSame = alone.posteriors == together.posteriors
          #expect(isSame, "\(scheme), \(columns), \(month)")
        }
      }
    }
  }
}
