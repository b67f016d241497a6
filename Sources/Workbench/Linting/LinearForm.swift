// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// A sum of numbers with weights, of which the first is 1: what several comparisons may have in common.
struct LinearForm: Hashable {
  /// The slots of the numbers, ascending.
  let slots: [Int]
  /// Their weights, none of them 0.
  let weights: [Double]

  /// The sum as a person reads it: `deposits + 0.8 * funds`.
  ///
  /// - Parameters:
  ///   - scale: what all weights are multiplied by.
  ///   - name: what the number of a slot is called.
  /// - Returns: the text.
  func text(times scale: Double, _ name: (Int) -> String) -> String {
    let terms = zip(slots, weights).map { ($0, $1 * scale) }
    let ordered = terms.filter { $0.1 > 0 } + terms.filter { $0.1 < 0 }
    return ordered.enumerated().map { place, term in
      let (slot, weight) = term
      let size = weight.magnitude == 1 ? "" : "\(weight.magnitude.brief) * "
      let sign = weight < 0 ? (place == 0 ? "-" : " - ") : (place == 0 ? "" : " + ")
      return sign + size + name(slot)
    }.joined()
  }

  /// The least and the greatest sum there can be.
  ///
  /// - Parameters:
  ///   - scale: what all weights are multiplied by.
  ///   - range: the least and the greatest number there can be, by slot.
  /// - Returns: the range; all of it can be where the numbers go independently.
  func range(times scale: Double, _ range: (Int) -> ClosedRange<Double>) -> ClosedRange<Double> {
    var (low, high) = (0.0, 0.0)
    for (slot, own) in zip(slots, weights) {
      let (weight, own) = (own * scale, range(slot))
      low += weight * (weight > 0 ? own.lowerBound : own.upperBound)
      high += weight * (weight > 0 ? own.upperBound : own.lowerBound)
    }
    return low...high
  }
}

/// A comparison of a sum of numbers with a constant.
struct LinearComparison {
  /// The sum.
  let form: LinearForm
  /// How it is compared.
  let comparison: Comparison
  /// With what.
  let bound: Double
  /// What the weights were multiplied by as it was written.
  let scale: Double

  /// Reads a comparison of two sums; nothing where one is no sum, or where all numbers cancel out.
  init?(_ node: CheckedExpression.Node) {
    guard case .compare(let comparison, let left, let right) = node,
      let own = Terms(left), let other = Terms(right)
    else { return nil }
    let terms = own.adding(other, times: -1)
    guard let (form, first) = terms.form else { return nil }
    self.form = form
    self.comparison = first > 0 ? comparison : comparison.swapped
    bound = -terms.constant / first
    scale = first
    guard bound.isFinite else { return nil }
  }

  /// A sum that an expression is, up to a factor and a constant.
  static func form(_ node: CheckedExpression.Node) -> LinearForm? { Terms(node)?.form?.0 }
}

/// The terms of a sum.
private struct Terms {
  var weights: [Int: Double] = [:]
  var constant = 0.0

  /// Takes a sum apart; nothing for any other expression.
  init?(_ node: CheckedExpression.Node) {
    switch node {
    case .constant(let value):
      guard value.isFinite else { return nil }
      constant = value
    case .number(let slot): weights[slot] = 1
    case .unary(.negate, let inner):
      guard let inner = Terms(inner) else { return nil }
      self = inner.times(-1)
    case .binary(let operation, let left, let right):
      guard let left = Terms(left), let right = Terms(right) else { return nil }
      switch operation {
      case .add: self = left.adding(right, times: 1)
      case .subtract: self = left.adding(right, times: -1)
      case .multiply where left.weights.isEmpty: self = right.times(left.constant)
      case .multiply where right.weights.isEmpty: self = left.times(right.constant)
      case .divide where right.weights.isEmpty && right.constant != 0:
        self = left.times(1 / right.constant)
      default: return nil
      }
    default: return nil
    }
  }

  func times(_ factor: Double) -> Terms {
    var terms = self
    terms.weights = weights.mapValues { $0 * factor }
    terms.constant *= factor
    return terms
  }

  func adding(_ other: Terms, times factor: Double) -> Terms {
    var terms = self
    for (slot, weight) in other.weights { terms.weights[slot, default: 0] += weight * factor }
    terms.constant += other.constant * factor
    return terms
  }

  /// The sum with the first weight 1, and what that weight was; nothing where no number is left.
  var form: (LinearForm, first: Double)? {
    let slots = weights.keys.filter { weights[$0] != 0 }.sorted()
    guard let start = slots.first, let first = weights[start], first.isFinite else { return nil }
    let scaled = slots.map { (weights[$0] ?? 0) / first }
    guard scaled.allSatisfy(\.isFinite) else { return nil }
    return (LinearForm(slots: slots, weights: scaled), first)
  }
}
