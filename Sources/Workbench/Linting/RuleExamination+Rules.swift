// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import ScenarioLanguage

extension RuleExamination {
  /// What is wrong with single rules.
  var ruleFindings: [LintFinding] {
    rules.rules.indices.flatMap { index -> [LintFinding] in
      if let reason = unreached(index) {
        // A segment that only such rules give is told once, as a whole.
        return isReachable(rules.rules[index].segment) ? [reason.finding] : []
      }
      return redundancy(index) + alwaysTrue(index) + parts(index)
    }
  }

  /// Whether some customer can get a segment.
  func isReachable(_ segment: SegmentIndex) -> Bool {
    if rules.otherwise == segment, !uncovered.isEmpty { return true }
    return zip(rules.rules, decided).contains { $0.segment == segment && !$1.isEmpty }
  }

  /// Why a rule never decides; nothing when it does.
  func unreached(_ index: Int) -> (finding: LintFinding, reason: String)? {
    let rule = rules.rules[index]
    func found(
      _ kind: LintFinding.Kind, _ reason: String, advice: String? = nil,
      at position: SourcePosition? = nil
    ) -> (LintFinding, String) {
      (
        finding(
          kind, kind == .thresholdOrder ? .error : .warning, "\(name(index)) \(reason)",
          advice: advice, at: position ?? rule.position, path: rule.path), reason
      )
    }
    guard !yes[index].isEmpty else {
      if let pair = contradictingThresholds(rule) {
        return found(.thresholdOrder, "never holds: \(pair.text)", at: pair.position)
      }
      let wrong = rule.parts.first { points.answers($0.condition).yes.isEmpty }
      let reason =
        wrong != nil
        ? "never holds: this part is true for no value there can be"
        : rule.parts.count > 1
          ? "never holds: its conditions exclude each other"
          : "never holds, whatever the values there can be"
      return found(.neverHolds, reason, at: wrong?.position)
    }
    guard rules.hit == .first, decided[index].isEmpty else { return nil }
    if let cover = (0..<index).first(where: { yes[index].isSubset(of: yes[$0]) }) {
      if let pair = swappedThresholds(index, cover) {
        return found(.thresholdOrder, "is never reached, as \(pair.text)", at: pair.position)
      }
      return found(
        .unreachableRule, "is never reached, as \(name(cover)) holds wherever it does",
        advice: "put it before \(name(cover)), or take it out")
    }
    let covers = (0..<index).filter { !yes[index].intersection(decided[$0]).isEmpty }
    return found(
      .unreachableRule, "is never reached, as \(names(covers)) together hold wherever it does",
      advice: "put it before them, or take it out")
  }

  /// Whether leaving a rule out changes nothing.
  private func redundancy(_ index: Int) -> [LintFinding] {
    let rule = rules.rules[index]
    // A rule that asks whether a value is missing says on purpose what holds then.
    guard rules.hit != .unique, !rule.condition.root.asksForMissing else { return [] }
    var rest = decided[index]
    var takers: [Int] = []
    for other in rules.rules.indices
    where other != index && (rules.hit == .any || other > index) && !rest.isEmpty {
      let taken = rest.intersection(yes[other])
      guard !taken.isEmpty else { continue }
      guard rules.rules[other].segment == rule.segment else { return [] }
      takers.append(other)
      rest.subtract(taken)
    }
    guard rest.isEmpty || rules.otherwise == rule.segment else { return [] }
    let last = rest.isEmpty ? "" : takers.isEmpty ? "'otherwise'" : " and 'otherwise'"
    let giver = (takers.isEmpty ? "" : names(takers)) + last
    let verb = takers.count + (rest.isEmpty ? 0 : 1) == 1 ? "gives" : "give"
    return [
      finding(
        .redundantRule, .warning,
        "\(name(index)) can be left out: \(giver) \(verb) \(quoted(rule.segment)) to the same",
        at: rule.position, path: rule.path, concerns: decided[index])
    ]
  }

  private func alwaysTrue(_ index: Int) -> [LintFinding] {
    let rule = rules.rules[index]
    // A row that asks for nothing is meant to hold for everybody else.
    guard rule.condition.constantTruth == nil, yes[index] == points.all else {
      return []
    }
    return [
      finding(
        .alwaysHolds, .warning, "\(name(index)) always holds, whatever the values there can be",
        at: rule.position, path: rule.path)
    ]
  }

  /// Parts of a condition that are true for everybody or for nobody.
  private func parts(_ index: Int) -> [LintFinding] {
    let rule = rules.rules[index]
    guard points.isExact, yes[index] != points.all else { return [] }
    return rule.parts.filter { $0.condition != rule.condition }.compactMap { part in
      let answers = points.answers(part.condition)
      if answers.yes.isEmpty {
        return finding(
          .neverHolds, .warning,
          "this part of \(name(index)) never holds, whatever the values there can be",
          advice: "take it out", at: part.position, path: rule.path)
      }
      guard answers.yes.union(answers.unknown) == points.all else { return nil }
      return finding(
        .alwaysHolds, .warning,
        "this part of \(name(index)) always holds, whatever the values there can be",
        advice: "take it out", at: part.position, path: rule.path)
    }
  }
}

extension CheckedExpression.Node {
  /// Whether some part asks whether a value is missing.
  fileprivate var asksForMissing: Bool {
    switch self {
    case .isMissing, .isMissingLevel: true
    default: operands.contains(where: \.asksForMissing)
    }
  }
}
