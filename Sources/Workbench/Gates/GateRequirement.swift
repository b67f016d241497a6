// SPDX-License-Identifier: GPL-3.0-or-later

extension Gate.Requirement {
  /// The relative margin, where it is the one that both amount to.
  ///
  /// - Parameter base: the baseline's number.
  /// - Returns: the margin, as a part of the baseline's number; nothing where the absolute one is greater.
  func relative(to base: Double) -> Double? {
    guard case .change(let absolute, let relative) = self, relative * base.magnitude > absolute
    else { return nil }
    return relative
  }

  /// What the bound or the margin comes to.
  ///
  /// - Parameters:
  ///   - base: the baseline's number.
  ///   - relative: the relative margin, where that is the one.
  /// - Returns: the bound or margin, in the metric's unit.
  func limit(_ base: Double, _ relative: Double?) -> Double {
    switch self {
    case .atMost(let bound), .atLeast(let bound): bound
    case .change(let absolute, _): relative.map { $0 * base.magnitude } ?? absolute
    }
  }

  /// Whether greater numbers break it.
  ///
  /// - Parameter sign: 1 where less is better, -1 where more is.
  /// - Returns: whether they do; smaller ones do if not.
  func isBrokenAbove(_ sign: Double) -> Bool {
    switch self {
    case .atMost: true
    case .atLeast: false
    case .change: sign > 0
    }
  }

  /// How far a number lies beyond what is required, above 0 where it is broken.
  ///
  /// - Parameters:
  ///   - sign: 1 where less is better, -1 where more is.
  ///   - value: the number.
  ///   - base: the baseline's number.
  ///   - relative: the relative margin, where that is the one.
  /// - Returns: the distance, in the metric's unit.
  func excess(_ sign: Double, _ value: Double, _ base: Double, _ relative: Double?) -> Double {
    switch self {
    case .atMost(let bound): value - bound
    case .atLeast(let bound): bound - value
    case .change: sign * (value - base) - limit(base, relative)
    }
  }
}
