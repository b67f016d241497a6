// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Foundation
import Probability
import ScenarioLanguage
import Testing

/// Scorecards, against points added by hand and the odds that they stand for.
struct ScorecardTests {
  private let schema = FeatureSchema(features: [
    .init(name: "age", kind: .number(unit: "year")),
    .init(name: "region", kind: .levels(["north", "east", "south"])),
  ])
  private let scheme = SegmentScheme(
    name: "risk", method: nil, segments: ["bad", "good"], isOrdered: true)

  private func prediction(_ scorecard: String, _ rows: [[Double]]) throws -> Prediction {
    let text = "card: {finds: risk, scorecard: \(scorecard)}\n"
    let node = try #require(try ScenarioDocument(text: text, file: "f").root["card"])
    let log = ProblemLog()
    let specification = try #require(
      ClassifierSpecification(
        named: "card", reading: ScenarioReader(node, log: log),
        context: ClassifierContext(schema: schema, schemes: [scheme])), "\(log.problems)")
    let model = try specification.classifier.fit(
      LabelledFeatures(unlabelled: schema, sees: [0, 1], scheme: scheme), using: SeedPath(root: 1))
    let table = FeatureTable(schema: schema, columns: (0..<2).map { c in rows.map { $0[c] } })
    return Prediction(model, table, segments: 2)
  }

  private let points = """
    points: {age: {below 25: -20, below 40: 10, above: 35, missing: 5}, region: {north: 7, others: 0}}
    """

  @Test func pointsAddUpAndAreCut() throws {
    let rows: [[Double]] = [[24, 0], [25, 1], [40, 0], [.nan, 2], [30, .nan]]
    // 600 - 13, 600 + 10, 600 + 42, 600 + 5; a region that is missing has no points.
    for (cut, wanted) in [
      (605.0, [0, 1, 1, 1, 255] as [SegmentIndex]), (605.5, [0, 1, 1, 0, 255]),
      (587, [1, 1, 1, 1, 255]), (643, [0, 0, 0, 0, 255]),
    ] {
      let card = "{initial: 600, at: [\(cut)], \(points)}"
      let found = try prediction(card, rows)
      #expect(found.segments == wanted, "cut at \(cut)")
      #expect(found.chances(0).allSatisfy { $0.isNaN })
    }
  }

  /// 600 points are odds of 19 to 1, and 50 points more double them: 642 points are odds of
  /// 19 × 2^(42/50).
  @Test func theScaleGivesTheOdds() throws {
    let card = """
      {initial: 600, at: [605], \(points), scale: {score: 600, odds: 19, points to double: 50}}
      """
    let found = try prediction(card, [[24, 0], [25, 1], [40, 0], [30, .nan]])
    for (row, sum) in [587.0, 610, 642].enumerated() {
      let odds = 19 * pow(2, (sum - 600) / 50)
      #expect(abs(found.chances(row)[1] - odds / (1 + odds)) < 1e-12)
      #expect(abs(found.chances(row).reduce(0, +) - 1) < 1e-15)
    }
    #expect(found.chances(3).allSatisfy { $0.isNaN })
  }
}
