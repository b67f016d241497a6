// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation
import Results

extension Measurement {
  /// How many standard errors a 95 % interval reaches either way.
  static let standardErrors = 1.96

  /// The row with a mean over customers and its interval.
  ///
  /// - Parameter moments: sums over customers.
  /// - Returns: the filled row; without a value where nobody was looked at, or a number is too large.
  func filled(_ moments: FixedPointMoments) -> Measurement {
    var row = self
    row.n = moments.count
    guard let mean = moments.mean else {
      row.value = .undefined(
        reason: moments.refused > 0
          ? "a customer's number is too large" : "nobody was looked at")
      return row
    }
    row.value = MeasuredValue(finite: mean, orUndefined: "the mean is not finite")
    if let error = moments.standardError {
      let half = Self.standardErrors * error
      (row.low, row.high, row.varies) = (mean - half, mean + half, "customers")
    }
    return row
  }
}
