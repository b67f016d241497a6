// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// A feature seen perfectly, or but for some mechanisms: its true value over the same look-back.
public enum PerfectSight {
  /// The steps that are left when nothing stands between the world and the bank: the source, and
  /// windows over months, which say what the feature is and hide nothing else.
  ///
  /// - Parameter steps: a feature's list of steps.
  /// - Returns: the list without noise, delays, rounding, missing values and whatever else departs.
  public static func steps(of steps: ScenarioNode) -> ScenarioNode {
    self.steps(of: steps, without: ViewMechanism.allCases)
  }

  /// The steps that are left without some mechanisms.
  ///
  /// A refresh on which the randomness of later steps hangs is not left out: it happens every month.
  ///
  /// - Parameters:
  ///   - steps: a feature's list of steps.
  ///   - mechanisms: what is taken out.
  /// - Returns: the list without them.
  public static func steps(
    of steps: ScenarioNode, without mechanisms: [ViewMechanism]
  ) -> ScenarioNode {
    guard let items = steps.items else { return steps }
    func isOut(_ item: ScenarioNode) -> Bool {
      ViewMechanism.of(item).map(mechanisms.contains) ?? false
    }
    let needsRefresh = items.contains { $0["per"]?.text == "refresh" && !isOut($0) }
    let left = items.compactMap { item -> ScenarioNode? in
      guard isOut(item) else { return item }
      return needsRefresh && item["refresh"] != nil ? everyMonth(item) : nil
    }
    return ScenarioNode(content: .list(left), position: steps.position)
  }

  private static func everyMonth(_ refresh: ScenarioNode) -> ScenarioNode {
    func record(_ key: String, _ value: ScenarioNode) -> ScenarioNode {
      let entry = ScenarioNode.Entry(key: key, keyPosition: refresh.position, value: value)
      return ScenarioNode(content: .record([entry]), position: refresh.position)
    }
    let month = ScenarioNode(
      content: .scalar(text: "1 month", isQuoted: false), position: refresh.position)
    return record("refresh", record("every", month))
  }
}
