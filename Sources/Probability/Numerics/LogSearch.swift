// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Solves for a positive value by Newton's method on its logarithm, kept inside a bracket.
enum LogSearch {
  /// The least logarithm of a value above 0.
  private static let floor = -745.0

  /// e^y at the root in y of an increasing function.
  ///
  /// - Parameters:
  ///   - start: a first guess of y.
  ///   - ceiling: the greatest y.
  ///   - function: the function and its slope at y; an infinite or NaN value says that y is far
  ///     out on the side of its sign.
  /// - Returns: e^y; 0 where the root lies below the least positive value.
  static func root(
    start: Double, ceiling: Double = 709, _ function: (Double) -> (value: Double, slope: Double)
  ) -> Double {
    var low = floor
    var high = ceiling
    var y = min(max(start, low), high)
    for _ in 0..<200 {
      let (value, slope) = function(y)
      if value == 0 { break }
      if value > 0 { high = y } else { low = y }
      var next = y - value / slope
      if !(next > low && next < high) { next = 0.5 * (low + high) }
      if abs(next - y) <= 4e-16 * max(1, abs(y)) || high - low <= 1e-15 * abs(y) {
        y = next
        break
      }
      y = next
    }
    return y <= floor + 1 ? 0 : exp(y)
  }
}
