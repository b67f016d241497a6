// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Populations
import Reporting
import ScenarioLanguage
import Workbench

/// `segbench lint FILE…`: finds the faults of rules and tables.
struct LintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Find gaps, overlaps and dead rows in rules, cut points and tables.",
    discussion: """
      Every combination of values that the rules tell apart is tried, so that nothing is missed; \
      100,000 drawn customers of the first month say how many customers a finding concerns. Exits \
      with 1 where something is wrong, with 0 where there are warnings only.
      """)

  @Argument(help: "The scenario files.", completion: .file(extensions: ["yaml"]))
  var scenarios: [String]
  @Option(
    help: ArgumentHelp(
      "The number of the world by which customers are weighted, such as their assets.",
      discussion: "When not given, that by which each scheme is weighted ('weighted by').",
      valueName: "name"))
  var weight: String?
  @Flag(help: "Print one JSON object for each file.")
  var json = false

  func run() async throws {
    let loaded = try scenarios.map { path in
      let loaded = try ScenarioLoading.load(path, warnings: false)
      try requireWeight(of: loaded.scenario.population, path)
      return (path: path, loaded: loaded)
    }
    var hasErrors = false
    for (index, file) in loaded.enumerated() {
      let lint = RuleLint(file.loaded.scenario, weight: weight)
      hasErrors = hasErrors || lint.hasErrors
      guard !json else {
        try Terminal.print(lint.json(file: file.path))
        continue
      }
      let renderer = ProblemRenderer(
        sources: file.loaded.source.sources, colour: Terminal.style.hasColour)
      let found = renderer.render(lint.findings.map(\.problem))
      try Terminal.print(
        (index > 0 ? "\n" : "") + found + (found.isEmpty ? "" : "\n")
          + lint.text(Terminal.style.width))
    }
    if hasErrors { throw ExitCode(1) }
  }

  private func requireWeight(of population: PopulationModel, _ path: String) throws {
    guard let weight, population.slot(ofNumber: weight) == nil else { return }
    throw ValidationError("\(path): the world has no number '\(weight)' to weight customers by.")
  }
}
