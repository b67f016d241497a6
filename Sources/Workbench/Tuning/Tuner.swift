// SPDX-License-Identifier: GPL-3.0-or-later
import Populations
import Probability
import Results
import ScenarioLanguage

/// Looks for better values of a classifier, as the scenario's `tune` block asks.
public struct Tuner: Sendable {
  private let scenario: Scenario
  private let tuning: TuningSpecification
  private let options: RunOptions
  private let progress: RunProgress

  /// Makes a tuner; nothing when the scenario has no `tune` block.
  ///
  /// - Parameters:
  ///   - scenario: the scenario.
  ///   - options: how it is carried out.
  ///   - progress: how far it is, for whoever watches.
  public init?(_ scenario: Scenario, _ options: RunOptions, progress: RunProgress = RunProgress()) {
    guard let tuning = scenario.tuning else { return nil }
    self.scenario = scenario
    self.tuning = tuning
    self.options = options
    self.progress = progress
  }

  /// Tries whether the values could be changed in a file.
  ///
  /// - Parameter document: the scenario's own file, without those that it extends.
  /// - Throws: a problem for each value that stands in a file that it extends.
  public func tryWriting(to document: ScenarioDocument) throws(ScenarioProblems) {
    let log = ProblemLog()
    for value in tuning.values where document.root.value(at: value.path) == nil {
      ScenarioReader(document.root, path: value.path, log: log).error(
        "the value stands in '\(value.position.file)', which this file extends",
        advice: "tune that file, or write the value here too")
    }
    guard !log.hasErrors else {
      throw ScenarioProblems(log.problems, sources: SourceTexts(document.text, file: document.file))
    }
  }

  /// What an earlier search has left.
  public struct Known: Sendable {
    let study: TuningStudy
  }

  /// Reads what an earlier search has left.
  ///
  /// - Parameters:
  ///   - bytes: the file `candidates.csv`.
  ///   - file: its name, for messages.
  /// - Returns: the candidates that need not be judged again.
  /// - Throws: `ResultsError` when it is no file of such a search.
  public func known(_ bytes: [UInt8], file: String) throws(ResultsError) -> Known {
    var study = TuningStudy(tuning)
    try study.read(bytes, file: file)
    return Known(study: study)
  }

  /// Searches, and tries the answer on fresh customers.
  ///
  /// - Parameters:
  ///   - known: candidates that need not be judged again.
  ///   - keep: told now and then, and when it is asked to stop, the file of what was found so far.
  /// - Returns: the answer.
  /// - Throws: `RunCancelled` when it was asked to stop.
  public func run(
    knowing known: Known? = nil, keep: @escaping ([UInt8]) -> Void = { _ in }
  ) async throws(RunCancelled) -> TuningOutcome {
    let sampler = TuningSampler(scenario, tuning, options, progress)
    let reader = CandidateReader(scenario, tuning, sampler)
    let engine = try await engine(sampler, reader, replicate: 0)
    let grid = CandidateGrid(tuning, reader, engine.sample)
    let search = TuningSearch(
      tuning, engine, grid, knowing: known?.study ?? TuningStudy(tuning),
      seed: SeedPath(root: scenario.seed), keep: { keep($0.csv()) })
    var answer: TuningAnswer?
    do throws(RunCancelled) {
      try await search.run()
      answer = try await TuningAnswer.find(search, tuning)
    } catch {
      keep(search.study.csv())
      throw error
    }
    keep(search.study.csv())
    let confirmation = try await confirm(answer, sampler, reader, grid)
    return TuningOutcome(scenario, tuning, search, answer, confirmation)
  }

  private func engine(
    _ sampler: TuningSampler, _ reader: CandidateReader, replicate: Int
  ) async throws(RunCancelled) -> CandidateEngine {
    let training = CandidateTraining(
      scenario, tuning, sampler, replicate: replicate, blockSize: options.blockSize)
    return CandidateEngine(
      try await sampler.sample(replicate: replicate), reader, training, tuning, sampler.evidence,
      threads: options.threads, progress)
  }

  /// Judges the answer on fresh customers, and looks there for the best choice, from the answer on.
  private func confirm(
    _ answer: TuningAnswer?, _ sampler: TuningSampler, _ reader: CandidateReader,
    _ grid: CandidateGrid
  ) async throws(RunCancelled) -> TuningConfirmation {
    var confirmation = TuningConfirmation()
    guard let answer else { return confirmation }
    let points = [answer.best.point, answer.chosen.point, tuning.values.map(\.present)]
    for replicate in 0..<tuning.seeds {
      let engine = try await engine(sampler, reader, replicate: replicate + 1)
      let scores = try await engine.judge(points).map { $0?.score }
      let judged = scores.map { $0?.objective }
      let search = TuningSearch(
        tuning, engine, grid, knowing: TuningStudy(tuning), seed: SeedPath(root: scenario.seed),
        without: scores[2]?.without)
      try await search.runAgain(from: answer.best.point)
      let found = search.study.bestRecord
      let optimum = found.flatMap { search.study.isAcceptable($0) ? $0.point : nil }
      guard let best = judged[0], let chosen = judged[1], let present = judged[2] else { continue }
      confirmation.add(.init(best: best, chosen: chosen, present: present, optimum: optimum))
    }
    return confirmation
  }
}
