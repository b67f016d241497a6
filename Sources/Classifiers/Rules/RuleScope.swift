// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

/// The names that may stand in a rule: the features that the classifier sees, and its thresholds.
struct RuleScope: NameScope {
  /// What the rules find, and from what.
  let task: ClassifierTask
  /// The named numbers.
  let thresholds: [RuleThreshold]

  var knownNames: [String] { task.visibleNames + thresholds.map(\.name) }

  func value(named name: String) -> NamedValue? {
    if let threshold = thresholds.first(where: { $0.name == name }) {
      return .constant(threshold.value)
    }
    let plain = name.hasPrefix("view.") ? String(name.dropFirst(5)) : name
    guard let column = task.schema.column(of: plain), task.sees.contains(column) else {
      return nil
    }
    if case .levels(let names) = task.schema.features[column].kind {
      return .levels(slot: column, names: names)
    }
    return .number(slot: column)
  }

  func reasonUnavailable(_ name: String) -> String? {
    task.schema.column(of: name) == nil
      ? nil : "is a feature that this classifier does not see; add it to 'sees'"
  }
}
