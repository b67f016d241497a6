// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels

/// An operation on one number; outside its domain the result is missing.
public enum UnaryOperation: Int32, Sendable, CaseIterable {
  case negate
  case absolute
  case square
  case squareRoot
  case floor
  case ceiling
  /// To the nearest whole number, halves away from zero.
  case round
  case exponential
  /// The natural logarithm.
  case logarithm
  case logarithm2
  case logarithm10
  /// 1 / (1 + exp(-x)).
  case expit
  /// log(x / (1 - x)).
  case logit

  /// The result for one number, the same bits as in a column.
  ///
  /// - Parameter value: the operand.
  /// - Returns: the result; NaN when the operand is missing or outside the domain.
  public func callAsFunction(_ value: Double) -> Double {
    var result = 0.0
    withUnsafePointer(to: value) { ck_unary(rawValue, &result, $0, 1) }
    return result
  }
}
