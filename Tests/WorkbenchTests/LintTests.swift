// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ScenarioLanguage
import Testing
import Workbench

/// What `lint` finds, against counts that were published and against loops over every value.
@Suite struct LintTests {
  /// How many codes no row, one row and several rows hold for.
  private func codes(_ subject: RuleLint.Subject) throws -> [Int] {
    let codes = try #require(subject.codes)
    return [codes.none, codes.one, codes.several]
  }

  private func unreachable(_ subject: RuleLint.Subject) -> [String] {
    subject.findings.filter { $0.kind == .unreachableSegment }.compactMap {
      $0.message.split(separator: "'").first.map(String.init)
    }
  }

  @Test func thePublishedTableHasTheFaultsThatEnumerationFinds() throws {
    let package = Fixtures.folder.deletingLastPathComponent().deletingLastPathComponent()
    let source = try ScenarioSource.load(package.path + "/Scenarios/tables/rfm-0.2.yaml")
    let root = ScenarioOverrides(customers: 2_000).applied(to: source.root)
    let subject = try #require(RuleLint(try Scenario(root)).subjects.first)
    let codes = try codes(subject)
    #expect(subject.isExact && codes == [36, 50, 39])
    #expect(unreachable(subject) == ["new", "promising", "cannot_lose"])
    #expect(subject.findings.first { $0.kind == .gap }?.codes == 36)
  }

  /// A scenario whose segments are those of a table, to be found by three features.
  private func table(_ scores: Int, _ segments: [String], _ rows: [(String, String)]) throws
    -> RuleLint.Subject
  {
    let last = segments.count - 1
    let cuts = segments.enumerated().map { $0 == last ? "\($1): above" : "\($1): below \($0)" }
    let score = "{at: [\((1..<scores).map(String.init).joined(separator: ", "))]}"
    let text = """
      scenario: 1
      name: published
      seed: 3
      population: {customers: 500, from: 2026-01, months: 1}
      world: {a: {uniform: {from: 0, to: 5}}}
      segments: {rfm: {cut: a, levels: {\(cuts.joined(separator: ", "))}}}
      view: {r: [{of: a}], f: [{of: a}], m: [{of: a}]}
      classifiers:
        table:
          finds: rfm
          score table:
            scores: {r: \(score), f: \(score), m: \(score)}
            hit: first
            otherwise: other
            rows: [\(rows.map { "{\($0): \($1)}" }.joined(separator: ", "))]

      """
    let scenario = try Scenario(try ScenarioDocument(text: text, file: "f.yaml").root)
    return try #require(RuleLint(scenario).subjects.first)
  }

  /// The example of `rfm` 0.3.0: recency, frequency and monetary ranges, first match.
  @Test func theLaterPublishedTableLeavesTenCodes() throws {
    let ranges = [
      ("champions", "5", "5", "5"), ("potential", "3-5", "3-5", "2-5"),
      ("loyal", "2-4", "2-4", "2-4"), ("promising", "3-4", "1-3", "3-5"),
      ("new", "4-5", "1-3", "1-5"), ("cannot_lose", "1-2", "3-4", "4-5"),
      ("at_risk", "1-2", "2-5", "4-5"), ("attention", "1-3", "3-5", "3-5"),
      ("sleepy", "2-3", "1-3", "1-4"), ("lost", "1", "1-5", "1-5"),
    ]
    let subject = try table(
      5, ranges.map(\.0) + ["other"], ranges.map { ($0.0, "{r: \($0.1), f: \($0.2), m: \($0.3)}") })
    let codes = try codes(subject)
    #expect(codes == [10, 57, 58])
    #expect(unreachable(subject).isEmpty)
  }

  /// The default table of pymc-marketing (`_default_rfm_segment_config`): code lists over quartiles.
  @Test func theTableOfCodeListsLeavesEighteen() throws {
    let lists = [
      ("premium", "334, 443, 444, 344, 434, 433, 343, 333"),
      ("repeat", "244, 234, 232, 332, 143, 233, 243"),
      ("top", "424, 414, 144, 314, 324, 124, 224, 423, 413, 133, 323, 313, 134"),
      ("at_risk", "422, 223, 212, 122, 222, 132, 322, 312, 412, 123, 214"),
      ("inactive", "411, 111, 113, 114, 112, 211, 311"),
    ]
    let subject = try table(4, lists.map(\.0) + ["other"], lists.map { ($0.0, "[\($0.1)]") })
    let codes = try codes(subject)
    #expect(codes == [18, 46, 0])
  }

  /// Rows that compare several scores are tried on every code too.
  @Test func expressionsOverScoresAreExact() throws {
    let rows = [
      ("s0", "\"f + m >= 7\""), ("s1", "\"r > f and m != 2\""), ("s2", "\"abs(r - m) < 1\""),
    ]
    let subject = try table(4, ["s0", "s1", "s2", "other"], rows)
    var counts = [0, 0, 0]
    for code in 0..<64 {
      let (r, f, m) = (1 + code / 16, 1 + code / 4 % 4, 1 + code % 4)
      let holding = [f + m >= 7, r > f && m != 2, r == m].count { $0 }
      counts[min(2, holding)] += 1
    }
    #expect(subject.isExact && subject.findings.allSatisfy { $0.kind == .gap })
    #expect(try codes(subject) == counts)
  }

