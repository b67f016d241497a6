// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

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
    return wilson(
      share: Double(successes) / Double(count), size: Double(count), confidence: confidence,
      varies: varies)
  }

  /// Wilson's score interval of a proportion known from an effective sample size.
  ///
  /// - Parameters:
  ///   - share: the proportion, 0 to 1.
  ///   - size: how many independent customers would know it as well; above 0.
  ///   - confidence: the share of intervals that shall cover, in (0, 1).
  ///   - varies: what is drawn anew.
  /// - Returns: the interval.
  static func wilson(
    share: Double, size: Double, confidence: Double, varies: String = "customers"
  ) -> Interval {
    let z = standardErrors(for: confidence)
    let shrink = 1 + z * z / size
    let centre = (share + z * z / (2 * size)) / shrink
    let half = z / shrink * (share * (1 - share) / size + z * z / (4 * size * size)).squareRoot()
    return Interval(
      low: share == 0 ? 0 : max(0, centre - half), high: share == 1 ? 1 : min(1, centre + half),
      confidence: confidence, varies: varies)
  }

  /// The interval of a proportion by Clopper and Pearson (1934): never covers less often than
  /// stated, at the price of width.
  ///
  /// - Parameters:
  ///   - successes: how many have the property.
  ///   - count: of how many.
  ///   - confidence: the share of intervals that shall cover, in (0, 1).
  ///   - varies: what is drawn anew.
  /// - Returns: the interval, or nothing when there are none.
  public static func clopperPearson(
    successes: Int, of count: Int, confidence: Double, varies: String = "customers"
  ) -> Interval? {
    guard count > 0 else { return nil }
    let tail = (1 - confidence) / 2
    let x = Double(successes)
    let rest = Double(count - successes)
    return Interval(
      low: successes == 0 ? 0 : BetaFunctions.quantile(tail, a: x, b: rest + 1),
      high: successes == count ? 1 : BetaFunctions.quantile(upperTail: tail, a: x + 1, b: rest),
      confidence: confidence, varies: varies)
  }
}
