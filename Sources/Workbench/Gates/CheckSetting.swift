// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations
import Results
import ScenarioLanguage

/// How a scenario stands to what was accepted.
struct CheckSetting {
  /// The baseline's scenario where it must be run too.
  var baseline: Scenario?
  var state: CheckedScenario.Baseline
  var notes: [String] = []
  /// Why there is nothing to compare with.
  var reason = ""
  /// Whether the baseline's numbers were made with the scenario's seed.
  var isSameSeed = true
  /// What the baseline's stored numbers need, where they are compared.
  var kept: GateNeeds
  /// The gates that the baseline was made with, where they are others than the scenario's.
  var gates: [Gate]?

  /// Reads the baseline's scenario, and aligns it with the present one.
  ///
  /// - Parameters:
  ///   - scenario: the present scenario.
  ///   - accepted: what there is to compare with.
  ///   - folder: the baseline's folder, for messages.
  ///   - needs: what gates need.
  init(
    _ scenario: Scenario, _ accepted: ScenarioCheck.Accepted, _ folder: String,
    _ needs: GateNeeds
  ) {
    kept = GateNeeds([], of: scenario)
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
      let (before, now) = (accepted.manifest.replicates, scenario.gates.replicates)
      if before != now {
        notes = [
          "replicates: \(now), but \(before) when the baseline was accepted, so its means over them "
            + "were not compared"
        ]
      }
      do throws(ScenarioProblems) {
        let root = try ScenarioDocument(text: accepted.scenario, file: folder + "/scenario.yaml")
          .root
        if scenario.isSubstantiallySame(as: root) {
          kept = GateNeeds(keptBy: scenario)
          guard !scenario.hasSameGates(as: root), let found = try? Scenario(root) else { return }
          (kept, gates) = (GateNeeds(keptBy: found), found.gates.gates)
          return
        }
        var found = try Self.compiled(root)
        isSameSeed = found.seed == scenario.seed
        if !isSameSeed {
          found = try Self.compiled(ScenarioOverrides(seed: scenario.seed).applied(to: root))
        }
        if isSameSeed { (kept, gates) = (GateNeeds(keptBy: found), found.gates.gates) }
        found = found.limited(to: needs.union(kept))
        if let difference = Self.misfit(scenario.population, found.population) {
          state = .unusable
          reason = "the baseline's months are others"
          notes += [difference]
          return
        }
        (baseline, state) = (found, .changed)
        notes += Self.otherIdentity(scenario, found, accepted.manifest)
        notes += scenario.gates.lostLevels(scenario.population, since: found.population)
        notes += scenario.gates.otherSegments(scenario.population, since: found.population)
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
        notes += [
          "the baseline's scenario cannot be run any more: \(problem ?? ""); accept a new baseline"
        ]
      }
    }
  }

  /// The baseline's scenario; without its gates where these are none any more, as they change nothing of
  /// what is simulated.
  private static func compiled(_ root: ScenarioNode) throws(ScenarioProblems) -> Scenario {
    do throws(ScenarioProblems) { return try Scenario(root) } catch {
      let others = (root.entries ?? []).filter { $0.key != "gates" }
      return try Scenario(ScenarioNode(content: .record(others), position: root.position))
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
  /// Whether another tree has the same gates.
  ///
  /// - Parameter root: the other tree.
  /// - Returns: whether they are written in the same way.
  func hasSameGates(as root: ScenarioNode) -> Bool {
    guard let own = resolved["gates"], let other = root["gates"] else { return false }
    return own.saysTheSame(as: other)
  }

  /// Keys that ask questions or explain, and change nothing of what is simulated.
  private static let questions = [
    "title", "note", "source", "variants", "expect", "gates", "tune", "frontier",
  ]

  /// Whether another tree simulates the same, whatever it asks.
  ///
  /// - Parameter root: the other tree.
  /// - Returns: whether it does.
  func isSubstantiallySame(as root: ScenarioNode) -> Bool {
    func substance(_ tree: ScenarioNode) -> ScenarioNode {
      let entries = (tree.entries ?? []).filter { !Self.questions.contains($0.key) }
      return ScenarioNode(content: .record(entries), position: tree.position)
    }
    return substance(resolved).saysTheSame(as: substance(root))
  }
}
