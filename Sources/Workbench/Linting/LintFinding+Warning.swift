// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import ScenarioLanguage

extension LintFinding {
  /// What a classifier tells of its calendar, at the place where that is written.
  ///
  /// - Parameters:
  ///   - warning: what it tells.
  ///   - specification: the classifier.
  ///   - scenario: the scenario.
  init(
    _ warning: ClassifierWarning, of specification: ClassifierSpecification, _ scenario: Scenario
  ) {
    let entry = ["classifiers", specification.name]
    let written = warning.places.lazy.compactMap { scenario.resolved.value(at: entry + $0) }.first
    self.init(
      kind: .outlastsRun, severity: .warning, position: (written ?? scenario.resolved).position,
      path: (entry + (warning.places.first ?? [])).joined(separator: "."), message: warning.message,
      advice: nil, codes: nil, share: nil)
  }
}
