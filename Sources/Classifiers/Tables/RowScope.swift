// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

/// The names that may stand in the rows of a table: its inputs.
struct RowScope: NameScope {
  /// What the rows read.
  let inputs: [RuleInput]
  /// What the table finds, and from what.
  let task: ClassifierTask
  /// Whether rows may be codes of scores, such as `543`.
  let hasCodes: Bool

  var knownNames: [String] { inputs.map(\.name) }

  /// The input of a name, with or without `view.`.
  ///
  /// - Parameter name: the name as written.
  /// - Returns: the input; nothing when there is none.
  func input(named name: String) -> RuleInput? {
    let plain = name.hasPrefix("view.") ? String(name.dropFirst(5)) : name
    return inputs.first { $0.name == plain }
  }

  func value(named name: String) -> NamedValue? {
    input(named: name).map { input in
      if case .levels(let names) = input.values { return .levels(slot: input.slot, names: names) }
      return .number(slot: input.slot)
    }
  }

  func reasonUnavailable(_ name: String) -> String? {
    guard task.schema.column(of: name) != nil else { return nil }
    return hasCodes
      ? "is a feature without a score; add it to 'scores'"
      : "is a feature that this classifier does not see; add it to 'sees'"
  }
}
