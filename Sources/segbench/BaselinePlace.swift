// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
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

  /// What was accepted for a scenario.
  func accepted(_ scenario: Scenario) -> ScenarioCheck.Accepted {
    do throws(ResultsError) {
      return try Baseline.read(from: folder(scenario)).map { .baseline($0) } ?? .nothing
    } catch {
      return .unreadable("\(error)")
    }
  }
}
