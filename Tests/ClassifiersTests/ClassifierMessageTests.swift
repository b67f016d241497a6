// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import ScenarioLanguage
import TestSupport
import Testing

/// The message of every kind of mistake in a classifier's entry, pinned in `Tests/Golden`.
struct ClassifierMessageTests {
  static let mistakes = [
    "7",
    "{majority: {}}",
    "{finds: needs, majority: {}}",
    "{finds: need}",
    "{finds: need, naive bays: {}}",
    "{finds: need, majority: {}, stratified: {}}",
    "{finds: need, majority: {weight: 2}}",
    "{finds: need, sees: [age, incom], naive bayes: {}}",
    "{finds: need, sees: [], naive bayes: {}}",
    "{finds: need, sees: [age, age], naive bayes: {}}",
    "{finds: need, cuts: {of: age, at: [1, 2]}, train: {customers: 5}}",
    "{finds: need, majority: {}, train: {customers: 0}}",
    "{finds: need, majority: {}, train: {customer: 5}}",
    "{finds: need, majority: {}, thresholds: {old: 60}}",
    "{finds: need, first match: {saving: age > 3}}",
    "{finds: need, first match: [saving]}",
    "{finds: need, first match: [{saving: age > 3}]}",
    "{finds: need, first match: [{savings: age > 3}, {paying: otherwise}]}",
    "{finds: need, first match: [{saving: age > odl}, {paying: otherwise}]}",
    "{finds: need, sees: [income], first match: [{saving: age > 3}, {paying: otherwise}]}",
    "{finds: need, first match: [{saving: age + 3}, {paying: otherwise}]}",
    "{finds: need, first match: [{saving: age >}, {paying: otherwise}]}",
    "{finds: need, first match: [{saving: region == nroth}, {paying: otherwise}]}",
    "{finds: need, thresholds: {old: x}, first match: [{saving: age > old}, {paying: otherwise}]}",
    "{finds: need, thresholds: {age: 3}, first match: [{saving: age > 3}, {paying: otherwise}]}",
    """
    {finds: need, thresholds: {old: 60, rich: 3}, first match: [{saving: age > old}, \
    {borrowing: income > 5}, {paying: otherwise}, {saving: age > 3}]}
    """,
    "{finds: need, first match: [{saving: 1 > 0}, {borrowing: 1 > 2}, {borrowing: otherwise}]}",
    "{finds: need, cuts: {of: age}}",
    "{finds: need, cuts: {of: age, at: [40], levels: {paying: above}}}",
    "{finds: need, cuts: {of: age, at: [40]}}",
    "{finds: need, cuts: {of: age, at: [60, 40]}}",
    "{finds: need, cuts: {of: age, at: [40, forty]}}",
    "{finds: need, cuts: {of: region, at: [1, 2]}}",
    "{finds: need, cuts: {of: income, at: [4_000, 9_000]}}",
    "{finds: need, cuts: {of: income, at: [4_000, 9_000], missing: payings}}",
    "{finds: need, cuts: {of: age, levels: {paying: below 40, saving: 60, borrowing: above}}}",
    "{finds: need, cuts: {of: age, levels: {paying: below 40, saving: below 60}}}",
    "{finds: need, cuts: {of: age, levels: {paying: below 40, savings: above}}}",
    "{finds: need, cuts: {of: age, levels: {paying: below 40, saving: above}}}",
    "{finds: need, score table: {scores: {age: {quantiles: 5}}}}",
    "{finds: need, score table: {scores: {}, hit: first, rows: [{paying: {age: 5}}]}}",
    "{finds: need, score table: {scores: {age: {quantiles: 1}}, hit: first, rows: [{paying: 1}]}}",
    "{finds: need, score table: {scores: {age: {quantiles: 5, at: [3]}}, hit: best, rows: []}}",
    "{finds: need, score table: {scores: {age: {at: [5, 3]}}, hit: first, rows: [{paying: 1}]}}",
    "{finds: need, score table: {scores: {region: {quantiles: 3}}, hit: any, rows: [{paying: 1}]}}",
    "{finds: need, score table: {scores: {ages: {quantiles: 3}}, hit: any, rows: [{paying: 1}]}}",
    "{finds: need, score table: {scores: {age: {quantiles: 3, missing: 4}}, hit: any, rows: [7]}}",
    "{finds: need, score table: {scores: {income: {quantiles: 3}}, hit: any, rows: [{paying: 1}]}}",
    """
    {finds: need, score table: {scores: {age: {quantiles: 3}, digital: {at: [1]}}, hit: first, \
    otherwise: nobody, rows: [{paying: 5}, {paying: 41}, {paying: {age: 4}}, {paying: {age: 3-2}}, \
    {paying: {payments: 1}}, {paying: {digitl: 1}}, {payin: 11}, {paying: age > 1 and}, \
    {paying: {age: old}}, {paying: {age: []}}, {paying: []}]}}
    """,
    "{finds: need, score table: {scores: {age: {quantiles: 12}}, hit: first, rows: [{paying: 5}]}}",
    """
    {finds: need, train: {customers: 5}, score table: {scores: {age: {at: [40]}}, hit: first, \
    rows: [{paying: 1}, {saving: 2}]}}
    """,
    "{finds: need, decision table: {hit: unique, rows: {}}}",
    """
    {finds: need, sees: [age, region, income], decision table: {hit: unique, rows: \
    [{paying: {age: below}}, {paying: {region: nroth}}, {paying: {payments: 5}}, \
    {paying: {age: 5 to 3}}, {paying: {age: 5 to below 5}}, {paying: [1]}, {paying: age + 1}, \
    {paying: {income: at least 5}}]}}
    """,
    "{finds: need, decision table: {hit: any, rows: [{paying: {income: at least 5}}]}}",
    "{finds: need, tiers: {floors: {saving: 1, borrowing: 2}}}",
    "{finds: need, tiers: {measure: agee, floors: {saving: 1, borrowing: 2}}}",
    "{finds: need, tiers: {measure: 7, floors: {saving: 1, borrowing: 2}}}",
    "{finds: need, tiers: {measure: age, floors: {saving: 1}}}",
    "{finds: need, tiers: {measure: age, floors: {paying: 1, saving: 2, borrowing: 3}}}",
    "{finds: need, tiers: {measure: age, floors: {saving: 2, borrowing: 1}}}",
    "{finds: need, tiers: {measure: age, floors: {borrowing: 1, saving: 2}}}",
    "{finds: need, tiers: {measure: age, floors: {savings: 1, borrowing: 2}}}",
    "{finds: need, tiers: {measure: age, floors: {saving: 0, borrowing: 2}}}",
    "{finds: need, tiers: {measure: income, floors: {saving: 1, borrowing: 2}}}",
    """
    {finds: need, tiers: {measure: age + region, floors: {saving: 1, borrowing: 2}, over: 0 months, \
    up: {hit: 1}, down: {misses: 0, to: down, counted: twice, margin: 2}}}
    """,
    """
    {finds: need, tiers: {measure: age, floors: {saving: 1, borrowing: 2}, over: 9 years, review: weekly, \
    effective: 3, amnesty: {from: 2026-05, until: 2026-02}, missing: nobody}}
    """,
    """
    {finds: need, tiers: {measure: age, floors: {saving: 1, borrowing: 2}, review: [06-31, 6-30, 02-28], \
    effective: 9 years, amnesty: {from: 2026-05}, \
    exceptions: {paying: {down: {misses: 2}}, borrowings: {}, saving: {down: {miss: 3}}}}}
    """,
    "{finds: need, scorecard: {at: [1, 2], points: {}}}",
    "{finds: need, scorecard: {at: [1, 2], points: {age: {below 5: 1}}}}",
    "{finds: need, scorecard: {at: [1, 2], points: {age: {below 5: 1, below 4: 2, above: 3}}}}",
    "{finds: need, scorecard: {at: [1, 2], points: {age: {under 5: 1, above: 3}}}}",
    "{finds: need, scorecard: {at: [1, 2], points: {region: {nroth: 1, others: 3}}}}",
    "{finds: need, scorecard: {at: [1, 2], points: {region: {north: 1, missing: 3}}}}",
    "{finds: need, scorecard: {at: [1, 2], points: {income: {below 5: 1, above: 3}}}}",
    "{finds: need, scorecard: {at: [1], points: {age: 5}}}",
    """
    {finds: need, scorecard: {at: [1, 2], points: {age: {above: 3}}, \
    scale: {score: 600, odds: 19, points to double: 20}}}
    """,
    "{finds: need, scorecard: {at: [1, 2], points: {age: {above: 3}}, scale: {score: 1, odds: 0}}}",
    "{finds: need, naive bayes: {normal: [age, region]}}",
    "{finds: need, naive bayes: {normal: [age], lognormal: [age, income]}}",
    "{finds: need, sees: [age], naive bayes: {count: [payments]}}",
    "{finds: need, naive bayes: {smoothing: 0}}",
    "{finds: need, logistic: {ridge: -1}}",
    "{finds: need, logistic: {log: [region]}}",
    "{finds: need, logistic: {lg: [income]}}",
    "{finds: need, linear discriminant: {shrinkage: 2}}",
    "{finds: need, linear discriminant: {log: [region]}}",
    "{finds: need, linear discriminant: {ridge: 1}}",
    "{finds: need, linear discrimination: {}}",
  ]

