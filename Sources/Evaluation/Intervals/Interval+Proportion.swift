// SPDX-License-Identifier: GPL-3.0-or-later

extension Interval {
  /// Wilson's score interval of a proportion (Wilson 1927): good at any size and near 0 and 1.
  ///
  /// - Parameters:
  ///   - successes: how many have the property.
  ///   - count: of how many.
  ///   - confidence: the share of intervals that shall cover, in (0, 1).
  ///   - varies: what is drawn anew.
  /// - Returns: the interval, or nothing when there are none.
  public static func wilson(
    successes: Int, of count: Int, confidence: Double, varies: String = "customers"
  ) -> Interval? {
    guard count > 0 else { return nil }
    let n = Double(count)
    let p = Double(successes) / n
    let z = standardErrors(for: confidence)
    let shrink = 1 + z * z / n
    let centre = (p + z * z / (2 * n)) / shrink
    let half = z / shrink * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    return Interval(
      low: successes == 0 ? 0 : max(0, centre - half),
      high: successes == count ? 1 : min(1, centre + half), confidence: confidence,
      varies: varies)
  }
}
