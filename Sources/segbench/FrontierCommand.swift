// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Reporting
import Results
import Workbench

/// `segbench frontier FILE`: sets graces and margins of a tier rule beside each other.
struct FrontierCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "frontier",
    abstract:
      "Set the grace and margins of a tier rule against delay: how often customers change tier, and "
      + "how long they keep one that they have lost.",
    discussion: """
      The scenario's 'frontier' block names the classifier and the choices; without one, 1 to 6 misses \
      and margins of 0, 5 and 10 % are tried for the first classifier with tiers.
      """)

  @Argument(help: "The scenario file.", completion: .file(extensions: ["yaml"]))
  var scenario: String
  @OptionGroup var overrides: OverrideOptions
  @OptionGroup var workers: WorkerOptions
  @Option(help: "The folder the results go to. (default: Results/NAME/frontier)")
  var out: String?
  @Flag(help: "Print nothing but errors.")
  var quiet = false

  func validate() throws { try OutputPlace.refuseEmpty(out, "a folder") }

  func run() async throws {
    let loaded = try ScenarioLoading.load(scenario, overrides.values, warnings: !quiet)
    let progress = RunProgress()
    let options = RunOptions(threads: workers.count)
    guard let runner = FrontierRunner(loaded.scenario, options, progress: progress) else {
      Terminal.complain(
        "\(scenario): it has no classifier with 'tiers', whose grace could be varied\n")
      throw ScenarioLoading.scenarioError
    }
    let folder = out ?? "Results/\(loaded.scenario.name)/frontier"
    try OutputPlace.tryFolder(folder, for: FrontierArchive.fileNames, keeping: [scenario])
    let summary = try await summary(runner, progress)
    let report = FrontierReport(summary)
    do throws(ResultsError) {
      try FrontierArchive.write(
        summary, report: report.markdown, picture: FrontierPicture(summary).svg, to: folder)
    } catch {
      Terminal.complain("\(error)\n")
      throw ExitCode(2)
    }
    if !quiet {
      try Terminal.print(report.text(Terminal.style))
      try Terminal.print("\nresults: \(folder)\n")
    }
    try tellWhatIsMissing(summary)
  }

  /// Ends with 2 where the rule could not be measured, or some of its measures could not be worked out.
  private func tellWhatIsMissing(_ summary: FrontierSummary) throws {
    if !summary.isMeasured {
      Terminal.complain(
        "could not be measured: \(summary.classifier): no customer was given a tier in any month\n")
    }
    if let unmade = summary.unmade { Terminal.complain(unmade.complaint + "\n") }
    if !summary.isMeasured || summary.unmade != nil { throw ExitCode(2) }
  }

  private func summary(
    _ runner: FrontierRunner, _ progress: RunProgress
  ) async throws -> FrontierSummary {
    let interruption = Interruption(stopping: progress)
    let display = ProgressDisplay(progress, isShown: !quiet && Terminal.isError)
    defer { withExtendedLifetime(interruption) { display.finish() } }
    do throws(RunCancelled) { return try await runner.run() } catch {
      display.finish()
      Terminal.complain("interrupted: nothing was written\n")
      throw ExitCode(130)
    }
  }
}
