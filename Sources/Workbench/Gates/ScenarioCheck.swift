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
    let setting = Setting(scenario, accepted, folder, needs)
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
    _ setting: Setting, _ replicates: [PairedRunner.Replicate], _ candidate: Scenario
  ) -> [String] {
    guard case .baseline(let baseline) = accepted, setting.isSameSeed else { return [] }
    let sides = replicates.compactMap { setting.state == .same ? $0.candidate : $0.baseline }
    guard !sides.isEmpty, let scenario = setting.state == .same ? candidate : setting.baseline
    else { return [] }
    let outcome = RunOutcome(scenario: scenario, replicates: sides.map(\.replicate))
    return Departures(baseline: baseline, outcome: outcome).sentences
  }
}

/// How a scenario stands to what was accepted.
private struct Setting {
  /// The baseline's scenario where it must be run too.
  var baseline: Scenario?
  var state: CheckedScenario.Baseline
  var notes: [String] = []
  /// Why there is nothing to compare with.
  var reason = ""
  /// Whether the baseline's numbers were made with the scenario's seed.
  var isSameSeed = true

  init(
    _ scenario: Scenario, _ accepted: ScenarioCheck.Accepted, _ folder: String,
    _ needs: GateNeeds
  ) {
    switch accepted {
    case .nothing:
      state = .missing
      reason = "no baseline has been accepted"
      notes = ["no baseline in \(folder): 'segbench baseline FILE --accept' makes one"]
    case .unreadable(let problem):
      state = .unusable
      reason = "the baseline cannot be used"
      notes = [problem]
    case .baseline(let accepted):
      state = .same
      do throws(ScenarioProblems) {
        let root = try ScenarioDocument(text: accepted.scenario, file: folder + "/scenario.yaml")
          .root
        guard !scenario.isSubstantiallySame(as: root) else { return }
        let aligned = ScenarioOverrides(seed: scenario.seed).applied(to: root)
        isSameSeed = accepted.manifest.seed == scenario.seed
        var found = try Scenario(aligned)
        let last = found.population.months - 1
        found = found.limited(to: isSameSeed ? needs.withExpectedErrors(in: last) : needs)
        if let difference = Self.misfit(scenario.population, found.population) {
          state = .unusable
          reason = "the baseline's months are others"
          notes = [difference]
          return
        }
        (baseline, state) = (found, .changed)
        notes = Self.otherIdentity(scenario, found, accepted.manifest)
        notes += scenario.gates.lostLevels(scenario.population, since: found.population)
        if !isSameSeed {
          notes += [
            "the seed was changed: the baseline was run with the new one, and its stored numbers "
              + "were not compared"
          ]
        }
      } catch {
        state = .unusable
        reason = "the baseline cannot be used"
        let problem = error.problems.first.map { "\($0.position): \($0.path): \($0.message)" }
        notes = ["the baseline's scenario cannot be run any more: \(problem ?? "")"]
      }
    }
  }

  /// What tells that a baseline was accepted for something else.
  private static func otherIdentity(
    _ scenario: Scenario, _ found: Scenario, _ manifest: Manifest
  ) -> [String] {
    var notes: [String] = []
    if manifest.scenario != scenario.name {
      notes.append("the baseline was accepted for the scenario '\(manifest.scenario)'")
    }
    let (own, other) = (scenario.population.customers, found.population.customers)
    if own != other {
      notes.append(
        "the baseline has \(NumberText.grouped(other)) customers, the scenario "
          + "\(NumberText.grouped(own)): who is in one of them only has no partner")
    }
    return notes
  }

  /// Why two populations cannot be set side by side, if they cannot.
  private static func misfit(_ own: PopulationModel, _ other: PopulationModel) -> String? {
    guard own.from != other.from || own.months != other.months else { return nil }
    func range(_ population: PopulationModel) -> String {
      "\(population.from) to \(population.from + (population.months - 1))"
    }
    return "the baseline was made over \(range(other)), the scenario is run over \(range(own)): "
      + "accept a new baseline"
  }
}

extension Scenario {
  /// Keys that ask questions or explain, and change nothing of what is simulated.
  private static let questions = [
    "title", "note", "source", "variants", "expect", "gates", "tune",
  ]

  /// Whether another tree simulates the same, whatever it asks.
  func isSubstantiallySame(as root: ScenarioNode) -> Bool {
    func substance(_ tree: ScenarioNode) -> ScenarioNode {
      let entries = (tree.entries ?? []).filter { !Self.questions.contains($0.key) }
      return ScenarioNode(content: .record(entries), position: tree.position)
    }
    return substance(resolved).saysTheSame(as: substance(root))
  }
}
