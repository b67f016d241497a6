// SPDX-License-Identifier: GPL-3.0-or-later

/// What a measurement came to: a finite number, or no number and the reason why there is none.
public enum MeasuredValue: Sendable, Equatable {
  /// A finite number.
  case defined(Double)
  /// No number, and why: "no customer of this segment in the month".
  case undefined(reason: String)

  /// Makes a value that is a number only when the number is finite.
  ///
  /// - Parameters:
  ///   - number: the computed number, which may be NaN or infinite.
  ///   - reason: why there is no number, used when it is not finite.
  public init(finite number: Double, orUndefined reason: String) {
    self = number.isFinite ? .defined(number) : .undefined(reason: reason)
  }

  /// The number, or nothing when undefined.
  public var number: Double? {
    guard case .defined(let number) = self, number.isFinite else { return nil }
    return number
  }

  /// Why there is no number, or nothing when there is one.
  public var reason: String? {
    switch self {
    case .undefined(let reason): reason
    case .defined(let number): number.isFinite ? nil : "not a finite number"
    }
  }
}