  @Test func messagesAreAsPinned() {
    var text = ""
    for mistake in Self.mistakes {
      let log = ProblemLog()
      let specification = SampleBank.specification(mistake, mayBeMissing: [1, 3], log: log)
      #expect(specification != nil || log.hasErrors, "\(mistake)")
      #expect(!log.problems.isEmpty, "\(mistake)")
      text += mistake + "\n"
      for problem in log.problems {
        text +=
          "  \(problem.position.column) \(problem.severity): \(problem.path): \(problem.message)"
        text += problem.advice.map { "; \($0)" } ?? ""
        text += "\n"
      }
    }
    let difference = GoldenFile("messages.txt", in: "Classifiers").difference(from: text)
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test func thoseWhoLearnNeedTrainingCustomersAndTakeTheUsualNumber() throws {
    let log = ProblemLog()
    let usual = SampleBank.specification("{finds: need, majority: {}}", log: log)
    #expect(usual?.training == TrainingSpecification(customers: 20_000))
    let stated = SampleBank.specification(
      "{finds: need, sees: [digital, age], majority: {}, train: {customers: 3_000}}", log: log)
    #expect(stated?.training?.customers == 3000)
    #expect(stated?.sees == [0, 4])
    let rules = SampleBank.specification(
      "{finds: need, first match: [{saving: age > 3}, {paying: otherwise}]}", log: log)
    #expect(rules?.training == nil && rules != nil && !log.hasErrors)
  }
}
