// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels

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
