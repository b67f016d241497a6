// SPDX-License-Identifier: GPL-3.0-or-later

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
