// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage
import Testing
import Workbench

/// Rules that read features alone and in sums: only what can go together is tried, and all of it.
@Suite struct LintSumTests {
  /// Examines a table of which at most one row may hold, on numbers a from 0 to 8 and b from 0 to 6, or counts c and d.
  private func subject(_ conditions: [String], _ view: String = "b: [{of: b}]") throws
    -> RuleLint.Subject
  {
    let names = ["low", "middle", "high", "top"]
    let rows = zip(names, conditions).map { "{\($0): \"\($1)\"}" }
    let cuts = names.enumerated().map { $0 == 3 ? "\($1): above" : "\($1): below \($0 + 1)" }
    let text = """
      scenario: 1
      name: sums
      seed: 4
      population: {customers: 300, from: 2026-01, months: 1}
      world:
        a: {uniform: {from: 0, to: 8}}
        b: {uniform: {from: 0, to: 6}}
        c: {poisson: {mean: 2}}
        d: {poisson: {mean: 1}}
      segments: {tier: {cut: a, levels: {\(cuts.joined(separator: ", "))}}}
      view: {a: [{of: a}], c: [{of: c}], d: [{of: d}], \(view)}
      classifiers:
        table: {finds: tier, decision table: {hit: unique, rows: [\(rows.joined(separator: ", "))]}}

      """
    let scenario = try Scenario(try ScenarioDocument(text: text, file: "f.yaml").root)
    return try #require(RuleLint(scenario).subjects.first)
  }

  /// A comparison, as text and on two numbers.
  private struct Atom {
    let text: String
    let holds: (Double, Double) -> Bool
  }

  private func atom(_ random: (Int) -> Int) -> Atom {
    let forms: [(text: String, value: (Double, Double) -> Double, range: ClosedRange<Int>)] = [
      ("a", { a, _ in a }, 0...8), ("b", { _, b in b }, 0...6), ("a + b", { $0 + $1 }, 0...14),
      ("a - b", { $0 - $1 }, -6...8),
    ]
    let form = forms[random(4)]
    let bound = form.range.lowerBound + random(form.range.count)
    let signs: [(String, (Double, Double) -> Bool)] = [
      (">=", { $0 >= $1 }), (">", { $0 > $1 }), ("<=", { $0 <= $1 }), ("<", { $0 < $1 }),
    ]
    let sign = signs[random(4)]
    return Atom(text: "\(form.text) \(sign.0) \(bound)") {
      sign.1(form.value($0, $1), Double(bound))
    }
  }

