// SPDX-License-Identifier: GPL-3.0-or-later

extension CheckedExpression {
  /// The expression given that a level is known, with all that then depends on nothing worked out.
  ///
  /// - Parameters:
  ///   - slot: the slot of the level.
  ///   - code: the level's code.
  /// - Returns: an expression that no longer reads the slot.
  public func given(slot: Int, code: UInt8) -> CheckedExpression {
    CheckedExpression(root.given(slot, code))
  }

  /// The numbers by level when the expression depends on one level quantity only: a law can then
  /// be made once for each level.
  ///
  /// - Parameters:
  ///   - slot: the slot of the level.
  ///   - count: the number of levels.
  /// - Returns: the number of each level by code; nothing when one depends on something else.
  public func constantsByLevel(of slot: Int, count: Int) -> [Double]? {
    var constants: [Double] = []
    for code in 0..<count {
      guard let value = given(slot: slot, code: UInt8(truncatingIfNeeded: code)).constantValue
      else { return nil }
      constants.append(value)
    }
    return constants
  }
}

extension CheckedExpression.Node {
  fileprivate func given(_ known: Int, _ code: UInt8) -> CheckedExpression.Node {
    func inner(_ node: Self) -> Self { node.given(known, code) }
    switch self {
    case .byLevel(known, let values):
      return Int(code) < values.count ? inner(values[Int(code)]) : .constant(.nan)
    case .among(known, let codes): return .truth(codes.contains(code))
    case .isMissingLevel(known): return .truth(code == CheckedExpression.missingLevel)
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
