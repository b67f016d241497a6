// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import ScenarioLanguage
import Testing

/// Where a threshold is compared with one number, and how equality counts.
@Suite struct ThresholdKeyTests {
  private func key(_ rules: String) throws -> ThresholdKey? {
    let text = "finds: kind\nfirst match: [\(rules), {b: otherwise}]\n"
    let document = try ScenarioDocument(text: text, file: "f")
    let features = ["x", "y", "limit", "other"].map {
      FeatureSchema.Feature(name: $0, kind: .number(unit: nil))
    }
    let scheme = SegmentScheme(name: "kind", method: nil, segments: ["a", "b"], isOrdered: false)
    let context = ClassifierContext(schema: FeatureSchema(features: features), schemes: [scheme])
    let log = ProblemLog()
    let specification = try #require(
      ClassifierSpecification(
        named: "c", reading: ScenarioReader(document.root, log: log), context: context))
    return try #require(specification.classifier.rules).key(of: 2, among: [2, 3])
  }

  @Test(arguments: [
    ("{a: x >= limit}", true), ("{a: x < limit}", true), ("{a: limit <= x}", true),
    ("{a: x > limit}", false), ("{a: limit >= x}", false),
    ("{a: x + y >= limit and y > 3}, {a: not (x + y < limit)}", true),
  ])
  func oneNumberIsFound(rules: String, equalIsAbove: Bool) throws {
    let key = try #require(try key(rules))
    #expect(key.equalIsAbove == equalIsAbove)
    #expect(key.expression.numberSlots == (rules.contains("y") ? [0, 1] : [0]))
  }

  @Test(arguments: [
    "{a: x >= limit}, {a: y >= limit}", "{a: x >= limit}, {a: x > limit}", "{a: x == limit}",
    "{a: x >= limit + 1}", "{a: x >= other + limit}", "{a: other >= limit}",
    "{a: x >= limit and y > limit * 2}", "{a: x > 3}",
  ])
  func allElseHasNone(rules: String) throws { #expect(try key(rules) == nil) }
}
