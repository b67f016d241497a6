// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Results
import ScenarioLanguage
import Testing
import Workbench

/// Floors that lean on errors counted on all customers.
@Suite struct SharperFloorTests {
  /// Two normal laws at distance 2, of whose customers few are looked at.
  private static func table(
    _ classifier: String, months: Int = 3, replicates: Int = 1
  ) async throws -> MeasurementTable {
    let text = """
      scenario: 1
      name: borrowed
      seed: 7
      population: {customers: 20_000, from: 2026-01, months: \(months)}
      world:
        side: {levels: {left: 0.5, right: rest}}
        x: {normal: {mean: {by side: {left: -1, right: 1}}, sd: 1}, each: month}
      segments: {side: {is: side, ordered: yes}}
      view: {x: [{of: x}]}
      classifiers: {only: {finds: side, \(classifier)}}
      floor: {customers: 400}
      """
    let scenario = try Scenario(ScenarioDocument(text: text, file: "borrowed.yaml").root)
    return try await Runner(scenario, RunOptions(threads: 2, replicates: replicates)).run()
      .measurements
  }

  private static func overall(
    _ metric: String, _ table: MeasurementTable
  ) throws -> Results.Measurement {
    try #require(table.rows(metric: .only(metric), month: .absent, replicate: .absent).first)
  }

  private static let floor = 0.5 * erfc(0.5.squareRoot())

  /// Against Φ(-1), with a false-alarm rate of 1e-4.
  @Test func errorsOfAllLessRegretOfFewAreASharperFloor() async throws {
    let table = try await Self.table("cuts: {of: x, at: [0.2]}")
    let (sharper, direct) = (
      try Self.overall(MetricName.floorByErrors, table), try Self.overall(MetricName.floor, table)
    )
    let value = try #require(sharper.value.number)
    let half = try #require(sharper.high) - value
    let wide = try #require(direct.high) - (try #require(direct.value.number))
    #expect(half < wide / 2)
    #expect(abs(value - Self.floor) < 3.89 / 1.96 * half)
    let errors = table.rows(metric: .only(MetricName.misclassification), month: .absent)
      .first { $0.estimator == "overall" }?.value.number
    let regret = try Self.overall(MetricName.regret, table).value.number
    #expect(abs(try #require(errors) - value - (try #require(regret))) < 1e-12)
  }

  /// The floor itself is of those looked at alone, whatever classifier stands beside it: gates compare it.
  @Test func theFloorItselfKnowsNothingOfErrors() async throws {
    let near = try await Self.table("cuts: {of: x, at: [0.2]}")
    let far = try await Self.table("cuts: {of: x, at: [1.5]}")
    let floors = try [near, far].map { try Self.overall(MetricName.floor, $0).value.number }
    #expect(floors[0] != nil && floors[0] == floors[1])
    let lent = try [near, far].map { try Self.overall(MetricName.floorByErrors, $0).value.number }
    #expect(lent[0] != lent[1])
  }

  @Test func replicatesJoin() async throws {
    let table = try await Self.table("cuts: {of: x, at: [0.2]}", months: 2, replicates: 3)
    for metric in [MetricName.floor, MetricName.floorByErrors] {
      let row = try Self.overall(metric, table)
      #expect(row.varies == "replicates")
      #expect(abs(try #require(row.value.number) - Self.floor) < 0.03)
    }
  }

  /// Errors of those who get a segment are no errors of all; one month's floor leans on nothing.
  @Test(arguments: [
    ("first match: [{left: x < -1}, {right: x > 1}]", 2), ("cuts: {of: x, at: [0]}", 1),
  ])
  func whoDecidesSomeOrOnceLendsNothing(_ classifier: String, _ months: Int) async throws {
    let table = try await Self.table(classifier, months: months)
    #expect(table.rows(metric: .only(MetricName.floorByErrors)).isEmpty)
    #expect(try #require(try Self.overall(MetricName.floor, table).value.number) > 0.1)
  }
}
