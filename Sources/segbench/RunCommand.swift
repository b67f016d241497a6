// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Customers
import Foundation
import Populations
import Reporting
import Results
import ScenarioLanguage
import Workbench

/// `segbench run FILE`: simulates, classifies and measures.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Simulate a scenario and measure every classifier in it.")

  @Argument(help: "The scenario file.", completion: .file(extensions: ["yaml"]))
  var scenario: String
  @OptionGroup var overrides: OverrideOptions
  @Option(
    parsing: .unconditional, help: "Repeat everything with other randomness, to see what varies.",
    transform: WholeNumber.within(1...10_000))
  var replicates = 1
  @OptionGroup var workers: WorkerOptions
  @Option(help: "Set this variant of the scenario beside it, for the same customers.")
  var variant: String?
  @Option(help: "The folder the results go to. (default: Results/NAME, or NAME-VARIANT)")
  var out: String?
  @Flag(help: "Print nothing but errors.")
  var quiet = false
  @Flag(help: "Print all measurements as JSON on standard output.")
  var json = false

  func validate() throws {
    try OutputPlace.refuseEmpty(out, "a folder")
  }

  func run() async throws {
    let loaded = try ScenarioLoading.load(scenario, overrides.values, warnings: !quiet)
    let progress = RunProgress()
    let interruption = Interruption(stopping: progress)
    let display = ProgressDisplay(progress, isShown: !quiet && Terminal.isError)
    let options = RunOptions(threads: workers.count, replicates: replicates)
    let (failures, unmeasured, unmade): ([String], [String], [UnmadeValues])
    do {
      if let variant {
        let chosen = try ScenarioLoading.variant(variant, of: loaded)
        let runner = try ScenarioLoading.runner(loaded, chosen, options, progress)
        try tryFolder(runner.changed)
        let outcome = try await runner.run()
        display.finish()
        try report(outcome, loaded)
        (failures, unmeasured, unmade) = (
          outcome.failures, outcome.unmeasured, outcome.unmadeValues
        )
      } else {
        try tryFolder(loaded.scenario)
        let outcome = try await Runner(loaded.scenario, options, progress: progress).run()
        display.finish()
        try report(outcome, loaded)
        (failures, unmeasured, unmade) = (
          outcome.failures, outcome.unmeasured, outcome.unmadeValues
        )
      }
    } catch is RunCancelled {
      display.finish()
      Terminal.complain("interrupted: nothing was written\n")
      throw ExitCode(130)
    }
    withExtendedLifetime(interruption) {}
    for failure in failures { Terminal.complain("could not be fitted: \(failure)\n") }
    for nothing in unmeasured { Terminal.complain("could not be measured: \(nothing)\n") }
    for values in unmade { Terminal.complain(values.complaint + "\n") }
    if !failures.isEmpty || !unmeasured.isEmpty || !unmade.isEmpty { throw ExitCode(2) }
  }

  private func folder(_ scenario: Scenario) -> String { out ?? "Results/\(scenario.name)" }

  /// Tries the results' folder, and keeps a scenario written by hand from being replaced.
  private func tryFolder(_ scenario: Scenario) throws {
    let folder = folder(scenario)
    let isRun = FileManager.default.fileExists(atPath: folder + "/manifest.json")
    try OutputPlace.tryFolder(
      folder, for: RunArchive.fileNames, keeping: isRun ? [] : [self.scenario])
  }

  private func report(_ outcome: RunOutcome, _ loaded: ScenarioLoading.Loaded) throws {
    if !outcome.unmetExpectations.isEmpty {
      ScenarioLoading.tell(outcome.unmetExpectations, loaded.source.sources)
      throw ScenarioLoading.scenarioError
    }
    let (measurements, text) = (outcome.measurements, loaded.text)
    let manifest = outcome.manifest(resolved: text, build: Build.versions)
    let summary = RunSummary(
      title: loaded.scenario.title, schemes: loaded.scenario.population.schemes,
      measurements: measurements)
    let archive = RunArchive(
      scenario: text, manifest: manifest, measurements: measurements, drift: outcome.drift,
      summary: MarkdownReport(summary, manifest: manifest).text)
    try write(archive, folder(loaded.scenario)) {
      TerminalReport(summary, style: Terminal.style).text
    }
  }

  private func report(_ outcome: VariantOutcome, _ loaded: ScenarioLoading.Loaded) throws {
    if !outcome.base.unmetExpectations.isEmpty {
      ScenarioLoading.tell(outcome.base.unmetExpectations, loaded.source.sources)
      throw ScenarioLoading.scenarioError
    }
    let (scenario, measurements) = (outcome.outcome.scenario, outcome.measurements)
    let text = ResolvedScenario(root: scenario.resolved, sources: loaded.source.sources).text
    let manifest = outcome.outcome.manifest(resolved: text, build: Build.versions)
    let schemes = scenario.population.schemes
    let report = VariantReport(
      outcome.variant.name, changes: outcome.variant.patch.lines, schemes: schemes,
      measurements: measurements)
    let summary = RunSummary(title: scenario.title, schemes: schemes, measurements: measurements)
    let archive = RunArchive(
      scenario: text, manifest: manifest, measurements: measurements, drift: outcome.outcome.drift,
      summary: report.markdown + "\n" + MarkdownReport(summary, manifest: manifest).text)
    try write(archive, folder(scenario)) { report.text(Terminal.style) }
  }

  private func write(_ archive: RunArchive, _ folder: String, _ summary: () -> String) throws {
    do {
      try archive.write(to: folder)
    } catch {
      Terminal.complain("\(error)\n")
      throw ExitCode(2)
    }
    if json {
      let report = JSONReport(
        manifest: archive.manifest, measurements: archive.measurements, drift: archive.drift)
      try Terminal.print(report.text)
    } else if !quiet {
      try Terminal.print(summary())
      try Terminal.print("\nresults: \(folder)\n")
    }
  }
}
