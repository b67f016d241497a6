// SPDX-License-Identifier: GPL-3.0-or-later

extension CheckedExpression.Node {
  /// The same with every part that depends on nothing worked out, by the operations that would
  /// have done it in a column, so that folding changes no bit.
  func folded() -> CheckedExpression.Node {
    switch self {
    case .constant, .number, .truth, .among, .isMissingLevel: return self
    case .unary(let operation, let inner): return Self.fold(operation, inner.folded())
    case .binary(let operation, let left, let right):
      return Self.fold(operation, left.folded(), right.folded())
    case .compare(let comparison, let left, let right):
      return Self.fold(comparison, left.folded(), right.folded())
    case .choose(let condition, let yes, let no):
      let (condition, yes, no) = (condition.folded(), yes.folded(), no.folded())
      if case .truth(let answer) = condition { return answer ? yes : no }
      return .choose(condition, yes, no)
    case .byLevel(let slot, let values):
      return .byLevel(slot: slot, values: values.map { $0.folded() })
    case .isMissing(let inner):
      let inner = inner.folded()
      if case .constant(let value) = inner { return .truth(value.isNaN) }
      return .isMissing(inner)
    case .both(let left, let right):
      return Self.foldJunction(left.folded(), right.folded(), decisive: false)
    case .either(let left, let right):
      return Self.foldJunction(left.folded(), right.folded(), decisive: true)
    case .not(let inner):
      let inner = inner.folded()
      if case .truth(let answer) = inner { return .truth(!answer) }
      return .not(inner)
    }
  }

  private static func fold(_ operation: UnaryOperation, _ inner: Self) -> Self {
    if case .constant(let value) = inner { return .constant(operation(value)) }
    return .unary(operation, inner)
  }

  private static func fold(_ operation: BinaryOperation, _ left: Self, _ right: Self) -> Self {
    guard case .constant(let second) = right else { return .binary(operation, left, right) }
    if case .constant(let first) = left { return .constant(operation(first, second)) }
    guard operation == .power else { return .binary(operation, left, right) }
    return switch second {
    case 2: .unary(.square, left)
    case 0.5: .unary(.squareRoot, left)
    case 1: left
    case -1: .binary(.divide, .constant(1), left)
    default: .binary(operation, left, right)
    }
  }

  private static func fold(_ comparison: Comparison, _ left: Self, _ right: Self) -> Self {
    guard case .constant(let first) = left, case .constant(let second) = right,
      !first.isNaN, !second.isNaN
    else { return .compare(comparison, left, right) }
    return .truth(comparison(first, second) == Truth.yes)
  }

  /// A conjunction is decided by `false`, a disjunction by `true`; the other answer drops out.
  private static func foldJunction(_ left: Self, _ right: Self, decisive: Bool) -> Self {
    for (known, other) in [(left, right), (right, left)] {
      if case .truth(let answer) = known { return answer == decisive ? known : other }
    }
    return decisive ? .either(left, right) : .both(left, right)
  }
}
