// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Results
import ScenarioLanguage
import Testing
import Workbench

/// The same scenario gives the same bytes however it is carried out.
@Suite struct SameBytesTests {
  private func bytes(
    _ options: RunOptions, _ overrides: ScenarioOverrides = ScenarioOverrides(),
    of name: String = "small"
  ) async throws -> [UInt8] {
    let path = Fixtures.folder.appending(path: "Workbench/\(name).yaml").path
    let scenario = try Scenario(overrides.applied(to: try ScenarioSource.load(path).root))
    return try await Runner(scenario, options).run().measurements.csv()
  }

  @Test(arguments: ["small", "small-together", "tiers"])
  func threadsBlocksAndTheirOrderChangeNothing(name: String) async throws {
    let plain = try await bytes(RunOptions(), of: name)
    try #require(plain.count > 1000)
    for options in [
      RunOptions(threads: 2), RunOptions(threads: 7), RunOptions(blockSize: 256),
      RunOptions(blockSize: 1000), RunOptions(threads: 2, shuffle: 99),
    ] {
      #expect(try await bytes(options, of: name) == plain)
    }
  }

  @Test func anotherSeedOrReplicateIsAnotherPopulation() async throws {
    let plain = try await bytes(RunOptions())
    #expect(try await bytes(RunOptions(), ScenarioOverrides(seed: 12)) != plain)
    #expect(try await bytes(RunOptions(replicates: 2)) != plain)
  }

  @Test func aCancelledRunGivesNothing() async throws {
    let path = Fixtures.folder.appending(path: "Workbench/small.yaml").path
    let scenario = try Scenario(try ScenarioSource.load(path).root)
    let progress = RunProgress()
    progress.cancel()
    await #expect(throws: RunCancelled.self) {
      _ = try await Runner(scenario, RunOptions(), progress: progress).run()
    }
  }

  /// The cut at the middle errs for Φ(−1) of a million customers: three standard errors of 0.000366.
  @Test func twoGaussiansMeetTheClosedForm() async throws {
    let path = Fixtures.folder.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Scenarios/two-gaussians.yaml").path
    let scenario = try Scenario(try ScenarioSource.load(path).root)
    let table = try await Runner(scenario, RunOptions(threads: 2)).run().measurements
    let row = try #require(
      table.rows(metric: .only("misclassification"), month: .absent, classifier: .only("cut")).first
    )
    let rate = try #require(row.value.number)
    #expect(abs(rate - 0.158655) < 3 * 0.000366, "\(rate)")
  }
}
