// SPDX-License-Identifier: GPL-3.0-or-later

/// Standard errors by leaving out one part of the customers after the other (Tukey, 1958).
enum Jackknife {
  /// The standard error of a number that was worked out with each part left out.
  ///
  /// - Parameter leftOut: the number with each part left out.
  /// - Returns: the standard error; nothing where there are fewer than two parts, or one has no number.
  static func standardError(_ leftOut: [Double]) -> Double? {
    guard leftOut.count > 1, leftOut.allSatisfy(\.isFinite) else { return nil }
    let count = Double(leftOut.count)
    let mean = leftOut.reduce(0, +) / count
    let squares = leftOut.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return ((count - 1) / count * squares).squareRoot()
  }
}
