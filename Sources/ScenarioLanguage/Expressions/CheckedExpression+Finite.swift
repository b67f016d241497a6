// SPDX-License-Identifier: GPL-3.0-or-later

extension CheckedExpression {
  /// Whether finite numbers and known levels always give a finite number, or a known answer.
  ///
  /// A division, a logarithm or a power need not, and a sum or a product can overflow.
  public var isAlwaysFinite: Bool { root.isAlwaysFinite }
}

extension CheckedExpression.Node {
  fileprivate var isAlwaysFinite: Bool {
    switch self {
    case .constant(let value): value.isFinite
    case .unary(let operation, let inner): operation.keepsFinite && inner.isAlwaysFinite
    case .binary(let operation, let left, let right):
      operation.keepsFinite && left.isAlwaysFinite && right.isAlwaysFinite
    case .isMissing: true
    default: operands.allSatisfy(\.isAlwaysFinite)
    }
  }
}

extension UnaryOperation {
  /// Whether a finite number always gives a finite one.
  fileprivate var keepsFinite: Bool {
    switch self {
    case .negate, .absolute, .floor, .ceiling, .round, .expit: true
    case .square, .squareRoot, .exponential, .logarithm, .logarithm2, .logarithm10, .logit: false
    }
  }
}

extension BinaryOperation {
  /// Whether finite numbers always give a finite one.
  fileprivate var keepsFinite: Bool {
    switch self {
    case .minimum, .maximum: true
    case .add, .subtract, .multiply, .divide, .power: false
    }
  }
}
