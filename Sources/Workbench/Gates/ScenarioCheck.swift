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
  private let build: BuildVersions?

  /// Makes the check of a scenario.
  ///
  /// - Parameters:
  ///   - scenario: the scenario with its gates.
  ///   - file: its file, for messages.
  ///   - accepted: what there is to compare with.
  ///   - folder: the baseline's folder, for messages.
  ///   - build: versions of what checks, to be told beside the baseline's where numbers depart.
  public init(
    _ scenario: Scenario, file: String, accepted: Accepted, folder: String,
    build: BuildVersions? = nil
  ) {
    (self.scenario, self.file) = (scenario, file)
    (self.accepted, self.folder, self.build) = (accepted, folder, build)
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
    // Where the scenario is the same, its numbers are those that the baseline's are compared with.
    let limited = scenario.limited(
      to: setting.state == .same ? needs.union(setting.kept) : needs)
    let (candidate, baseline) = Self.alike(limited, setting.baseline)
    let options = RunOptions(threads: threads, replicates: scenario.gates.replicates)
    let runner = PairedRunner(
      candidate: candidate, baseline: baseline,
      measuresDrift: needs.drift || setting.kept.drift,
      slices: needs.union(setting.kept).slices, features: needs.features, options: options,
      progress: progress)
    let replicates = try await runner.run()
    let candidates = replicates.map { GateNumbers(candidate, $0.candidate) }
    var baselines = setting.state == .same ? candidates : []
    if let baseline {
      baselines = replicates.compactMap { $0.baseline.map { GateNumbers(baseline, $0) } }
    }
    let judge = GateJudge(
      scenario: candidate, candidates: candidates,
      baselines: baselines, flips: Self.flips(replicates), isSame: setting.state == .same,
      reasonWithoutBaseline: setting.reason, wantedPower: wantedPower)
    var notes = setting.notes
    if let baseline, limited.population.warmUp != setting.baseline?.population.warmUp {
      notes.append(
        "one of the two looks back further: both were run after \(baseline.population.warmUp) months of warm-up"
      )
    }
    if setting.state != .same { notes += Self.undecided(candidate, replicates) }
    notes += Self.otherFits(candidate, replicates)
    let departures = try await departures(setting, replicates, baselines, runner)
    if !departures.isEmpty, let otherBuild { notes.append(otherBuild) }
    return CheckedScenario(
      scenario: scenario.name, file: file, baseline: setting.state, notes: notes,
      departures: departures,
      gates: gates.map { judge.checked($0) })
  }

  /// Which classifiers give fewer customers a segment than in the baseline.
  private static func undecided(
    _ candidate: Scenario, _ replicates: [PairedRunner.Replicate]
  ) -> [String] {
    candidate.classifiers.map(\.name).compactMap { name in
      UndecidedCustomers(replicates, name, beside: name).shares(beside: "the baseline").map {
        "\(name): \($0); gates on '\(MetricName.withoutEstimate)' and '\(MetricName.referred)' bound them"
      }
    }
  }

  /// Which classifiers were fitted otherwise than in the baseline, where one training sample of each is all
  /// there is: another sample could have come out otherwise.
  private static func otherFits(
    _ candidate: Scenario, _ replicates: [PairedRunner.Replicate]
  ) -> [String] {
    guard replicates.count == 1, let baseline = replicates[0].baseline else { return [] }
    let own = BaselineMaking.learned(replicates[0].candidate.replicate.plan)
    let others = BaselineMaking.learned(baseline.replicate.plan)
    return candidate.classifiers.filter { $0.training != nil }.map(\.name).compactMap { name in
      let before = others.filter { $0.classifier == name }
      guard !before.isEmpty, before != own.filter({ $0.classifier == name }) else { return nil }
      return
        "\(name) was fitted otherwise than in the baseline: verdicts are about these two fits; "
        + "'gates: {replicates: 5}' asks what holds over training samples"
    }
  }

  /// Which versions of what the baseline was made with are others now.
  private var otherBuild: String? {
    guard case .baseline(let accepted) = accepted, let build else { return nil }
    let old = accepted.manifest
    let others = [
      ("segbench", old.segbench, build.segbench), ("GSL", old.gsl, build.gsl),
      ("Swift", old.swift, build.swift),
    ].filter { $0.1 != $0.2 }
    guard !others.isEmpty else { return nil }
    func list(_ version: ((String, String, String)) -> String) -> String {
      others.map { "\($0.0) \(version($0))" }.joined(separator: ", ")
    }
    return "the baseline was made with \(list { $0.1 }), this is \(list { $0.2 })"
  }

  /// Both with warm-ups of one length, so that they have the same customers in the same months.
  private static func alike(_ candidate: Scenario, _ baseline: Scenario?) -> (Scenario, Scenario?) {
    guard let baseline else { return (candidate, nil) }
    let both = Scenario.warmedUpAlike(candidate, baseline)
    return (both.0, both.1)
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
    _ setting: CheckSetting, _ replicates: [PairedRunner.Replicate], _ numbers: [GateNumbers],
    _ runner: PairedRunner
  ) async throws(RunCancelled) -> [String] {
    guard case .baseline(let accepted) = accepted, setting.isSameSeed else { return [] }
    let gates = setting.gates ?? self.scenario.gates.gates
    guard let scenario = setting.baseline else {
      guard setting.state == .same else { return [] }
      return Self.departures(
        accepted, gates, runner.candidate, replicates.map(\.candidate), numbers)
    }
    var (sides, numbers) = (replicates.compactMap(\.baseline), numbers)
    if scenario.population.warmUp != runner.baseline?.population.warmUp {
      // What was accepted was counted after a shorter warm-up, and is compared with the same.
      let alone = PairedRunner(
        candidate: scenario, baseline: nil, measuresDrift: runner.measuresDrift,
        slices: runner.slices, options: runner.options, progress: runner.progress)
      sides = try await alone.run().map(\.candidate)
      numbers = sides.map { GateNumbers(scenario, $0) }
    }
    return Self.departures(accepted, gates, scenario, sides, numbers)
  }

  private static func departures(
    _ accepted: Baseline, _ gates: [Gate], _ scenario: Scenario, _ sides: [PairedRunner.Side],
    _ numbers: [GateNumbers]
  ) -> [String] {
    let outcome = RunOutcome(scenario: scenario, replicates: sides.map(\.replicate))
    let slices = SliceMeasurements(gates, of: scenario, numbers)
    return Departures(baseline: accepted, outcome: outcome, slices: slices.rows).sentences
  }
}
