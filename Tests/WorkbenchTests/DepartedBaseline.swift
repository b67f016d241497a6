// SPDX-License-Identifier: GPL-3.0-or-later
import Results
import ScenarioLanguage
import Workbench

/// A small scenario whose baseline holds something else than it gives.
enum DepartedBaseline {
  static let usualGate = "{metric: misclassification, of: judged, worse by at most: 1 %}"

  private static func text(_ replicates: Int = 1, _ gates: String = usualGate) -> String {
    """
    scenario: 1
    name: pair
    seed: 11
    population: {customers: 3_000, from: 2026-01, months: 2}
    world:
      group: {levels: {low: 0.5, high: 0.5}}
      score: {normal: {mean: {by group: {low: 0, high: 2}}, sd: 1}}
    segments: {group: {is: group, ordered: yes}}
    view: {score: [{of: score}]}
    classifiers:
      judged: {finds: group, naive bayes: {}, train: {customers: 500}}
      other: {finds: group, cuts: {of: score, at: [1.1]}}
    gates:
      replicates: \(replicates)
      must hold: [\(gates)]

    """
  }

  /// Checks the scenario beside a baseline in which something was changed.
  ///
  /// - Parameters:
  ///   - replicates: how many times all is repeated.
  ///   - gates: the gates that the baseline was made with.
  ///   - now: those of the scenario that is checked, where they are others.
  ///   - cut: where the other classifier cuts in the scenario that is checked.
  ///   - change: changes what was accepted.
  /// - Returns: what the check says.
  /// - Throws: what `change` throws.
  static func checked(
    replicates: Int = 1, gates: String = usualGate, now: String? = nil, cut: String = "1.1",
    changing change: (inout Baseline) throws -> Void
  ) async throws -> CheckedScenario {
    let accepted = text(replicates, gates)
    func scenario(_ text: String) throws -> Scenario {
      try Scenario(ScenarioDocument(text: text, file: "pair.yaml").root)
    }
    let build = BuildVersions(gsl: "2.7", swift: "6.3", segbench: "0.1.0")
    var baseline = try await BaselineMaking(
      try scenario(accepted), text: accepted, build: build
    )
    .baseline(threads: 1, progress: RunProgress())
    try change(&baseline)
    let present = text(replicates, now ?? gates).replacing("1.1", with: cut)
    return try await ScenarioCheck(
      try scenario(present), file: "pair.yaml", accepted: .baseline(baseline),
      folder: "baselines/pair", build: build
    ).run(threads: 1, progress: RunProgress())
  }
}
