// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// A utility taken apart into summands that read one number each, as far as it goes.
struct UtilityTerms: Sendable {
  /// What depends on no number.
  private(set) var constant = 0.0
  /// What depends on one number alone, by its slot.
  private(set) var single: [Int: CheckedExpression] = [:]
  /// What depends on several numbers at once; nothing where there is no such part.
  private(set) var mixed: CheckedExpression?

  /// Takes a utility apart.
  ///
  /// - Parameters:
  ///   - utility: the utility, in which no level is left.
  ///   - isPositive: whether the number in a slot is always above 0, so that the logarithm of a
  ///     quotient is a difference of logarithms.
  init(_ utility: CheckedExpression, isPositive: (Int) -> Bool) {
    var parts: [Int: CheckedExpression.Node] = [:]
    var rest: CheckedExpression.Node?
    for (factor, node) in Self.summands(utility.root, 1, isPositive) {
      let term = factor == 1 ? node : .binary(.multiply, .constant(factor), node)
      let slots = CheckedExpression(node).numberSlots
      if slots.isEmpty {
        constant += CheckedExpression(term).value(numbers: [], levels: [])
      } else if slots.count == 1 {
        parts[slots[0]] = parts[slots[0]].map { .binary(.add, $0, term) } ?? term
      } else {
        rest = rest.map { .binary(.add, $0, term) } ?? term
      }
    }
    single = parts.mapValues { CheckedExpression($0) }
    mixed = rest.map { CheckedExpression($0) }
  }

  private typealias Summand = (factor: Double, node: CheckedExpression.Node)

  private static func summands(
    _ node: CheckedExpression.Node, _ factor: Double, _ isPositive: (Int) -> Bool
  ) -> [Summand] {
    func parts(_ inner: CheckedExpression.Node, _ factor: Double) -> [Summand] {
      summands(inner, factor, isPositive)
    }
    switch node {
    case .binary(.add, let left, let right): return parts(left, factor) + parts(right, factor)
    case .binary(.subtract, let left, let right):
      return parts(left, factor) + parts(right, -factor)
    case .unary(.negate, let inner): return parts(inner, -factor)
    case .binary(.multiply, .constant(let number), let inner),
      .binary(.multiply, let inner, .constant(let number)):
      return parts(inner, factor * number)
    case .binary(.divide, let inner, .constant(let number)): return parts(inner, factor / number)
    case .unary(let logarithm, .binary(.divide, let left, let right))
    where logarithm.isLogarithm && arePositive(left, right, isPositive):
      return parts(.unary(logarithm, left), factor) + parts(.unary(logarithm, right), -factor)
    case .unary(let logarithm, .binary(.multiply, let left, let right))
    where logarithm.isLogarithm && arePositive(left, right, isPositive):
      return parts(.unary(logarithm, left), factor) + parts(.unary(logarithm, right), factor)
    default: return [(factor, node)]
    }
  }

  private static func arePositive(
    _ left: CheckedExpression.Node, _ right: CheckedExpression.Node, _ isPositive: (Int) -> Bool
  ) -> Bool {
    [left, right].allSatisfy { node in
      switch node {
      case .number(let slot): isPositive(slot)
      case .constant(let value): value > 0
      case .binary(.multiply, let one, let other), .binary(.divide, let one, let other):
        arePositive(one, other, isPositive)
      default: false
      }
    }
  }
}

extension UnaryOperation {
  fileprivate var isLogarithm: Bool {
    switch self {
    case .logarithm, .logarithm2, .logarithm10: true
    default: false
    }
  }
}
