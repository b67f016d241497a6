// SPDX-License-Identifier: GPL-3.0-or-later

/// What must hold of one parameter of a law, whatever the others are.
public enum ParameterRequirement: Sendable, Hashable {
  /// Any number but infinities and NaN.
  case finite
  /// Above 0 and finite.
  case positive
  /// At least 1e-3 and at most 1e4: a shape for which GSL's distribution functions are accurate.
  case shape
  /// At least 0 and at most 1e9: the mean of a count.
  case countMean
  /// From 0 to 1.
  case share
  /// Above 0 and below 1.
  case openShare

  /// What must hold, as the end of a sentence.
  public var text: String {
    switch self {
    case .finite: "must be a finite number"
    case .positive: "must be positive"
    case .shape: "must lie between 0.001 and 10000"
    case .countMean: "must lie between 0 and 1000000000"
    case .share: "must lie between 0 and 1"
    case .openShare: "must lie between 0 and 1, both excluded"
    }
  }

  /// Whether a value meets the requirement.
  ///
  /// - Parameter value: any value; NaN meets none.
  /// - Returns: whether it holds.
  @inlinable
  public func holds(_ value: Double) -> Bool {
    switch self {
    case .finite: value.isFinite
    case .positive: value > 0 && value.isFinite
    case .shape: value >= 1e-3 && value <= 1e4
    case .countMean: value >= 0 && value <= 1e9
    case .share: value >= 0 && value <= 1
    case .openShare: value > 0 && value < 1
    }
  }
}
