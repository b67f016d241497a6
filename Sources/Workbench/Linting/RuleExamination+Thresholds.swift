// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import ScenarioLanguage

extension RuleExamination {
  /// Two thresholds that stand in the wrong order.
  struct WrongOrder {
    /// What must hold.
    let text: String
    /// Where the one to look at is written.
    let position: SourcePosition
  }

  /// Named thresholds that no rule uses.
  var thresholdFindings: [LintFinding] {
    let used = rules.rules.reduce(into: Set<String>()) { $0.formUnion($1.names) }
    return rules.thresholds.filter { !used.contains($0.name) }.map { threshold in
      finding(
        .unusedThreshold, .warning, "no rule uses the threshold '\(threshold.name)'",
        at: threshold.position, path: rules.path)
    }
  }

  /// A comparison of a number with a named threshold.
  private func bound(_ condition: CheckedExpression, of rule: Rule) -> (
    slot: Int, isFloor: Bool, threshold: RuleThreshold
  )? {
    guard case .compare(var comparison, let left, let right) = condition.root else { return nil }
    let (slot, value): (Int, Double)
    switch (left, right) {
    case (.number(let number), .constant(let constant)): (slot, value) = (number, constant)
    case (.constant(let constant), .number(let number)):
      (slot, value) = (number, constant)
      comparison = comparison.swapped
    default: return nil
    }
    let isFloor = comparison == .greater || comparison == .greaterOrEqual
    guard isFloor || comparison == .less || comparison == .lessOrEqual,
      let threshold = rules.thresholds.first(where: {
        rule.names.contains($0.name) && $0.value == value
      })
    else { return nil }
    return (slot, isFloor, threshold)
  }

  /// A floor and a ceiling of one number that leave no room between them.
  func contradictingThresholds(_ rule: Rule) -> WrongOrder? {
    let bounds = rule.parts.compactMap { bound($0.condition, of: rule) }
    for floor in bounds where floor.isFloor {
      for ceiling in bounds where !ceiling.isFloor && ceiling.slot == floor.slot {
        if floor.threshold.value >= ceiling.threshold.value {
          return order(floor.threshold, "below", ceiling.threshold)
        }
      }
    }
    return nil
  }

  /// The thresholds of two rules of which the later is never reached.
  ///
  /// - Parameters:
  ///   - index: the later rule.
  ///   - cover: the earlier rule, which holds wherever the later does.
  /// - Returns: their order; nothing when they are no bounds of one number.
  func swappedThresholds(_ index: Int, _ cover: Int) -> WrongOrder? {
    let (later, earlier) = (rules.rules[index], rules.rules[cover])
    guard let own = bound(later.condition, of: later),
      let other = bound(earlier.condition, of: earlier), own.slot == other.slot,
      own.isFloor == other.isFloor
    else { return nil }
    return order(own.threshold, own.isFloor ? "below" : "above", other.threshold)
  }

  private func order(_ one: RuleThreshold, _ word: String, _ other: RuleThreshold) -> WrongOrder {
    WrongOrder(
      text: "the threshold '\(one.name)' (\(one.value.brief)) must lie \(word) '\(other.name)' "
        + "(\(other.value.brief))",
      position: one.position)
  }
}
