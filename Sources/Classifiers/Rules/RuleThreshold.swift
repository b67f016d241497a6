// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

/// A named number of a rule classifier.
public struct RuleThreshold: Sendable, Equatable {
  /// Its name.
  public let name: String
  /// Its value.
  public let value: Double
  /// Where its value is written.
  public let position: SourcePosition

  /// Reads the record of thresholds.
  ///
  /// - Parameters:
  ///   - reader: the cursor on it, if it was written.
  ///   - task: the features, whose names a threshold may not take.
  /// - Returns: the thresholds in the order written; the value of a wrong one is NaN, so that
  ///   the rules that mention it are not called wrong too.
  static func read(_ reader: ScenarioReader?, task: ClassifierTask) -> [RuleThreshold] {
    let named = reader?.named("threshold") ?? []
    return named.map { entry in
      if task.schema.column(of: entry.name) != nil {
        entry.value.error(
          "a threshold needs a name of its own, but '\(entry.name)' is a feature",
          advice: "such as '\(entry.name)_limit'")
        return RuleThreshold(
          name: entry.name, value: .nan, position: entry.value.node.position)
      }
      return RuleThreshold(
        name: entry.name, value: entry.value.number() ?? .nan, position: entry.value.node.position)
    }
  }
}
