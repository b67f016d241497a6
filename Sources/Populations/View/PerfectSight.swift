// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// A feature seen perfectly: its true value over the same look-back.
public enum PerfectSight {
  /// The steps that are left when nothing stands between the world and the bank: the source, and
  /// windows over months, which say what the feature is and hide nothing else.
  ///
  /// - Parameter steps: a feature's list of steps.
  /// - Returns: the list without noise, delays, rounding, missing values and whatever else departs.
  public static func steps(of steps: ScenarioNode) -> ScenarioNode {
    guard let items = steps.items else { return steps }
    let kept = ["of"] + WindowStatistic.allCases.map { $0.rawValue + " of" }
    return ScenarioNode(
      content: .list(items.filter { item in kept.contains { item[$0] != nil } }),
      position: steps.position)
  }
}
