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
      with 1 where something is wrong, with 0 where there are warnings only, with 64 where a file \
      cannot be examined; the others are all the same.
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
    var (hasErrors, isFirst, isUnread) = (false, true, false)
    for path in scenarios {
      guard let loaded = try loaded(path) else {
        isUnread = true
        continue
      }
      let lint = RuleLint(loaded.scenario, weight: weight)
      hasErrors = hasErrors || lint.hasErrors
      try show(lint, of: path, loaded, isFirst: isFirst)
      isFirst = false
    }
    if isUnread { throw ScenarioLoading.scenarioError }
    if hasErrors { throw ExitCode(1) }
  }

  /// A scenario that can be examined; nothing after it was told why one cannot.
  private func loaded(_ path: String) throws -> ScenarioLoading.Loaded? {
    let loaded: ScenarioLoading.Loaded
    do {
      loaded = try ScenarioLoading.load(path, warnings: false)
    } catch let code as ExitCode where code == ScenarioLoading.scenarioError {
      return nil
    }
    guard let weight, loaded.scenario.population.slot(ofNumber: weight) == nil else {
      return loaded
    }
    Terminal.complain("\(path): the world has no number '\(weight)' to weight customers by\n")
    return nil
  }

  private func show(
    _ lint: RuleLint, of path: String, _ loaded: ScenarioLoading.Loaded, isFirst: Bool
  ) throws {
    guard !json else { return try Terminal.print(lint.json(file: path)) }
    let renderer = ProblemRenderer(
      sources: loaded.source.sources, colour: Terminal.style.hasColour)
    let found = renderer.render(lint.findings.map(\.problem))
    try Terminal.print(
      (isFirst ? "" : "\n") + found + (found.isEmpty ? "" : "\n")
        + lint.text(Terminal.style.width))
  }
}
