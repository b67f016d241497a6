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

/// An operation on two numbers; missing when either is.
public enum BinaryOperation: Int32, Sendable, CaseIterable {
  case add
  case subtract
  case multiply
  case divide
  case power
  case minimum
  case maximum

  /// The result for two numbers, the same bits as in a column.
  ///
  /// - Parameters:
  ///   - left: the left operand.
  ///   - right: the right operand.
  /// - Returns: the result; NaN when an operand is missing.
  public func callAsFunction(_ left: Double, _ right: Double) -> Double {
    var result = 0.0
    withUnsafePointer(to: left) { ck_binary_vs(rawValue, &result, $0, right, 1) }
    return result
  }
}

/// A comparison of two numbers; unknown when either is missing.
public enum Comparison: Int32, Sendable, CaseIterable {
  case less
  case lessOrEqual
  case greater
  case greaterOrEqual
  case equal
  case notEqual

  /// The comparison that holds with the operands swapped.
  public var swapped: Comparison {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    case .equal: .equal
    case .notEqual: .notEqual
    }
  }

  /// The answer for two numbers as a byte of `Truth`.
  ///
  /// - Parameters:
  ///   - left: the left operand.
  ///   - right: the right operand.
  /// - Returns: true, false, or unknown when an operand is missing.
  public func callAsFunction(_ left: Double, _ right: Double) -> UInt8 {
    if left.isNaN || right.isNaN { return Truth.unknown }
    return switch self {
    case .less: Truth.known(left < right)
    case .lessOrEqual: Truth.known(left <= right)
    case .greater: Truth.known(left > right)
    case .greaterOrEqual: Truth.known(left >= right)
    case .equal: Truth.known(left == right)
    case .notEqual: Truth.known(left != right)
    }
  }
}
