// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

extension RuleList {
  /// Warns of what the rules leave open.
  ///
  /// - Parameters:
  ///   - reader: the cursor on the list.
  ///   - thresholds: the cursor on the thresholds, if they were written.
  ///   - scope: the names that may stand in conditions.
  func advise(_ reader: ScenarioReader, thresholds: ScenarioReader?, scope: RuleScope) {
    adviseUnusedThresholds(thresholds)
    adviseUnreached(reader, scope.task.scheme)
    adviseMissing(reader, scope.task)
  }

  private func adviseUnusedThresholds(_ reader: ScenarioReader?) {
    for entry in reader?.named("threshold") ?? [] {
      if !rules.contains(where: { $0.names.contains(entry.name) }) {
        entry.value.warning("no rule uses the threshold '\(entry.name)'")
      }
    }
  }

  private func adviseUnreached(_ reader: ScenarioReader, _ scheme: SegmentScheme) {
    for (index, rule) in rules.enumerated() {
      guard let answer = rule.condition.constantTruth else { continue }
      reader.warning(
        answer
          ? "rule \(index + 1) always holds, so that later rules are never reached"
          : "rule \(index + 1) never holds")
    }
    let given = Set(rules.map(\.segment) + (otherwise.map { [$0] } ?? []))
    let never = scheme.segments.indices.filter { !given.contains(SegmentIndex($0)) }
    if !never.isEmpty {
      let names = never.map { "'\(scheme.segments[$0])'" }.joined(separator: ", ")
      reader.warning("no rule gives \(names)")
    }
  }

  private func adviseMissing(_ reader: ScenarioReader, _ task: ClassifierTask) {
    guard let mayBeMissing = task.mayBeMissing else { return }
    var compared: Set<Int> = []
    var asked: Set<Int> = []
    for rule in rules {
      compared.formUnion(rule.condition.numberSlots)
      compared.formUnion(rule.condition.levelSlots)
      asked.formUnion(rule.condition.root.slotsAskedFor)
    }
    for column in task.sees where mayBeMissing.contains(column) {
      guard compared.contains(column), !asked.contains(column) else { continue }
      let name = task.schema.features[column].name
      reader.warning(
        "'\(name)' can be missing; a comparison with it is then unknown and its rule does not fire",
        advice: "say what shall hold then, with 'missing(\(name))'")
    }
  }
}

extension CheckedExpression.Node {
  /// The slots that are asked whether they are missing.
  var slotsAskedFor: [Int] {
    var slots: [Int] = []
    walk { node in
      switch node {
      case .isMissing(let inner): slots += CheckedExpression(inner).numberSlots
      case .isMissingLevel(let slot): slots.append(slot)
      default: break
      }
    }
    return slots
  }
}
