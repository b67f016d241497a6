// SPDX-License-Identifier: GPL-3.0-or-later
import Results
import ScenarioLanguage
import Workbench

/// A scenario with a gate, and what was accepted for it: two normal groups at 0 and 2.
struct GatePair {
  /// The candidate's cut, or classifier.
  var candidate: String
  /// The baseline's.
  var baseline: String
  /// The gates, as written.
  var gates: String
  var customers = 4_000
  var months = 1
  var extra = ""
  /// Further quantities of the candidate's world, and of the baseline's where those are others.
  var world = ""
  var baselineWorld: String?

  /// A cut of the score.
  static func cut(_ place: Double) -> String { "{finds: group, cuts: {of: score, at: [\(place)]}}" }

  private func text(
    _ classifier: String, _ seed: Int, _ world: String, _ gates: String = ""
  ) -> String {
    """
    scenario: 1
    name: pair
    seed: \(seed)
    population: {customers: \(customers), from: 2026-01, months: \(months)}
    world:
      group: {levels: {low: 0.5, high: 0.5}}
      score: {normal: {mean: {by group: {low: 0, high: 2}}, sd: 1}}
      \(world)
    segments: {group: {is: group, ordered: yes}}
    view: {score: [{of: score}]}
    classifiers: {judged: \(classifier)}
    \(extra)
    \(gates.isEmpty ? "" : "gates: \(gates)")

    """
  }

  /// A baseline that holds no more than its scenario.
  static func accepted(_ text: String, seed: Int) -> Baseline {
    Baseline(
      scenario: text,
      manifest: Manifest(
        scenario: "pair", scenarioText: text, seed: UInt64(seed), normal: "", gsl: "", swift: "",
        segbench: "", customers: 1, months: 1, replicates: 1),
      learned: [], counts: [], measurements: MeasurementTable())
  }

  /// Judges the gates.
  ///
  /// - Parameters:
  ///   - seed: the root seed of both.
  ///   - labels: a block that stands in the baseline alone, such as its labels.
  ///   - threads: how many tasks work.
  /// - Returns: the verdicts.
  /// - Throws: what is wrong with the scenario.
  func checked(seed: Int, baselineOnly labels: String = "", threads: Int = 1) async throws
    -> CheckedScenario
  {
    let scenario = try Scenario(
      ScenarioDocument(text: text(candidate, seed, world, gates), file: "pair.yaml").root)
    let accepted = Self.accepted(
      text(baseline, seed, baselineWorld ?? world) + labels, seed: seed)
    return try await ScenarioCheck(
      scenario, file: "pair.yaml", accepted: .baseline(accepted), folder: "baselines/pair"
    ).run(threads: threads, wantedPower: 0.9, progress: RunProgress())
  }

  /// The verdicts of the first gate by seed.
  func verdicts(seeds: Range<Int>, baselineOnly labels: String = "") async throws
    -> [CheckedGate]
  {
    var found: [CheckedGate] = []
    for seed in seeds {
      found.append(try await checked(seed: seed, baselineOnly: labels).gates[0])
    }
    return found
  }
}
