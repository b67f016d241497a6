// SPDX-License-Identifier: GPL-3.0-or-later

extension CheckedExpression.Node {
  /// The same with expressions in the place of some numbers.
  ///
  /// - Parameter known: expressions by slot.
  /// - Returns: the changed operation.
  public func replacing(numbers known: [Int: Self]) -> Self {
    replacing { if case .number(let slot) = $0 { known[slot] } else { nil } }
  }

  /// The same with some parts replaced, outer ones first.
  ///
  /// - Parameter replace: what stands in the place of a part; nothing for a part that stays.
  /// - Returns: the changed operation.
  public func replacing(_ replace: (Self) -> Self?) -> Self {
    if let other = replace(self) { return other }
    func inner(_ node: Self) -> Self { node.replacing(replace) }
    switch self {
    case .constant, .number, .truth, .among, .isMissingLevel: return self
    case .unary(let operation, let value): return .unary(operation, inner(value))
    case .binary(let operation, let left, let right):
      return .binary(operation, inner(left), inner(right))
    case .compare(let comparison, let left, let right):
      return .compare(comparison, inner(left), inner(right))
    case .choose(let condition, let yes, let no):
      return .choose(inner(condition), inner(yes), inner(no))
    case .byLevel(let slot, let values): return .byLevel(slot: slot, values: values.map(inner))
    case .isMissing(let value): return .isMissing(inner(value))
    case .both(let left, let right): return .both(inner(left), inner(right))
    case .either(let left, let right): return .either(inner(left), inner(right))
    case .not(let value): return .not(inner(value))
    }
  }
}