  /// Random tables, against plain loops over quarters: lines of whole numbers a, b, a + b and a - b leave no part of
  /// the plane without such a point.
  @Test func randomTablesAgreeWithPlainLoops() throws {
    var state: UInt64 = 20_261_130
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
    let names = ["low", "middle", "high", "top"]
    var (gaps, overlaps) = (0, 0)
    for _ in 0..<40 {
      let rows = (0..<3 + random(2)).map { _ in (0..<1 + random(3)).map { _ in atom(random) } }
      let subject = try subject(rows.map { $0.map(\.text).joined(separator: " and ") })
      #expect(subject.isExact)
      var (hasGap, pairs, given) = (false, Set<[Int]>(), Set<Int>())
      for (a, b) in (0...32).flatMap({ a in (0...24).map { (Double(a) / 4, Double($0) / 4) } }) {
        let holding = rows.indices.filter { rows[$0].allSatisfy { $0.holds(a, b) } }
        hasGap = hasGap || holding.isEmpty
        for one in holding {
          for other in holding where one < other { pairs.insert([one, other]) }
        }
        if holding.count == 1 { given.insert(holding[0]) }
      }
      let text = "\(rows.map { $0.map(\.text) }): \(subject.findings.map(\.message))"
      #expect(subject.findings.contains { $0.kind == .gap } == hasGap, "\(text)")
      #expect(subject.findings.count { $0.kind == .overlap } == pairs.count, "\(text)")
      let never = subject.findings.filter { $0.kind == .unreachableSegment }.compactMap {
        $0.message.split(separator: "'").first.map(String.init)
      }
      #expect(
        Set(never) == Set((0..<4).filter { !given.contains($0) }.map { names[$0] }), "\(text)")
      (gaps, overlaps) = (gaps + (hasGap ? 1 : 0), overlaps + pairs.count)
    }
    // Tables without gaps or without overlaps are among them.
    #expect((1..<40).contains(gaps) && overlaps > 10, "\(gaps), \(overlaps)")
  }

  /// Whoever has less than 3 of a sum has less than 3 of each part, to the last bit.
  @Test func whatSharesOutAllLeavesNothing() throws {
    let groups = [
      [
        "a + b >= 6 and a >= 4", "a + b >= 6 and a < 4", "a + b < 6 and b >= 3",
        "a + b < 6 and b < 3",
      ],
      ["a + b < 3 and a < 3", "a + b >= 3 and a + 2 * b < 9", "a + b >= 3 and a + 2 * b >= 9"],
      [
        "0.1 * a + 0.3 * b >= 1 and a >= 1", "0.1 * a + 0.3 * b >= 1 and a < 1",
        "0.1 * a + 0.3 * b < 1",
      ],
      ["c + d >= 2 and c >= 1", "c + d >= 2 and c < 1", "c + d < 2"],
    ]
    for conditions in groups {
      let subject = try subject(conditions)
      let found = subject.findings.filter { $0.kind != .unreachableSegment }
      #expect(subject.isExact && found.isEmpty, "\(conditions): \(found.map(\.message))")
    }
    // A sum of 1 is no sum of two counts from 1 on.
    let never = try subject(["c + d == 1 and c > 0 and d > 0", "c + d != 1", "c + d == 1"])
    #expect(never.isExact && never.findings.contains { $0.message.contains("row 1 never holds") })
  }

  /// The sum is missing where b is; whoever asks for b alone too finds it missing there, and nowhere else.
  @Test func missingPartsGoWithMissingSums() throws {
    let subject = try subject(
      ["a + b >= 6 and a >= 4", "a + b >= 6 and a < 4", "a + b < 6", "missing(b)"],
      "b: [{of: b}, {missing: 0.2, per: month}]")
    let kinds = subject.findings.map(\.kind).filter { $0 != .missingValue }
    #expect(subject.isExact && kinds.isEmpty, "\(subject.findings.map(\.message))")
    let gap = try self.subject(
      ["a + b >= 6", "a + b < 6 and b < 9", "missing(b) and a < 4"],
      "b: [{of: b}, {missing: 0.2, per: month}]")
    #expect(gap.isExact && !gap.findings.contains { $0.kind == .overlap })
  }

  /// Counts and other numbers in one sum, of which one is read alone, have no bounds that tell all.
  @Test func whatBoundsDoNotTellIsTriedOnCustomers() throws {
    let subject = try subject(["a + c >= 6 and c >= 2", "a + c >= 6 and c < 2", "a + c < 6"])
    #expect(!subject.isExact && subject.findings.contains { $0.kind == .notExamined })
  }

  /// Of a gap that nobody drawn falls into it is told that its values may never go together, unless it is one of a
  /// single feature.
  @Test func whatNobodyShowsIsToldSo() throws {
    let several = try subject(["a + b < 14", "a + b >= 14 and a < 8", "a > 8 and b > 6"])
    let gap = try #require(several.findings.first { $0.kind == .gap })
    #expect(gap.isAssumed && gap.share?.customers == 0 && gap.severity == .warning)
    #expect(
      gap.problem.message.hasSuffix(
        "none of 300 drawn customers: perhaps such values never go together"))
    let one = try subject(["a < 3", "a > 3 and b < 3", "a > 3 and b >= 3"])
    let point = try #require(one.findings.first { $0.kind == .gap })
    #expect(point.severity == .error && !point.isAssumed)
    #expect(point.problem.message.hasSuffix("none of 300 drawn customers"))
  }
}
