// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import ScenarioLanguage

/// Sums that conditions compare, of which any two are linked by numbers that they have in common.
struct LinkedSums {
  /// The sums, in the order in which they are first written.
  let sums: [ComparedSum]
  /// The slots of those of their numbers that conditions also read alone, or of which they ask whether one is missing.
  let alone: Set<Int>

  /// The slots of their numbers, ascending.
  var slots: [Int] { Set(sums.flatMap(\.form.slots)).sorted() }
}

/// The sums that conditions compare.
struct SumSurvey {
  /// The sums, those together that have numbers in common.
  private(set) var groups: [LinkedSums] = []
  private var sums: [ComparedSum] = []
  /// Numbers that are read in comparisons of their own.
  private var alone: Set<Int> = []
  /// Numbers of which it is asked whether they are missing.
  private var asked: Set<Int> = []
  /// Numbers that are read with others otherwise than in a sum.
  private var mixed: Set<Int> = []

  /// Looks through the conditions of some rules.
  ///
  /// - Parameter rules: the rules.
  init(_ rules: DecisionRules) {
    for rule in rules.rules { survey(rule.condition.root) }
    for input in rules.inputs where input.values != .numbers && input.values != .wholeNumbers {
      mixed.insert(input.slot)
    }
    var open = sums
    while !open.isEmpty {
      let group = Self.linked(to: open.removeFirst(), among: &open)
      let slots = Set(group.flatMap(\.form.slots))
      guard mixed.isDisjoint(with: slots) else { continue }
      groups.append(LinkedSums(sums: group, alone: alone.union(asked).intersection(slots)))
    }
  }

  /// Whether numbers are read in sums only, and at most one that can be missing is asked for.
  ///
  /// Then a single sum tells all that conditions ask: it is missing where that one is.
  ///
  /// - Parameters:
  ///   - group: linked sums.
  ///   - parts: their numbers.
  /// - Returns: whether it is so.
  func isSettled(_ group: LinkedSums, _ parts: [RuleInput]) -> Bool {
    guard group.sums.count == 1, alone.isDisjoint(with: group.slots) else { return false }
    let open = parts.filter { $0.mayBeMissing != false }
    return open.count <= 1 || !open.contains { asked.contains($0.slot) }
  }

  private static func linked(
    to first: ComparedSum, among open: inout [ComparedSum]
  ) -> [ComparedSum] {
    var group = [first]
    while true {
      let slots = Set(group.flatMap(\.form.slots))
      guard let next = open.firstIndex(where: { !slots.isDisjoint(with: $0.form.slots) }) else {
        return group
      }
      group.append(open.remove(at: next))
    }
  }

  private mutating func survey(_ node: CheckedExpression.Node) {
    switch node {
    case .both, .either, .not:
      for part in node.operands { survey(part) }
      return
    case .isMissing(.number(let slot)):
      asked.insert(slot)
      return
    case .isMissing(let inner):
      // Whether a sum is missing says nothing of how it is written.
      if let form = LinearComparison.form(inner), form.slots.count > 1 { return add(form, 1) }
    case .compare:
      if let linear = LinearComparison(node), linear.form.slots.count > 1 {
        return add(linear.form, linear.scale)
      }
    default: break
    }
    let expression = CheckedExpression(node)
    if expression.numberSlots.count == 1, expression.levelSlots.isEmpty {
      alone.formUnion(expression.numberSlots)
    } else {
      mixed.formUnion(expression.numberSlots)
    }
  }

  private mutating func add(_ form: LinearForm, _ scale: Double) {
    if !sums.contains(where: { $0.form == form }) {
      sums.append(ComparedSum(form: form, scale: scale))
    }
  }
}
