// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Results
import ScenarioLanguage
import Testing
import Workbench

/// How often the best rule finds each of two normal groups of unequal shares, in closed form.
@Suite struct FloorRecallTests {
  private static func table(share: Double, seed: Int = 3) async throws -> MeasurementTable {
    let text = """
      scenario: 1
      name: unequal
      seed: \(seed)
      population: {customers: 10_000, from: 2026-01, months: 3}
      world:
        group: {levels: {low: \(share), high: rest}}
        score: {normal: {mean: {by group: {low: 0, high: 2}}, sd: 1}}
        fresh: {normal: {mean: {by group: {low: 0, high: 2}}, sd: 1}, each: month}
      segments: {group: {is: group, ordered: yes}}
      view: {score: [{of: score}], fresh: [{of: fresh}]}
      classifiers:
        stays: {finds: group, cuts: {of: score, at: [1]}}
        varies: {finds: group, cuts: {of: fresh, at: [1]}}
      budget: no
      """
    let scenario = try Scenario(ScenarioDocument(text: text, file: "unequal.yaml").root)
    return try await Runner(scenario, RunOptions(threads: 2)).run().measurements
  }

  private static func lower(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

  private static func width(_ row: Results.Measurement) throws -> Double {
    try #require(row.high) - (try #require(row.low))
  }

  /// Posterior odds are even at 1 + ln(p / (1 - p)) / 2.
  ///
  /// Within 5 standard errors: a false alarm has
  /// probability 6e-7 each, at a fixed seed.
  @Test(arguments: [0.5, 0.8, 0.95])
  func recallsMeetTheClosedForm(share: Double) async throws {
    let table = try await Self.table(share: share)
    let cut = 1 + log(share / (1 - share)) / 2
    let known = ["low": Self.lower(cut), "high": Self.lower(2 - cut)]
    let rows = table.rows(metric: .only(MetricName.floorRecall))
    #expect(rows.count == 2 * 2 * 4)
    for row in rows {
      let recall = try #require(known[row.segment ?? ""])
      let (found, width) = (try #require(row.value.number), try Self.width(row))
      #expect(abs(found - recall) < 5 * width / 2 / 1.96, "\(row) \(recall)")
      #expect(row.varies == "customers" && row.n ?? 0 > 0)
    }
  }

  /// Who looks the same in all months tells once only: the interval is that of a month.
  ///
  /// Where months are
  /// drawn anew it is narrower by √3.
  @Test func customersAreTheUnitOverMonths() async throws {
    let table = try await Self.table(share: 0.8)
    for (classifier, factor) in [("stays", 1.0), ("varies", 3.0.squareRoot())] {
      let rows = table.rows(
        metric: .only(MetricName.floorRecall), segment: .only("high"),
        classifier: .only(classifier))
      let overall = try #require(rows.first { $0.month == nil })
      let month = try #require(rows.first { $0.month != nil })
      let ratio = try Self.width(month) / Self.width(overall)
      #expect(abs(ratio / factor - 1) < 0.05, "\(classifier) \(ratio)")
    }
  }
}
