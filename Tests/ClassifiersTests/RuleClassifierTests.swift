// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Probability
import ScenarioLanguage
import Testing

struct RuleClassifierTests {
  private func estimates(_ entry: String, _ rows: [[Double]]) throws -> [SegmentIndex] {
    let log = ProblemLog()
    let specification = try #require(SampleBank.specification(entry, log: log), "\(log.problems)")
    let table = FeatureTable(
      schema: SampleBank.schema, columns: (0..<5).map { column in rows.map { $0[column] } })
    let blank = LabelledFeatures(
      unlabelled: SampleBank.schema, sees: specification.sees, scheme: specification.scheme)
    let model = try specification.classifier.fit(blank, using: SeedPath(root: 1))
    return Prediction(model, table).segments
  }

  @Test func theFirstTrueRuleDecides() throws {
    let entry = """
      {finds: need, thresholds: {old: 60}, first match: [{borrowing: age >= old}, \
      {saving: age >= 40 and region == south}, {paying: otherwise}]}
      """
    let rows: [[Double]] = [
      [60, 0, 0, 2, 0], [59, 0, 0, 2, 0], [40, 0, 0, 1, 0], [39, 0, 0, 2, 0], [.nan, 0, 0, 2, 0],
      [45, 0, 0, .nan, 0], [70, 0, 0, .nan, 0],
    ]
    #expect(try estimates(entry, rows) == [2, 1, 0, 0, 0, 0, 2])
  }

  @Test func missingValuesFireNoRuleUnlessAskedFor() throws {
    let entry = """
      {finds: need, first match: [{borrowing: missing(income) and age > 50}, \
      {saving: not (income > 5)}, {paying: otherwise}]}
      """
    let rows: [[Double]] = [[60, .nan, 0, 0, 0], [40, .nan, 0, 0, 0], [60, 4, 0, 0, 0]]
    #expect(try estimates(entry, rows) == [2, 0, 1])
  }

  @Test func thresholdsAreItsParametersAndRulesItsDescription() throws {
    let model = try SampleBank.classifier("first match").fit(
      LabelledFeatures(
        unlabelled: SampleBank.schema, sees: [0, 1, 2, 3], scheme: SampleBank.scheme),
      using: SeedPath(root: 1))
    #expect(model.parameters == [FittedParameter("old", [60])])
    #expect(
      model.description == [
        "borrowing: age >= old", "saving: age >= 40 and not missing(income) or region == south",
        "paying: otherwise",
      ])
  }

  @Test func aValueOnACutBelongsAboveIt() throws {
    let rows = [39.9, 40, 59.9, 60, .infinity, -.infinity, .nan].map { [$0, 0, 0, 0, 0] }
    let positions = try estimates("{finds: need, cuts: {of: age, at: [40, 60]}}", rows)
    #expect(positions == [0, 1, 1, 2, 2, 0, noEstimate])
    let named = try estimates(
      """
      {finds: need, cuts: {of: age, missing: saving, \
      levels: {borrowing: below 40, paying: below 60, saving: above}}}
      """, rows)
    #expect(named == [2, 0, 0, 1, 1, 2, 1])
  }
}
