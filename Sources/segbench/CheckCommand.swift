// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Reporting
import Results
import ScenarioLanguage
import Workbench

/// `segbench check [PATHS…]`: judges the gates of scenarios beside their baselines.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Tell whether segment quality got worse: judge the gates of scenarios.",
    discussion: """
      Runs every scenario that has gates, and beside it the scenario of its baseline, on the same \
      customers. Exits with 1 where a gate is broken or undecided, with 2 where one cannot be measured.
      """)

  @Argument(help: "Scenario files, or folders of them. (default: Scenarios)")
  var scenarios: [String] = ["Scenarios"]
  @OptionGroup var place: BaselinePlace
  @Option(
    help: "Print how many customers each gate needs for this power, such as 0.9 or 90%.",
    transform: Share.within(0.000_001...0.999_999))
  var power: Double?
  @Option(help: "Write the verdicts as JUnit XML to this file.") var junit: String?
  @Option(help: "Write the verdicts as Markdown to this file.") var markdown: String?
  @Flag(help: "Print the verdicts as JSON on standard output.") var json = false
  @Flag(help: "Print annotations for GitHub too, at the lines of the gates.") var github = false
  @Flag(inversion: .prefixedNo, help: "Keep verdicts under Results/.cache, and use those kept.")
  var cache = true
  @OptionGroup var workers: WorkerOptions
  @Flag(help: "Print nothing but errors.") var quiet = false

  func validate() throws {
    for (option, path) in [("--junit", junit), ("--markdown", markdown)] where path?.isEmpty == true
    {
      throw ValidationError("\(option) must name a file, but is empty.")
    }
    if json, github {
      throw ValidationError("--json and --github both print on standard output: give one of them.")
    }
  }

  func run() async throws {
    let found = try ScenarioPlaces.gated(scenarios, warnings: !quiet)
    try tryOutputs(found.gated)
    let checked = try await checked(found.gated)
    // A part of the scenarios says nothing of the baselines of the others.
    let abandoned =
      found.names.map { place.abandoned(by: $0.union(ScenarioPlaces.names(below: "Scenarios"))) }
      ?? []
    let report = CheckReport(checked, abandoned: abandoned)
    if let junit {
      try OutputPlace.write(JUnitReport(checked, abandoned: abandoned).text, to: junit)
    }
    if let markdown { try OutputPlace.write(report.markdown, to: markdown) }
    if json {
      try Terminal.print(try report.json())
    } else if !quiet {
      try Terminal.print(report.text(Terminal.style))
    }
    if github { try Terminal.print(report.annotations) }
    if checked.contains(where: \.isBroken) { throw ExitCode(1) }
    if checked.contains(where: \.isUnmeasured) { throw ExitCode(2) }
  }

  /// Tries the files that are asked for, which must not take the place of each other or of what is kept.
  private func tryOutputs(_ gated: [ScenarioPlaces.Gated]) throws {
    if let junit, let markdown, ResultsPlace.isSamePlace(junit, markdown) {
      throw ValidationError("--junit and --markdown name one file: give each its own.")
    }
    var kept: [String] = []
    for scenario in gated {
      kept += [scenario.file, cacheFolder.path(of: scenario.loaded.scenario.name)]
      kept += scenario.loaded.source.sources.files
      let folder = place.folder(scenario.loaded.scenario)
      kept += Baseline.fileNames.map { folder + "/" + $0 }
    }
    for (option, path) in [("--junit", junit), ("--markdown", markdown)] {
      guard let path else { continue }
      try OutputPlace.tryFile(path, keeping: kept, option: option)
    }
  }

  private var cacheFolder: CheckCache { CheckCache(folder: "Results/.cache") }

  /// The verdicts: those kept from an earlier check of the same, else those found now.
  private func checked(_ gated: [ScenarioPlaces.Gated]) async throws -> [CheckedScenario] {
    let kept = cacheFolder
    let works = gated.map { scenario -> (check: ScenarioCheck, key: String) in
      let accepted = place.accepted(scenario.loaded.scenario)
      let check = ScenarioCheck(
        scenario.loaded.scenario, file: scenario.file, accepted: accepted,
        folder: place.folder(scenario.loaded.scenario), build: Build.versions)
      return (check, key(scenario, accepted))
    }
    var found = zip(gated, works).map { scenario, work in
      cache ? kept.checked(scenario.loaded.scenario.name, key: work.key) : nil
    }
    let missing = found.indices.filter { found[$0] == nil }
    let progress = RunProgress()
    let interruption = Interruption(stopping: progress)
    let display = ProgressDisplay(progress, isShown: !quiet && Terminal.isError)
    do {
      let made = try await ScenarioPool.checked(
        missing.map { works[$0].check }, threads: workers.count, wantedPower: power,
        progress: progress)
      for (index, checked) in zip(missing, made) { found[index] = checked }
    } catch {
      display.finish()
      Terminal.complain("interrupted: nothing was judged\n")
      throw ExitCode(130)
    }
    withExtendedLifetime(interruption) { display.finish() }
    if cache {
      for index in missing {
        // What cannot be kept is found again next time.
        if let checked = found[index] { try? kept.keep(checked, key: works[index].key) }
      }
    }
    return found.compactMap(\.self)
  }

  /// The hash of all that verdicts are made from.
  private func key(
    _ scenario: ScenarioPlaces.Gated, _ accepted: ScenarioCheck.Accepted
  ) -> String {
    var hash = ContentHash()
    let gates = scenario.loaded.scenario.gates.gates.map { "\($0.position)" }
    let power = power.map { NumberText.text($0) } ?? ""
    // The folder stands in what is told, also where there is none yet.
    let folder = place.folder(scenario.loaded.scenario)
    hash.update([Build.identity, scenario.file, folder, power].joined(separator: "\n").utf8)
    hash.update(([scenario.loaded.text] + gates).joined(separator: "\n").utf8)
    switch accepted {
    case .nothing: break
    case .baseline(let baseline): for file in baseline.files { hash.update(file.bytes) }
    case .unreadable(let problem): hash.update(problem.utf8)
    }
    return hash.hexadecimal()
  }
}
