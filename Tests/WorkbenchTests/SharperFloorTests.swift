// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Foundation
import Results
import ScenarioLanguage
import TestSupport
import Testing
import Workbench

/// Floors that lean on errors counted on all customers.
@Suite struct SharperFloorTests {
  /// A floor on few customers borrows from errors that are counted on all: against Φ(-1), with a
  /// false-alarm rate of 1e-4.
  @Test func errorsOfAllLessRegretOfFewAreASharperFloor() async throws {
    let text = """
      scenario: 1
      name: borrowed
      seed: 7
      population: {customers: 20_000, from: 2026-01, months: 3}
      world:
        side: {levels: {left: 0.5, right: rest}}
        x: {normal: {mean: {by side: {left: -1, right: 1}}, sd: 1}, each: month}
      segments: {side: {is: side, ordered: yes}}
      view: {x: [{of: x}]}
      classifiers: {shifted: {finds: side, cuts: {of: x, at: [0.2]}}}
      floor: {customers: 400}
      """
    let scenario = try Scenario(ScenarioDocument(text: text, file: "borrowed.yaml").root)
    let table = try await Runner(scenario, RunOptions(threads: 2)).run().measurements
    func row(_ metric: String) throws -> Results.Measurement {
      try #require(table.rows(metric: .only(metric), month: .absent).first)
    }
    let (floor, direct) = (try row(MetricName.floor), try row(MetricName.expectedError))
    #expect(floor.estimator == "errors less regret" && direct.estimator == "expected")
    let value = try #require(floor.value.number)
    let half = try #require(floor.high) - value
    #expect(half < (try #require(direct.high) - (try #require(direct.value.number))) / 2)
    #expect(abs(value - 0.5 * erfc(0.5.squareRoot())) < 3.89 / 1.96 * half)
    let sum = try #require(
      table.rows(metric: .only(MetricName.misclassification), month: .absent)
        .first { $0.estimator == "overall" }?.value.number)
    #expect(abs(sum - value - (try row(MetricName.regret).value.number ?? 0)) < 1e-12)
    // A month's own is the expected error of those who were looked at.
    let months = table.rows(metric: .only(MetricName.floor)).filter { $0.month != nil }
    #expect(months.count == 3 && months.allSatisfy { $0.estimator == "expected" })
  }

  /// Errors of those who get a segment are no errors of all.
  @Test func whoLeavesCustomersOutLendsTheFloorNoErrors() async throws {
    let text = """
      scenario: 1
      name: gaps
      seed: 7
      population: {customers: 5_000, from: 2026-01, months: 2}
      world:
        side: {levels: {left: 0.5, right: rest}}
        x: {normal: {mean: {by side: {left: -1, right: 1}}, sd: 1}, each: month}
      segments: {side: {is: side, ordered: yes}}
      view: {x: [{of: x}]}
      classifiers: {sure: {finds: side, first match: [{left: x < -1}, {right: x > 1}]}}
      floor: {customers: 400}
      """
    let scenario = try Scenario(ScenarioDocument(text: text, file: "gaps.yaml").root)
    let table = try await Runner(scenario, RunOptions(threads: 2)).run().measurements
    let floor = try #require(table.rows(metric: .only(MetricName.floor), month: .absent).first)
    #expect(floor.estimator == "expected")
    #expect(try #require(floor.value.number) > 0.1)
  }
}
