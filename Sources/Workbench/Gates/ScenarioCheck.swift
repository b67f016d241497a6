// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Evaluation
import Populations
import Results
import ScenarioLanguage

/// Judges the gates of a scenario, beside the baseline that was accepted for it.
public struct ScenarioCheck: Sendable {
  /// What there is to compare with.
  public enum Accepted: Sendable {
    /// Nothing was accepted yet.
    case nothing
    /// A baseline.
    case baseline(Baseline)
    /// A baseline that cannot be read, and why.
    case unreadable(String)
  }

  private let scenario: Scenario
  private let file: String
  private let accepted: Accepted
  private let folder: String

  /// Makes the check of a scenario.
  ///
  /// - Parameters:
  ///   - scenario: the scenario with its gates.
  ///   - file: its file, for messages.
  ///   - accepted: what there is to compare with.
  ///   - folder: the baseline's folder, for messages.
  public init(_ scenario: Scenario, file: String, accepted: Accepted, folder: String) {
    (self.scenario, self.file) = (scenario, file)
    (self.accepted, self.folder) = (accepted, folder)
  }

  /// Runs what the gates need and judges them.
  ///
  /// - Parameters:
  ///   - threads: how many tasks work at once; verdicts do not depend on it.
  ///   - wantedPower: the power whose size is wanted, if any.
  ///   - progress: how far it is.
  /// - Returns: the verdicts.
  /// - Throws: `RunCancelled` when it was asked to stop.
  public func run(
    threads: Int, wantedPower: Double? = nil, progress: RunProgress
  ) async throws(RunCancelled) -> CheckedScenario {
    let gates = scenario.gates.gates
    let needs = GateNeeds(gates, of: scenario)
    let setting = CheckSetting(scenario, accepted, folder, needs)
    let candidate = scenario.limited(
      to: setting.state == .same
        ? needs.withExpectedErrors(in: scenario.population.months - 1) : needs)
    let options = RunOptions(threads: threads, replicates: scenario.gates.replicates)
    let runner = PairedRunner(
      candidate: candidate, baseline: setting.baseline, measuresDrift: needs.drift,
      slices: needs.slices, options: options, progress: progress)
    let replicates = try await runner.run()
    let candidates = replicates.map { GateNumbers(candidate, $0.candidate) }
    var baselines = setting.state == .same ? candidates : []
    if let baseline = setting.baseline {
      baselines = replicates.compactMap { $0.baseline.map { GateNumbers(baseline, $0) } }
    }
    let judge = GateJudge(
      scenario: candidate, candidates: candidates,
      baselines: baselines, flips: Self.flips(replicates), isSame: setting.state == .same,
      reasonWithoutBaseline: setting.reason, wantedPower: wantedPower)
    return CheckedScenario(
      scenario: scenario.name, file: file, baseline: setting.state, notes: setting.notes,
      departures: departures(setting, replicates, candidate),
      gates: gates.map { judge.judged($0) })
  }

  private static func flips(
    _ replicates: [PairedRunner.Replicate]
  ) -> [String: Sliced<FlipTally>] {
    var flips: [String: Sliced<FlipTally>] = [:]
    for replicate in replicates {
      for (lane, tally) in zip(replicate.candidate.replicate.plan.lanes, replicate.flips) {
        guard let tally else { continue }
        if flips[lane.name] == nil { flips[lane.name] = tally } else { flips[lane.name]? += tally }
      }
    }
    return flips
  }

  private func departures(
    _ setting: CheckSetting, _ replicates: [PairedRunner.Replicate], _ candidate: Scenario
  ) -> [String] {
    guard case .baseline(let baseline) = accepted, setting.isSameSeed else { return [] }
    let sides = replicates.compactMap { setting.state == .same ? $0.candidate : $0.baseline }
    guard !sides.isEmpty, let scenario = setting.state == .same ? candidate : setting.baseline
    else { return [] }
    let outcome = RunOutcome(scenario: scenario, replicates: sides.map(\.replicate))
    return Departures(baseline: baseline, outcome: outcome).sentences
  }
}
