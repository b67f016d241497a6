// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Results
import ScenarioLanguage
import Testing
import Workbench

/// Scenarios that tests tune.
enum TuningFixture {
  /// A scenario with some values changed.
  ///
  /// - Parameters:
  ///   - name: a file of `Tests/Fixtures/Tuning`.
  ///   - changes: texts by the path of the value that they replace; a missing last key is added.
  /// - Returns: the scenario.
  /// - Throws: what is wrong with it.
  static func scenario(_ name: String, _ changes: [String: String] = [:]) throws -> Scenario {
    let path = Fixtures.folder.appending(path: "Tuning/\(name).yaml").path
    var root = try ScenarioSource.load(path).root
    for (path, text) in changes {
      root = root.setting(path.split(separator: "/").map(String.init), to: text)
    }
    return try Scenario(root)
  }

  /// Tunes a scenario.
  static func outcome(
    _ scenario: Scenario, threads: Int = 1, knowing bytes: [UInt8]? = nil
  ) async throws -> TuningOutcome {
    let tuner = try #require(Tuner(scenario, RunOptions(threads: threads)))
    let known = try bytes.map { try tuner.known($0, file: "candidates.csv") }
    return try await tuner.run(knowing: known)
  }

  /// The candidates by column.
  static func candidates(_ outcome: TuningOutcome) -> [[String: String]] {
    let lines = String(decoding: outcome.candidates, as: UTF8.self).split(separator: "\n")
    let rows = lines.map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(rows[0], $0)) }
  }
}
