// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// A way in which the view departs from the truth, by one or several kinds of steps.
public enum ViewMechanism: String, CaseIterable, Sendable {
  /// Values are changed at random, or by a fixed number.
  case noise
  /// Values are stated as round numbers.
  case rounding
  /// Values beyond bounds are shown as the bounds.
  case bounds
  /// Values are asked for, item by item.
  case questionnaire
  /// Values are those of earlier months.
  case lateness
  /// Values are left out, or filled in where they were.
  case missing

  /// The mechanisms of a feature.
  ///
  /// - Parameter steps: the feature's list of steps.
  /// - Returns: those of its steps, in a fixed order.
  public static func all(in steps: ScenarioNode) -> [ViewMechanism] {
    let found = (steps.items ?? []).compactMap { of($0) }
    return allCases.filter(found.contains)
  }

  /// What a step does, as it is written.
  static func of(_ step: ScenarioNode) -> ViewMechanism? {
    (step.entries ?? []).lazy.compactMap { ViewStepRegistry.step(named: $0.key)?.mechanism }.first
  }
}
