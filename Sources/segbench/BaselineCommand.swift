// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Reporting
import Results
import Workbench

/// `segbench baseline FILE… [--accept]`: shows what a scenario gives beside what was accepted.
struct BaselineCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Show what became of a scenario since its baseline, and accept it as the new one.",
    discussion: """
      Writes nothing unless --accept is given. A baseline is a folder of small text files, made to be \
      kept and reviewed in git.
      """)

  @Argument(help: "Scenario files.", completion: .file(extensions: ["yaml"]))
  var scenarios: [String]
  @Flag(help: "Write the baseline, in place of the one that is there.") var accept = false
  @OptionGroup var place: BaselinePlace
  @OptionGroup var workers: WorkerOptions
  @Flag(help: "Print nothing but errors.") var quiet = false

  func run() async throws {
    let loaded = try scenarios.map { try ScenarioLoading.load($0, warnings: !quiet) }
    let names = loaded.map(\.scenario.name)
    if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw ValidationError(
        "Two of the scenarios have the name '\(twice)', and so one baseline. Give one another name."
      )
    }
    for scenario in loaded where accept {
      try OutputPlace.tryFolder(
        place.folder(scenario.scenario), for: Baseline.fileNames, keeping: scenarios)
    }
    let progress = RunProgress()
    let interruption = Interruption(stopping: progress)
    let display = ProgressDisplay(progress, isShown: !quiet && Terminal.isError)
    var made: [Baseline] = []
    do {
      let makings = loaded.map {
        BaselineMaking($0.scenario, text: $0.text, build: Build.versions)
      }
      made = try await ScenarioPool.baselines(
        makings, threads: workers.count, progress: progress)
    } catch {
      display.finish()
      Terminal.complain("interrupted: nothing was written\n")
      throw ExitCode(130)
    }
    withExtendedLifetime(interruption) { display.finish() }
    var isDamaged = false
    for (scenario, baseline) in zip(loaded, made) {
      if try !tell(scenario.scenario, baseline) { isDamaged = true }
      if accept { try write(baseline, place.folder(scenario.scenario)) }
    }
    if !accept, !quiet { try Terminal.print("nothing was written: --accept writes it\n") }
    // What is accepted takes the place of what could not be read.
    if isDamaged, !accept { throw ExitCode(2) }
  }

  /// Shows a baseline beside the one that is there.
  ///
  /// - Returns: whether that one could be read; also where there is none.
  private func tell(_ scenario: Scenario, _ baseline: Baseline) throws -> Bool {
    let folder = place.folder(scenario)
    var (previous, isReadable): (Baseline?, Bool) = (nil, true)
    do throws(ResultsError) {
      previous = try Baseline.read(from: folder)
    } catch {
      Terminal.complain("\(error)\n")
      isReadable = false
    }
    guard !quiet else { return isReadable }
    let report = BaselineReport(
      baseline, since: previous, folder: folder, isReadable: isReadable)
    try Terminal.print(report.text(Terminal.style))
    return isReadable
  }

  private func write(_ baseline: Baseline, _ folder: String) throws {
    do throws(ResultsError) { try baseline.write(to: folder) } catch {
      Terminal.complain("\(error)\n")
      throw ExitCode(2)
    }
    if !quiet { try Terminal.print("accepted: \(folder)\n") }
  }
}
