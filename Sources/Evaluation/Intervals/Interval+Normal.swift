// SPDX-License-Identifier: GPL-3.0-or-later

extension Interval {
  /// The interval of an estimate that is nearly normal around the number sought (Wald).
  ///
  /// - Parameters:
  ///   - estimate: the estimate.
  ///   - standardError: its standard error; with none, or with zero (at the edge of what can be
  ///     seen the usual formula says nothing), there is no interval.
  ///   - confidence: the share of intervals that shall cover, in (0, 1).
  ///   - range: what the number can be; the interval is cut off there.
  ///   - varies: what is drawn anew.
  /// - Returns: the interval, or nothing without a standard error.
  public static func normal(
    _ estimate: Double, standardError: Double?, confidence: Double,
    within range: ClosedRange<Double>, varies: String = "customers"
  ) -> Interval? {
    guard let standardError, standardError > 0, standardError.isFinite else { return nil }
    let half = standardErrors(for: confidence) * standardError
    return Interval(
      low: max(range.lowerBound, estimate - half), high: min(range.upperBound, estimate + half),
      confidence: confidence, varies: varies)
  }
}
