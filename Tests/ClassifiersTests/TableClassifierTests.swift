// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Probability
import ScenarioLanguage
import Testing

/// Score tables and decision tables, against tables worked out by hand and by plain loops.
struct TableClassifierTests {
  private func model(_ entry: String, _ training: LabelledFeatures? = nil) throws
    -> any FittedClassifier
  {
    let log = ProblemLog()
    let specification = try #require(SampleBank.specification(entry, log: log), "\(log.problems)")
    let blank = LabelledFeatures(
      unlabelled: SampleBank.schema, sees: specification.sees, scheme: specification.scheme)
    return try specification.classifier.fit(training ?? blank, using: SeedPath(root: 1))
  }

  private func estimates(_ entry: String, _ rows: [[Double]]) throws -> [SegmentIndex] {
    let table = FeatureTable(
      schema: SampleBank.schema, columns: (0..<5).map { column in rows.map { $0[column] } })
    return Prediction(try model(entry), table).segments
  }

  /// Every pair of scores, by age cut at 1, 2 and digital cut at 1, 2 with less being better.
  private let grid: [[Double]] = (0..<3).flatMap { (age: Int) -> [[Double]] in
    (0..<3).map { [Double(age) + 0.5, 0, 0, 0, Double($0) + 0.5] }
  }

  private func table(_ hit: String, _ rows: String) -> String {
    """
    {finds: need, score table: {scores: {age: {at: [1, 2]}, digital: {at: [1, 2], reversed: yes}}, \
    hit: \(hit), rows: \(rows)}}
    """
  }

  @Test func rangesCodesAndExpressionsSayTheSame() throws {
    let wanted: [SegmentIndex] = [2, 2, 255, 0, 0, 255, 0, 0, 1]
    for rows in [
      "[{paying: {age: 2-3, digital: 2-3}}, {saving: {age: 3, digital: 1}}, {borrowing: {age: 1, digital: 2 to 3}}]",
      "[{paying: [22, 23, 32, 33]}, {saving: 31}, {borrowing: [12, 13]}]",
      """
      [{paying: age >= 2 and digital >= 2}, {saving: {age: at least 3, digital: below 2}}, \
      {borrowing: not (age > 1 or digital == 1)}]
      """,
    ] {
      for hit in ["first", "unique", "any"] {
        #expect(try estimates(table(hit, rows), grid) == wanted, "\(hit) \(rows)")
      }
    }
  }

  @Test func theHitPolicyDecidesWhereSeveralRowsHold() throws {
    let rows = "[{paying: {age: 1-2}}, {paying: {age: 2, digital: 1}}, {saving: {age: 2-3}}]"
    func first(_ hit: String) throws -> [SegmentIndex] { try estimates(table(hit, rows), grid) }
    #expect(try first("first") == [0, 0, 0, 0, 0, 0, 1, 1, 1])
    #expect(try first("unique") == [0, 0, 0, 255, 255, 255, 1, 1, 1])
    #expect(try first("any") == [0, 0, 0, 255, 255, 255, 1, 1, 1])
    let agreeing = "[{paying: {age: 1-2}}, {paying: {age: 2}}, {saving: {age: 3}}]"
    #expect(try estimates(table("any", agreeing), grid) == [0, 0, 0, 0, 0, 0, 1, 1, 1])
    #expect(try estimates(table("unique", agreeing), grid) == [0, 0, 0, 255, 255, 255, 1, 1, 1])
  }

  @Test func missingScoresAreUnknownUnlessTheyAreGivenOrAskedFor() throws {
    let missing = [[Double.nan, 0, 0, 0, 0.5], [2.5, 0, 0, 0, .nan]]
    #expect(try estimates(table("first", "[{saving: {age: 1-3}}]"), missing) == [255, 1])
    let asked = "[{saving: {age: missing}}, {paying: {age: '-', digital: missing or 1}}]"
    #expect(try estimates(table("first", asked), missing) == [1, 0])
    let given = """
      {finds: need, score table: {scores: {age: {at: [1, 2], missing: 2}}, hit: first, \
      rows: [{paying: 2}], otherwise: borrowing}}
      """
    #expect(try estimates(given, missing) == [0, 2])
  }

