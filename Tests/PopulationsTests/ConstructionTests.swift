// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Populations
import Testing

/// Posteriors of 200 customers of constructions that stored worlds lack, against quadrature by other code.
@Suite struct ConstructionTests {
  private static func phi(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

  private static func expect(
    _ posterior: [Double], _ masses: [Double], _ label: String
  ) {
    let all = masses.reduce(0, +)
    #expect(posterior.count == masses.count)
    for (found, mass) in zip(posterior, masses) {
      #expect(abs(found - mass / all) < 1e-8, "\(label): \(found), \(mass / all)")
    }
  }

  /// A questionnaire answered anew each month, by a mixture of two normal laws.
  @Test(arguments: ["side", "group"]) func answersOfEachMonthAreIntegrated(_ scheme: String) throws
  {
    let model = try WrittenWorld.model(
      """
      population: {customers: 200, from: 2026-01, months: 1}
      world:
        group: {levels: {a: 0.3, b: 0.7}}
        attitude: {normal: {mean: {by group: {a: -1, b: 1}}, sd: {by group: {a: 0.5, b: 0.8}}}}
      segments:
        side: {cut: attitude, levels: {low: below 0, middle: below 1.2, high: above}}
        group: {is: group}
      view: {quiz: [{of: attitude}, {likert: {items: 5, points: 5, reliability: 0.77}, per: month}, {missing: 0.1, per: month}]}
      """)
    let sample = try PosteriorCheck.sample(model, scheme: scheme, month: 0)
    #expect(sample.truth.count == 200)
    for row in sample.truth.indices {
      let seen = sample.seen[0][row]
      var masses = [Double](repeating: 0, count: scheme == "side" ? 3 : 2)
      for (group, (share, mean, sd)) in [(0.3, -1.0, 0.5), (0.7, 1, 0.8)].enumerated() {
        let ends = [mean - 9 * sd, 0, 1.2, mean + 9 * sd].sorted()
        for (cell, (from, to)) in zip(ends, ends.dropFirst()).enumerated() {
          let own = GaussRule.of(100).integral(from: from, to: to) { t in
            let score = (t - mean) / sd
            let answer = seen.isNaN ? 1 : Self.sums(t)[Int(seen) - 5]
            return share / sd * exp(-score * score / 2) * answer
          }
          masses[scheme == "side" ? cell : group] += own
        }
      }
      Self.expect(sample.posteriors[row], masses, "\(scheme), \(seen)")
    }
  }

  /// The chances of the sums of five answers from 1 to 5, from 5 on.
  private static func sums(_ value: Double) -> [Double] {
    // The correlation of two items that gives the reliability: References/likert.py.
    let r = 0.4336879687383288
    let score = (value - 0.4) / (0.3 * 0.25 + 0.7 * 0.64 + 0.21 * 4).squareRoot()
    let below = (1..<5).map {
      phi((Double($0) - 2.5 - r.squareRoot() * score) / (1 - r).squareRoot())
    }
    let item = zip(below + [1], [0] + below).map { $0 - $1 }
    return (1..<5).reduce(item) { sums, _ in
      var longer = [Double](repeating: 0, count: sums.count + 4)
      for (one, own) in sums.enumerated() {
        for (two, other) in item.enumerated() { longer[one + two] += own * other }
      }
      return longer
    }
  }

  /// A bonus that is paid below a salary, is shown as it is or as nothing, and counts in the rule.
  @Test(arguments: ["rich", "paid"])
  func aNumberThatDecidesWhatIsSeenOfAnotherIsIntegrated(_ scheme: String) throws {
    let model = try WrittenWorld.model(JointRulesTests.bonus)
    let sample = try PosteriorCheck.sample(model, scheme: scheme, month: 0)
    #expect(sample.truth.count == 4_000)
    for row in stride(from: 0, to: 4_000, by: 20) {
      let (salary, bonus) = (sample.seen[0][row], sample.seen[1][row])
      var masses = [Double](repeating: 0, count: scheme == "rich" ? 2 : 3)
      for (share, mean) in [(0.6, 40.0), (0.4, 60)] {
        let weight = share * exp(-pow(salary - mean, 2) / 2 / 289)
        let (middle, sd) = ((mean * 64 + salary * 225) / 289, (64.0 * 225 / 289).squareRoot())
        let below = { (end: Double) in Self.phi((end - middle) / sd) }
        for (segment, mass) in Self.masses(scheme, bonus, below).enumerated() {
          masses[segment] += weight * mass
        }
      }
      Self.expect(sample.posteriors[row], masses, "\(scheme), \(salary), \(bonus)")
    }
  }

  /// The masses of the segments with what is seen of the bonus, by the distribution function of the salary.
  private static func masses(
    _ scheme: String, _ seen: Double, _ below: (Double) -> Double
  ) -> [Double] {
    var sums = [Double](repeating: 0, count: scheme == "rich" ? 2 : 3)
    if seen == 0 || seen.isNaN {
      sums = scheme == "rich" ? [1 - below(62), below(62) - below(50)] : [0, 0, 1 - below(50)]
    }
    guard seen != 0 else { return sums }
    let ends = seen.isNaN ? [10, 40] : [max(10, seen - 6), min(40, seen + 6)]
    let cuts = [ends[0]] + [12, 25].filter { ends[0] < $0 && $0 < ends[1] } + [ends[1]]
    for (from, to) in zip(cuts, cuts.dropFirst()) {
      GaussRule.of(40).visit(from, to) { far, width in
        let offered = from + far
        // Whatever falls short of an end is shown as that end.
        let noise = seen == 10 ? 16 - offered : seen == 40 ? offered - 34 : 1
        let weight = width / 30 * (seen.isNaN ? 1 : noise / 12)
        if scheme == "rich" {
          let poor = min(below(50), below(62 - offered))
          sums[0] += weight * (below(50) - poor)
          sums[1] += weight * poor
        } else if offered >= 25 {
          sums[0] += weight * below(50)
        } else {
          sums[1] += weight * (below(50) - below(30))
          sums[2] += weight * below(30)
        }
      }
    }
    return sums
  }
}
