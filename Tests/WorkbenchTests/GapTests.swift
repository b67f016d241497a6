// SPDX-License-Identifier: GPL-3.0-or-later
import Results
import ScenarioLanguage
import Testing
import Workbench

/// Classifiers of one scheme that do not name a segment for the same customers.
@Suite struct GapTests {
  /// Rules without `otherwise` leave who meets none without a segment: the share is told, in each month and in all.
  @Test func whoGetsNoSegmentIsTold() async throws {
    let text = """
      scenario: 1
      name: open
      seed: 3
      population: {customers: 4_000, from: 2026-01, months: 2}
      world: {score: {uniform: {from: 0, to: 1}}}
      segments: {group: {cut: score, levels: {low: below 0.5, high: above}}}
      view: {score: [{of: score}]}
      classifiers:
        open: {finds: group, first match: [{high: score >= 0.6}, {low: score < 0.35}]}
        closed: {finds: group, first match: [{high: score >= 0.5}, {low: score < 0.5}]}
      floor: {customers: 0}

      """
    let scenario = try Scenario(ScenarioDocument(text: text, file: "open.yaml").root)
    #expect(
      scenario.warnings.count { $0.message.contains("ends without a rule for everybody") } == 2)
    let table = try await Runner(scenario, RunOptions()).run().measurements
    let rows = table.rows(metric: .only("without-estimate"))
    #expect(rows.map(\.classifier) == ["open", "open", "open"])
    for row in rows {
      // A quarter, with a standard error of 0.007 at most: 5 of them are met once in two million.
      #expect(abs(try #require(row.value.number) - 0.25) < 0.035)
      #expect(row.n == (row.month == nil ? 8_000 : 4_000))
    }
  }

  /// Two cut points of which one is blind to a tenth of the customers each month, the other to another tenth, and
  /// one that refers some: each pair is set side by side where both have named a segment, over months as in
  /// each.
  @Test func pairsAreComparedWhereBothDecide() async throws {
    let text = """
      scenario: 1
      name: gaps
      seed: 3
      population: {customers: 3_000, from: 2026-01, months: 3, exit: {hazard: 0.05}}
      world:
        group: {levels: {low: 0.5, high: 0.5}}
        score: {normal: {mean: {by group: {low: 0, high: 2}}, sd: 1}}
      segments: {group: {is: group, ordered: yes}}
      view:
        one: [{of: score}, {missing: 0.1, per: month}]
        two: [{of: score}, {missing: 0.1, per: month}]
      classifiers:
        first: {finds: group, cuts: {of: one, at: [1]}}
        second: {finds: group, cuts: {of: two, at: [1.4]}}
        asks: {finds: group, sees: [one], naive bayes: {}, decides: {by cost: {refer: 0.3}}}
        whole: {finds: group, sees: [one], naive bayes: {}}
      costs: {group: {low: {high: 1}, high: {low: 1}}}
      floor: {customers: 0}

      """
    let scenario = try Scenario(ScenarioDocument(text: text, file: "gaps.yaml").root)
    let table = try await Runner(scenario, RunOptions()).run().measurements
    let rows = table.rows(metric: .only("misclassification-difference"))
    let names = Set(rows.compactMap(\.classifier))
    #expect(names.count == 6)
    for name in names {
      let own = rows.filter { $0.classifier == name }
      let months = own.filter { $0.month != nil }
      let total = try #require(own.first { $0.month == nil })
      try #require(months.count == 3)
      let count = months.reduce(0) { $0 + ($1.n ?? 0) }
      #expect(total.n == count, "\(name)")
      let sum = months.reduce(0.0) { $0 + ($1.value.number ?? 0) * Double($1.n ?? 0) }
      let whole = try #require(total.value.number)
      #expect(abs(whole - sum / Double(count)) < 1e-12, "\(name): \(whole)")
    }
  }
}
