// SPDX-License-Identifier: GPL-3.0-or-later

/// A number, or the reason why there is none; never a NaN.
public enum Measured: Sendable, Equatable {
  /// A finite number.
  case defined(Double)
  /// What was seen that leaves the number without a meaning.
  case undefined(reason: String)

  /// The number where there is one.
  public var value: Double? {
    if case .defined(let number) = self { return number }
    return nil
  }

  /// Why there is no number, where there is none.
  public var reason: String? {
    if case .undefined(let text) = self { return text }
    return nil
  }

  /// A share of two numbers, undefined when the second is zero.
  ///
  /// - Parameters:
  ///   - part: the numerator.
  ///   - whole: the denominator.
  ///   - reason: what was seen when the denominator is zero.
  /// - Returns: the share, or the reason.
  static func ratio(_ part: Double, of whole: Double, else reason: @autoclosure () -> String)
    -> Measured
  {
    whole == 0 ? .undefined(reason: reason()) : .defined(part / whole)
  }
}
