// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Reporting
import ScenarioLanguage
import Workbench

/// `segbench validate FILE…`: tells all problems, or what was understood.
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check scenario files and print what was understood.")

  @Argument(help: "The scenario files.", completion: .file(extensions: ["yaml"]))
  var scenarios: [String]
  @Flag(help: "Print nothing for good files.")
  var quiet = false

  func run() async throws {
    var failed = false
    for (index, path) in scenarios.enumerated() {
      do {
        let loaded = try ScenarioLoading.load(path)
        let broken = loaded.scenario.counterfactualProblems
        ScenarioLoading.tell(broken, loaded.source.sources)
        failed = failed || !broken.isEmpty
        let understanding = await Understanding(loaded.scenario)
        ScenarioLoading.tell(understanding.unmetExpectations, loaded.source.sources)
        failed = failed || !understanding.unmetExpectations.isEmpty
        if !quiet {
          try Terminal.print((index > 0 ? "\n" : "") + understanding.text(Terminal.style.width))
        }
      } catch let code as ExitCode {
        if code != ScenarioLoading.scenarioError { throw code }
        failed = true
      }
    }
    if failed { throw ScenarioLoading.scenarioError }
  }
}
