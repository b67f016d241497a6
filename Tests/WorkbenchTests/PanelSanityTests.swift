// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Foundation
import Populations
import Results
import ScenarioLanguage
import Testing
import Workbench

/// The benchmark panel against the values that a careful numpy program gives for the same job.
///
/// Both (200,000 customers, the peer's seed 1) are samples, so they agree within sampling error and the
/// small differences of the two month orders. Tolerances: 0.005 for errors and KS, 5 % for PSI.
@Suite struct PanelSanityTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test func errorsAndDriftMeetThePeer() async throws {
    let path = Self.root.appending(path: "Scenarios/benchmarks/panel.yaml").path
    let scenario = try Scenario(try ScenarioSource.load(path).root)
    let outcome = try await Runner(scenario, RunOptions(threads: 2)).run()
    let table = outcome.measurements
    let peers: [String: [Double]] = [
      "rules": [0.275, 0.324, 0.323, 0.375], "bayes": [0.086, 0.142, 0.151, 0.200],
      "logit": [0.082, 0.139, 0.142, 0.192],
    ]
    for (name, values) in peers.sorted(by: { $0.key < $1.key }) {
      for (month, value) in zip([0, 11, 12, 23], values) {
        let row = try #require(
          table.rows(
            metric: .only("misclassification"), month: .only(scenario.population.from + month),
            classifier: .only(name)
          ).first)
        let rate = try #require(row.value.number)
        #expect(abs(rate - value) <= 0.005, "\(name) in month \(month): \(rate)")
      }
    }
    let before = try digital("psi", 11, table, scenario)
    #expect(abs(before - 0.0002) <= 0.0015)
    let after = try digital("psi", 12, table, scenario)
    #expect(abs(after / 0.426 - 1) <= 0.05)
    let distance = try digital("ks", 12, table, scenario)
    #expect(abs(distance - 0.280) <= 0.005)
  }

  private func digital(
    _ metric: String, _ month: Int, _ table: MeasurementTable, _ scenario: Scenario
  ) throws -> Double {
    let rows = table.rows(
      metric: .only(metric), month: .only(scenario.population.from + month),
      feature: .only("digital"))
    return try #require(rows.first?.value.number)
  }
}
