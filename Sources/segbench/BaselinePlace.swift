// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Results
import Workbench

/// Where baselines are kept.
struct BaselinePlace: ParsableArguments {
  @Option(help: "The folder of baselines, one folder a scenario.")
  var baselines = "Results/baselines"

  func validate() throws {
    if baselines.isEmpty { throw ValidationError("--baselines must name a folder, but is empty.") }
  }

  /// The folder of a scenario's baseline.
  func folder(_ scenario: Scenario) -> String { baselines + "/" + scenario.name }

  /// Folders of baselines whose scenario is none of those named.
  ///
  /// - Parameter names: the names of scenarios.
  /// - Returns: the folders, by name.
  func abandoned(by names: Set<String>) -> [String] {
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: baselines)) ?? []
    return folders.filter { name in
      !names.contains(name)
        && FileManager.default.fileExists(
          atPath: "\(baselines)/\(name)/\(Baseline.manifestName)")
    }.sorted().map { baselines + "/" + $0 }
  }

  /// What was accepted for a scenario.
  func accepted(_ scenario: Scenario) -> ScenarioCheck.Accepted {
    do throws(ResultsError) {
      return try Baseline.read(from: folder(scenario)).map { .baseline($0) } ?? .nothing
    } catch {
      return .unreadable("\(error)")
    }
  }
}
