// SPDX-License-Identifier: GPL-3.0-or-later
import Probability
import ScenarioLanguage

/// How the chances of segments follow from several numbers.
enum JointRule: Sendable {
  /// They are drawn by utilities.
  case drawn(DrawnChances)
  /// They are certain by rules.
  case certain(EdgeRule)
}

/// Collects the rules by which chances follow from several numbers, one for each choice of levels and
/// cells of other numbers.
struct JointRules {
  private let plan: PosteriorPlan
  private let epoch: Int
  private let joint: [Int]
  private var known: [[Int]: (chances: [Double], rule: Int)] = [:]
  /// The rules.
  private(set) var all: [JointRule] = []

  init(_ plan: PosteriorPlan, _ epoch: Int) {
    (self.plan, self.epoch, joint) = (plan, epoch, plan.jointSlots)
  }

  /// What is known of the segment, and by which rule it follows.
  ///
  /// - Parameters:
  ///   - levels: level codes by slot.
  ///   - numbers: values inside the cells of other numbers, by slot.
  ///   - combination: what tells these cells apart.
  /// - Returns: the chances with -1 where they are certain, else the rule's position.
  mutating func rule(
    levels: [UInt8], numbers: [Double], _ combination: Int
  ) -> (chances: [Double], rule: Int) {
    let key = plan.segment.levelSlots.map { Int(levels[$0]) } + [combination]
    if let known = known[key] { return known }
    var found = (chances: [Double](repeating: 0, count: plan.segment.segments), rule: -1)
    switch plan.segment.kind {
    case .drawn(let utilities):
      found.rule = all.count
      let positive = plan.model.positiveSlots
      all.append(
        .drawn(
          DrawnChances(
            utilities[epoch], slots: joint, levels: levels, isPositive: positive.contains)))
    case .firstMatch(let conditions):
      let rule = EdgeRule(conditions.map { given($0, levels, numbers) }, slots: joint)
      if let segment = rule?.segment({ _ in .nan }) {
        found.chances[segment] = 1
      } else if let rule {
        found.rule = all.count
        all.append(.certain(rule))
      }
    case .same, .cut: break
    }
    known[key] = found
    return found
  }

  /// A condition in which levels and other numbers are known.
  private func given(
    _ condition: CheckedExpression, _ levels: [UInt8], _ numbers: [Double]
  ) -> CheckedExpression {
    let known = condition.levelSlots.reduce(condition) { $0.given(slot: $1, code: levels[$1]) }
    let root = known.root.replacing { node in
      guard case .compare(let comparison, .number(let slot), .constant(let bound)) = node,
        !joint.contains(slot)
      else { return nil }
      return .truth(comparison(numbers[slot], bound) == Truth.yes)
    }
    return CheckedExpression(root)
  }
}