  @Test func quantilesAreCutOnTrainingAndStay() throws {
    let entry = """
      {finds: need, score table: {scores: {age: {quantiles: 4}}, hit: unique, \
      rows: [{paying: 1}, {saving: {age: 2-3}}, {borrowing: 4}]}}
      """
    let ages = [9.0, 1, 5, 3, 7, .nan]
    let training = SampleBank.labelled(
      (0..<5).map { $0 == 0 ? ages : ages.map { _ in 0 } }, ages.map { _ in noEstimate })
    let model = try model(entry, training)
    // Of 1, 3, 5, 7, 9 the quarters lie at the second, third and fourth.
    #expect(model.parameters == [FittedParameter("age.cuts", [3, 5, 7])])
    let table = FeatureTable(
      schema: SampleBank.schema, columns: (0..<5).map { _ in [2.9, 3, 6.9, 7, .nan, 1e9] })
    #expect(Prediction(model, table).segments == [0, 1, 1, 2, 255, 2])
  }

  @Test func withoutAnyValueThereAreNoQuantiles() throws {
    let log = ProblemLog()
    let entry = """
      {finds: need, score table: {scores: {age: {quantiles: 4}}, hit: first, rows: [{paying: 1}]}}
      """
    let classifier = try #require(SampleBank.specification(entry, log: log)).classifier
    let empty = SampleBank.labelled((0..<5).map { _ in [.nan] }, [noEstimate])
    #expect(throws: FitError.nothingToRank(feature: "age")) {
      try classifier.fit(empty, using: SeedPath(root: 1))
    }
  }

  @Test func cellsOfADecisionTableMeanWhatTheySay() throws {
    let cells: [(cell: String, holds: (Double) -> Bool)] = [
      ("below 40", { $0 < 40 }), ("at most 40", { $0 <= 40 }), ("above 40", { $0 > 40 }),
      ("at least 40", { $0 >= 40 }), ("30 to 40", { (30...40).contains($0) }),
      ("30 to below 40", { (30..<40).contains($0) }), ("40", { $0 == 40 }),
      ("missing", { $0.isNaN }), ("'<= 40'", { $0 <= 40 }), ("'> 40'", { $0 > 40 }),
      ("'-'", { _ in true }), ("-5 to -1 or 40", { (-5...(-1)).contains($0) || $0 == 40 }),
      ("[below 30, missing]", { $0 < 30 || $0.isNaN }),
    ]
    let values: [Double] = [-6, -5, -1, 29.9, 30, 39.9, 40, 40.1, .nan]
    for (cell, holds) in cells {
      let entry = "{finds: need, decision table: {hit: first, rows: [{saving: {age: \(cell)}}]}}"
      let wanted = values.map { holds($0) ? SegmentIndex(1) : noEstimate }
      #expect(try estimates(entry, values.map { [$0, 0, 0, 0, 0] }) == wanted, "\(cell)")
    }
    let levels =
      "{finds: need, decision table: {hit: first, rows: [{saving: {region: north or missing}}]}}"
    #expect(try estimates(levels, [0, 1, .nan].map { [1, 0, 0, $0, 0] }) == [1, 255, 1])
  }

  @Test func rowsMayHaveNamesOfTheirOwn() throws {
    let entry = """
      {finds: need, decision table: {hit: first, rows: {a: {segment: saving, age: below 5}, \
      b: {segment: saving, age: above 9}, paying: {age: 5 to 9, region: ''}}}}
      """
    #expect(try estimates(entry, [1.0, 5, 10].map { [$0, 0, 0, 0, 0] }) == [1, 0, 1])
  }
}
