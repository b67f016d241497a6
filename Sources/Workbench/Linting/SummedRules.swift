// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import ScenarioLanguage

/// Rules in which sums of features stand as inputs of their own.
///
/// Where rules read some features only in one sum (`deposits + 0.8 * funds >= 50_000`, `aum > debt + 10`), the sum alone
/// settles their answers, so that cells of the sum can be tried in place of customers.
struct SummedRules {
  /// The rules, with the sums as inputs.
  let rules: DecisionRules
  /// What they read of drawn customers, by input.
  let values: [[Double]]
  /// The least and the greatest value there can be, by input.
  let ranges: [ClosedRange<Double>]

  /// Puts sums in the place of the features that are read in them alone.
  ///
  /// - Parameters:
  ///   - rules: the rules.
  ///   - values: what they read of drawn customers, by input.
  ///   - columnRanges: the least and the greatest value there can be, by column.
  init(_ rules: DecisionRules, _ values: [[Double]], _ columnRanges: [ClosedRange<Double>]) {
    let ranges = rules.inputs.map { input -> ClosedRange<Double> in
      if case .sums = input.values { return .anything }
      return columnRanges[input.column]
    }
    let survey = SumSurvey(rules)
    let places = Dictionary(
      uniqueKeysWithValues: zip(rules.inputs.map(\.slot), rules.inputs.indices))
    func parts(_ form: LinearForm) -> [Int] { form.slots.compactMap { places[$0] } }
    let free = (rules.inputs.map(\.slot).max() ?? 0) + 1
    let sums = survey.sums.filter { sum in
      let own = parts(sum.form)
      return sum.settles(own.map { rules.inputs[$0] })
        && sum.isConnected(own.map { rules.inputs[$0] }, own.map { ranges[$0] })
    }.enumerated().map { place, sum in
      Placed(sum: sum, slot: free + place, inputs: parts(sum.form).map { rules.inputs[$0] })
    }
    let taken = Set(sums.flatMap(\.sum.form.slots))
    let kept = rules.inputs.indices.filter { !taken.contains(rules.inputs[$0].slot) }
    self.rules =
      sums.isEmpty
      ? rules
      : rules.reading(kept.map { rules.inputs[$0] } + sums.map(\.input)) { condition in
        CheckedExpression(condition.root.replacing { Self.summed($0, sums) })
      }
    self.values =
      kept.map { values[$0] }
      + sums.map { sum in sum.sum.values(parts(sum.sum.form).map { values[$0] }) }
    self.ranges =
      kept.map { ranges[$0] }
      + sums.map { sum in
        sum.sum.form.range(times: sum.sum.scale) { places[$0].map { ranges[$0] } ?? .anything }
      }
  }

  /// A sum with its slot.
  private struct Placed {
    let sum: ComparedSum
    let slot: Int
    /// The features that it is of.
    let inputs: [RuleInput]

    var input: RuleInput {
      let names = Dictionary(uniqueKeysWithValues: inputs.map { ($0.slot, $0.name) })
      let isKnown = inputs.allSatisfy { $0.mayBeMissing != nil }
      return RuleInput(
        name: sum.form.text(times: sum.scale) { names[$0] ?? "" }, slot: slot,
        column: inputs[0].column, values: sum.isWhole(inputs) ? .wholeNumbers : .numbers,
        mayBeMissing: isKnown ? inputs.contains { $0.mayBeMissing == true } : nil)
    }
  }

  /// A comparison of a sum, or the question whether it is missing, with the sum as a number.
  private static func summed(
    _ node: CheckedExpression.Node, _ sums: [Placed]
  ) -> CheckedExpression.Node? {
    if case .isMissing(let inner) = node {
      if case .number(let slot) = inner {
        // Of the parts of a sum at most one that is asked for can be missing, and then the sum is.
        guard let sum = sums.first(where: { $0.sum.form.slots.contains(slot) }) else { return nil }
        let isNever = sum.inputs.contains { $0.slot == slot && $0.mayBeMissing == false }
        return isNever ? .truth(false) : .isMissing(.number(slot: sum.slot))
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

extension ClosedRange<Double> {
  /// Any number.
  fileprivate static var anything: ClosedRange<Double> { -.infinity ... .infinity }
}
