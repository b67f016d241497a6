// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Reporting
import Results
import ScenarioLanguage
import Workbench

/// `segbench tune FILE`: looks for better values of a classifier, and writes them into the file.
struct TuneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tune",
    abstract: "Find better values for a classifier, as the scenario's 'tune' block asks.",
    discussion: """
      The file stays as it is unless --write is given. Exits with 1 where no choice of values meets the \
      conditions, with 2 where nothing could be measured.
      """)

  @Argument(help: "The scenario file.", completion: .file(extensions: ["yaml"]))
  var scenario: String
  @OptionGroup var overrides: OverrideOptions
  @OptionGroup var workers: WorkerOptions
  @Option(help: "The folder the study goes to. (default: Results/NAME/tune)")
  var out: String?
  @Flag(help: "Go on with an interrupted study of the same scenario.")
  var resume = false
  @Flag(help: "Write the values to take into the scenario file; nothing else of it changes.")
  var write = false
  @Flag(help: "Show what --write would change.")
  var dryRun = false
  @Flag(help: "Print nothing but errors.")
  var quiet = false

  func validate() throws {
    try OutputPlace.refuseEmpty(out, "a folder")
    if write, dryRun { throw ValidationError("--dry-run shows what --write would do: take one.") }
  }

  func run() async throws {
    let loaded = try ScenarioLoading.load(scenario, overrides.values, warnings: !quiet)
    let progress = RunProgress()
    guard let tuner = Tuner(loaded.scenario, RunOptions(threads: workers.count), progress: progress)
    else {
      Terminal.complain(
        "\(scenario): it has no 'tune' block, which says what may move and to what end\n")
      throw ScenarioLoading.scenarioError
    }
    let folder = out ?? "Results/\(loaded.scenario.name)/tune"
    try OutputPlace.tryFolder(folder, for: TuningArchive.fileNames, keeping: [scenario])
    let document = write || dryRun ? try document() : nil
    if let document { try tryWriting(tuner, document) }
    let study = Study(TuningArchive(folder), loaded)
    let known = try known(of: study, tuner)
    let outcome = try await search(tuner, known, study, progress)
    try report(outcome, study, folder)
    if let document { try change(document, outcome) }
    if outcome.summary.goal.best == nil {
      Terminal.complain("'\(outcome.summary.goal.title)' is undefined for every candidate\n")
      throw ExitCode(2)
    }
    if !outcome.summary.isMet { throw ExitCode(1) }
  }

  /// Where a study goes, and what it belongs to.
  private final class Study {
    let archive: TuningArchive
    let hash: String
    var failure: ResultsError?
    private var made = TuningSummary(
      goal: .init(title: "", wish: "", present: nil, best: nil, chosen: nil, isMet: false))

    init(_ archive: TuningArchive, _ loaded: ScenarioLoading.Loaded) {
      self.archive = archive
      hash = ContentHash.hexadecimal(of: loaded.text.utf8)
      made.scenario = loaded.scenario.name
      made.scenarioHash = hash
      made.seed = loaded.scenario.seed
    }

    func keep(_ candidates: [UInt8]) {
      do throws(ResultsError) { try archive.keep(candidates, of: made) } catch {
        failure = failure ?? error
      }
    }
  }

  private func known(of study: Study, _ tuner: Tuner) throws -> Tuner.Known? {
    guard resume else { return nil }
    do throws(ResultsError) {
      let bytes = try study.archive.candidates(ofScenario: study.hash)
      return try tuner.known(bytes, file: TuningArchive.candidatesName)
    } catch {
      Terminal.complain("--resume: \(error)\n")
      throw ScenarioLoading.scenarioError
    }
  }

  private func search(
    _ tuner: Tuner, _ known: Tuner.Known?, _ study: Study, _ progress: RunProgress
  ) async throws -> TuningOutcome {
    let interruption = Interruption(stopping: progress)
    let display = ProgressDisplay(progress, isShown: !quiet && Terminal.isError)
    defer { withExtendedLifetime(interruption) { display.finish() } }
    do throws(RunCancelled) {
      return try await tuner.run(knowing: known) { study.keep($0) }
    } catch {
      display.finish()
      if let failure = study.failure {
        Terminal.complain("interrupted: \(failure)\n")
      } else {
        Terminal.complain("interrupted: '--resume' goes on with the candidates found so far\n")
      }
      throw ExitCode(130)
    }
  }

  private func report(_ outcome: TuningOutcome, _ study: Study, _ folder: String) throws {
    var summary = outcome.summary
    summary.scenarioHash = study.hash
    let report = TuningReport(summary)
    do throws(ResultsError) {
      try study.archive.write(outcome.candidates, summary, report: report.markdown)
    } catch {
      Terminal.complain("\(error)\n")
      throw ExitCode(2)
    }
    guard !quiet else { return }
    try Terminal.print(report.text(Terminal.style))
    try Terminal.print("\nstudy: \(folder)\n")
  }

  /// The scenario's own file, without those that it extends.
  private func document() throws -> ScenarioDocument {
    do throws(ScenarioProblems) { return try ScenarioSource.document(scenario) } catch {
      ScenarioLoading.tell(error.problems, error.sources)
      throw ScenarioLoading.scenarioError
    }
  }

  /// Tries before the search whether its values could be written.
  private func tryWriting(_ tuner: Tuner, _ document: ScenarioDocument) throws {
    do throws(ScenarioProblems) { try tuner.tryWriting(to: document) } catch {
      ScenarioLoading.tell(error.problems, error.sources)
      throw ScenarioLoading.scenarioError
    }
    guard write else { return }
    do throws(ResultsError) { try ResultsPlace.tryFile(place) } catch {
      Terminal.complain("--write: cannot write to '\(scenario)': \(error)\n")
      throw ScenarioLoading.scenarioError
    }
  }

  /// The file itself, where the scenario is named by a link.
  private var place: String { URL(filePath: scenario).resolvingSymlinksInPath().path }

  private func change(_ document: ScenarioDocument, _ outcome: TuningOutcome) throws {
    guard outcome.summary.isMet else { return }
    let text: String
    do throws(ScenarioProblems) { text = try outcome.text(of: document) } catch {
      ScenarioLoading.tell(error.problems, error.sources)
      throw ScenarioLoading.scenarioError
    }
    if dryRun {
      let lines = LineDifference.text(from: document.text, to: text, file: scenario)
      return try Terminal.print(lines.isEmpty ? "nothing would change\n" : "\n" + lines)
    }
    guard text != document.text else { return }
    do {
      try replace(document.text, with: text)
    } catch {
      Terminal.complain("\(error)\n")
      throw ExitCode(2)
    }
    if !quiet {
      let count = outcome.edits.count
      let what = count == 1 ? "1 value was" : "\(count) values were"
      try Terminal.print("\(what) written to \(scenario)\n")
    }
  }

  /// Replaces the file in one step, unless someone else has changed it meanwhile; links to it stay.
  private func replace(_ old: String, with text: String) throws {
    let facts = try FileManager.default.attributesOfItem(atPath: place)
    guard try ScenarioSource.document(scenario).text == old else {
      throw ResultsError(
        file: scenario, problem: "it was changed while its values were tuned, so it was left alone",
        advice: "tune again")
    }
    // A byte order mark is no part of the text, but of the file.
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let hasMark = try Data(contentsOf: URL(filePath: place)).starts(with: mark)
    let file = try AtomicFile(at: place)
    try file.append((hasMark ? mark : []) + Array(text.utf8))
    try file.commit()
    if let mode = facts[.posixPermissions] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: place)
    }
  }
}