  /// Random tables of ranges, against plain loops over all codes.
  @Test func randomTablesAgreeWithPlainLoops() throws {
    var state: UInt64 = 20_261_128
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
    let names = ["s0", "s1", "s2", "s3", "other"]
    for _ in 0..<12 {
      let scores = 2 + random(4)
      let boxes = (0..<(2 + random(7))).map { _ in
        (
          segment: random(4),
          ranges: (0..<3).map { _ -> ClosedRange<Int> in
            let (one, other) = (1 + random(scores), 1 + random(scores))
            return min(one, other)...max(one, other)
          }
        )
      }
      let rows = boxes.map { box in
        let cells = zip(["r", "f", "m"], box.ranges).map {
          "\($0): \($1.lowerBound)-\($1.upperBound)"
        }
        return (names[box.segment], "{\(cells.joined(separator: ", "))}")
      }
      let subject = try table(scores, names, rows)
      var (counts, given) = ([0, 0, 0], Set<Int>())
      for code in 0..<(scores * scores * scores) {
        let digits = [code / scores / scores, code / scores % scores, code % scores].map { $0 + 1 }
        let holding = boxes.filter { zip($0.ranges, digits).allSatisfy { $0.contains($1) } }
        counts[min(2, holding.count)] += 1
        given.insert(holding.first?.segment ?? 4)
      }
      let codes = try codes(subject)
      #expect(codes == counts, "\(rows)")
      let never = Set(0..<5).subtracting(given).map { names[$0] }
      #expect(Set(unreachable(subject)) == Set(never), "\(rows)")
    }
  }

  /// The examination of tier rules on a number from 0 to 5.
  private func tierLint(
    _ levels: String, _ steps: String, _ classifiers: String
  ) throws -> RuleLint {
    let text = """
      scenario: 1
      name: floors
      seed: 3
      population: {customers: 500, from: 2026-01, months: 1}
      world: {a: {uniform: {from: 0, to: 5}}}
      segments: {tier: {cut: a, levels: {\(levels)}}}
      view: {a: \(steps)}
      classifiers:
        \(classifiers)
      """
    return RuleLint(try Scenario(try ScenarioDocument(text: text, file: "f").root))
  }

  /// A measure of at most 5 earns no tier from 9 on; whoever holds less than 2 stays in the base.
  @Test func tiersThatNobodyEarnsAreTold() throws {
    let lint = try tierLint(
      "low: below 2, middle: below 4, high: above", "[{of: a}]",
      """
      good: {finds: tier, tiers: {measure: a, floors: {middle: 2, high: 4}}}
        far: {finds: tier, tiers: {measure: a, floors: {middle: 2, high: 9}}}
        sum: {finds: tier, tiers: {measure: a + 1, floors: {middle: 2, high: 9}}}
      """)
    #expect(lint.subjects.map(\.classifier) == ["good", "far", "sum"])
    #expect(lint.subjects[0].findings.isEmpty, "\(lint.subjects[0].findings)")
    #expect(unreachable(lint.subjects[1]) == ["high"])
    #expect(unreachable(lint.subjects[2]) == ["high"] && lint.subjects[2].isExact)
    #expect(lint.unexamined.isEmpty)
  }

  /// Of four features with 21 different points each there are more sums than are kept apart.
  @Test func aCardOfTooManySumsIsNamed() throws {
    func card(_ count: Int) -> String {
      let features = ["r", "f", "m", "q"].enumerated().map { place, name in
        let points = (0..<count).map { bin in
          let end = bin == count - 1 ? "above" : "below \(bin)"
          return "\(end): \(0.37 * Double(bin * bin) + 0.013 * Double(bin * (place + 1)))"
        }
        return "\(name): {\(points.joined(separator: ", "))}"
      }
      return """
        scenario: 1
        name: cards
        seed: 3
        population: {customers: 500, from: 2026-01, months: 1}
        world: {a: {uniform: {from: 0, to: 5}}}
        segments: {tier: {cut: a, levels: {low: below 2, high: above}}}
        view: {r: [{of: a}], f: [{of: a}], m: [{of: a}], q: [{of: a}]}
        classifiers:
          card: {finds: tier, scorecard: {points: {\(features.joined(separator: ", "))}, at: [100]}}
        """
    }
    func lint(_ count: Int) throws -> RuleLint {
      RuleLint(try Scenario(try ScenarioDocument(text: card(count), file: "f").root))
    }
    let large = try lint(21)
    #expect(large.subjects.isEmpty && large.unexamined.map(\.classifier) == ["card"])
    #expect(large.text(nil).contains("scorecard, not examined, because there are more than 65,536"))
    #expect(
      large.json(file: "f").contains("\"reason\": \"there are more than 65,536 sums of points\""))
    let small = try lint(3)
    #expect(small.unexamined.isEmpty && small.subjects.map(\.isExact) == [true])
    #expect(unreachable(try #require(small.subjects.first)) == ["high"])
  }

  @Test func whoseMeasureIsMissingKeepsTheTier() throws {
    let lint = try tierLint(
      "low: below 2, high: above", "[{of: a}, {missing: 0.2, per: month}]",
      "rule: {finds: tier, tiers: {measure: a, floors: {high: 2}}}")
    let found = lint.findings.filter { $0.kind == .missingValue }
    #expect(found.count == 1)
    #expect(found.allSatisfy { $0.message.hasSuffix("the customer keeps the tier held before") })
    #expect(lint.text(nil).contains("no review decides for"))
  }
}
