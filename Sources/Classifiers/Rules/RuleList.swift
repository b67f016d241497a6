// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

/// The value of `first match`: rules in order, usually ended by `otherwise`.
struct RuleList {
  /// The rules before `otherwise`.
  let rules: [Rule]
  /// The segment of everybody else; nothing where they get no estimate.
  let otherwise: SegmentIndex?
  /// Where that segment is written; where the list is, if it is not.
  let otherwisePosition: SourcePosition

  /// The word of the last rule.
  static let last = "otherwise"

  /// Reads the list; what is wrong is noted.
  ///
  /// - Parameters:
  ///   - reader: the cursor on the list.
  ///   - scope: the names that may stand in conditions.
  init?(reading reader: ScenarioReader, scope: RuleScope) {
    guard let items = reader.list() else { return nil }
    var rules: [Rule] = []
    var otherwise: SegmentIndex?
    var otherwisePosition = reader.node.position
    var hasOtherwise = false
    var isGood = true
    for item in items {
      guard let (name, position, value) = Self.pair(item) else {
        isGood = false
        continue
      }
      if hasOtherwise {
        item.warning("this rule is never reached, as it stands after '\(Self.last)'")
      }
      let segment = value.segment(name, of: scope.task.scheme, at: position)
      if value.node.text == Self.last {
        if !hasOtherwise { otherwisePosition = position }
        otherwise = otherwise ?? segment
        isGood = isGood && segment != nil
        hasOtherwise = true
      } else if let rule = Self.rule(segment, position, value, scope) {
        if !hasOtherwise { rules.append(rule) }
      } else {
        isGood = false
      }
    }
    if !hasOtherwise {
      let segment = scope.task.scheme.segments[0]
      reader.warning(
        "'first match' ends without a rule for everybody else; for whom no rule holds gets no estimate",
        advice:
          "add '- \(segment): \(Self.last)' with the segment that fits; 'segbench lint' tells who they are"
      )
    }
    guard isGood else { return nil }
    guard !rules.isEmpty || hasOtherwise else {
      reader.error("must hold at least one rule, but is empty")
      return nil
    }
    self.rules = rules
    self.otherwise = otherwise
    self.otherwisePosition = otherwisePosition
  }

  /// The segment's name and the condition of a rule.
  private static func pair(_ item: ScenarioReader) -> (String, SourcePosition, ScenarioReader)? {
    guard let entries = item.node.entries, entries.count == 1, let entry = entries.first else {
      let isSplit = (item.node.entries?.count ?? 0) > 1
      item.error(
        "a rule must be one 'SEGMENT: condition', but got \(item.node.summary)",
        advice: isSplit ? "a comma starts another key: put the condition in quotes" : nil)
      return nil
    }
    let value = ScenarioReader(entry.value, path: item.path + [entry.key], log: item.log)
    return (entry.key, entry.keyPosition, value)
  }

  private static func rule(
    _ segment: SegmentIndex?, _ position: SourcePosition, _ value: ScenarioReader,
    _ scope: RuleScope
  ) -> Rule? {
    guard let expression = Expression(reading: value),
      let condition = expression.checkedCondition(in: scope, value), let segment
    else { return nil }
    return Rule(
      segment: segment, text: expression.text, condition: condition,
      names: Set(expression.names.map(\.name)), position: position, path: value.pathText,
      parts: expression.conditionParts(in: scope, value))
  }
}
