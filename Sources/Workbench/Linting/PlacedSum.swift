// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import ScenarioLanguage

/// A sum of features that stands among the inputs of rules.
struct PlacedSum {
  let sum: ComparedSum
  let slot: Int
  /// The features that it is of.
  let inputs: [RuleInput]
  /// Whether some of its features stand beside it, or in another sum.
  let isLinked: Bool

  /// The sum as an input.
  var input: RuleInput {
    let names = Dictionary(uniqueKeysWithValues: inputs.map { ($0.slot, $0.name) })
    let isKnown = inputs.allSatisfy { $0.mayBeMissing != nil }
    return RuleInput(
      name: sum.form.text(times: sum.scale) { names[$0] ?? "" }, slot: slot,
      column: inputs[0].column, values: sum.isWhole(inputs) ? .wholeNumbers : .numbers,
      mayBeMissing: isKnown ? inputs.contains { $0.mayBeMissing == true } : nil)
  }

  /// How often a feature is in it.
  func weight(_ part: Int) -> Double {
    sum.form.slots.firstIndex(of: part).map { sum.weights[$0] } ?? 0
  }

  /// A comparison of a sum, or the question whether it is missing, with the sum as a number.
  ///
  /// - Parameters:
  ///   - node: a part of a condition.
  ///   - sums: the sums.
  /// - Returns: what to put in its place; nothing where it stays.
  static func replacing(
    _ node: CheckedExpression.Node, _ sums: [PlacedSum]
  ) -> CheckedExpression.Node? {
    if case .isMissing(let inner) = node {
      if case .number(let slot) = inner {
        // Of the parts of a sum that stands alone at most one that is asked for can be missing, and then the sum is.
        let own = sums.first { !$0.isLinked && $0.sum.form.slots.contains(slot) }
        return own.map { sum in
          let isNever = sum.inputs.contains { $0.slot == slot && $0.mayBeMissing == false }
          return isNever ? .truth(false) : .isMissing(.number(slot: sum.slot))
        }
      }
      let form = LinearComparison.form(inner)
      return sums.first { $0.sum.form == form }.map { .isMissing(.number(slot: $0.slot)) }
    }
    guard let linear = LinearComparison(node),
      let sum = sums.first(where: { $0.sum.form == linear.form })
    else { return nil }
    let comparison = sum.sum.scale > 0 ? linear.comparison : linear.comparison.swapped
    return .compare(
      comparison, .number(slot: sum.slot), .constant(linear.bound * sum.sum.scale))
  }
}
