// SPDX-License-Identifier: GPL-3.0-or-later
import Results
import ScenarioLanguage
import Testing
import Workbench

/// The variance of counted error rates over populations that are drawn again and again.
@Suite struct VarianceTests {
  private static let customers = 2_000
  private static let seeds = 1...400

  private static func text(_ seed: Int) -> String {
    """
    scenario: 1
    name: variance
    seed: \(seed)
    population: {customers: \(customers), from: 2026-01, months: 1}
    world:
      kind: {levels: {a: 0.6, b: rest}}
      x: {normal: {mean: {by kind: {a: 0, b: 3}}, sd: 1}}
      y: {normal: {mean: {by kind: {a: 0, b: 1}}, sd: 1}}
    segments: {kind: {is: kind}}
    view: {x: [{of: x}, {missing: 0.2, per: month}], y: [{of: y}]}
    classifiers:
      best: {finds: kind, oracle: {}}
      narrow: {finds: kind, oracle: {}, sees: [y]}
      rule: {finds: kind, first match: [{b: x + y > 2}, {a: otherwise}]}
      bayes: {finds: kind, naive bayes: {}, train: {customers: 80}}
      logit: {finds: kind, logistic: {}, sees: [y], train: {customers: 80}}
    floor: {customers: \(customers)}
    budget: no
    """
  }

  /// One population's rates of one classifier.
  private struct Rates: Sendable {
    let (counted, expected): (Double, Double)
    /// The sum of p (1 - p) over the customers, over their number's square.
    let chance: Double
  }

  /// By classifier the rates of one population.
  private static func rates(_ seed: Int) async throws -> [String: Rates] {
    let document = try ScenarioDocument(text: text(seed), file: "variance.yaml")
    let run = try await Runner(try Scenario(document.root), RunOptions(threads: 2)).run()
    func values(_ metric: String) -> [String: Double] {
      let rows = run.measurements.rows(metric: .only(metric), month: .absent)
      let named = rows.compactMap { row in
        row.classifier.flatMap { name in row.value.number.map { (name, $0) } }
      }
      return Dictionary(named) { first, _ in first }
    }
    let counted = values(MetricName.misclassification)
    let ratios = values(MetricName.varianceRatio)
    return values(MetricName.expectedError).reduce(into: [:]) { rates, own in
      guard let errors = counted[own.key], let ratio = ratios[own.key] else { return }
      let chance = own.value * (1 - own.value) * (1 - ratio) / Double(customers)
      rates[own.key] = Rates(counted: errors, expected: own.value, chance: chance)
    }
  }

  /// Var(counted) = Var(expected) + E[p (1 - p)], where populations, what is seen of them and the classifiers
  /// that are fitted differ from seed to seed.
  ///
  /// Each of five differences is held to three standard errors by a jackknife over the seeds, which chance
  /// alone passes at one choice of seeds of 75. A standard error is about a fourteenth of the variance.
  @Test func countedRatesVaryByDoubtsAndByChance() async throws {
    var all: [String: [Rates]] = [:]
    for seed in Self.seeds {
      for (name, rates) in try await Self.rates(seed) { all[name, default: []].append(rates) }
    }
    #expect(all.keys.sorted() == ["bayes", "best", "logit", "narrow", "rule"])
    for (name, rates) in all {
      #expect(rates.count == Self.seeds.count)
      let (gap, error) = Self.jackknife(rates)
      #expect(abs(gap) < 3 * error, "\(name): \(gap), \(error)")
      // What chance adds matters by more than that, and the gap is told closely.
      let doubts = Self.variance(rates.map(\.expected))
      let chance = rates.map(\.chance).reduce(0, +) / Double(rates.count)
      #expect(
        chance > 4 * error && error < 0.1 * (doubts + chance), "\(name): \(doubts), \(chance)")
    }
  }

  /// The gap between both sides, with its standard error.
  private static func jackknife(_ rates: [Rates]) -> (gap: Double, error: Double) {
    let n = Double(rates.count)
    let parts = rates.indices.map { left in
      gap(rates.indices.filter { $0 != left }.map { rates[$0] })
    }
    let middle = parts.reduce(0, +) / n
    let spread = parts.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
    return (gap(rates), (spread * (n - 1) / n).squareRoot())
  }

  private static func gap(_ rates: [Rates]) -> Double {
    variance(rates.map(\.counted)) - variance(rates.map(\.expected))
      - rates.reduce(0) { $0 + $1.chance } / Double(rates.count)
  }

  private static func variance(_ values: [Double]) -> Double {
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
  }
}
