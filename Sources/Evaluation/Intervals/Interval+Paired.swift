// SPDX-License-Identifier: GPL-3.0-or-later

extension Interval {
  /// The interval of the difference of two classifiers' misclassification rates in one month.
  ///
  /// Wald's interval for matched pairs after half a customer is added to each of the four counts
  /// (Agresti and Min 2005).
  ///
  /// - Parameters:
  ///   - tally: who was right about the same customers.
  ///   - confidence: the share of intervals that shall cover, in (0, 1).
  /// - Returns: the interval, or nothing when no customer was scored by both.
  public static func paired(_ tally: PairedTally, confidence: Double) -> Interval? {
    guard tally.scored > 0 else { return nil }
    let n = Double(tally.scored) + 2
    let b = Double(tally.onlyFirstWrong) + 0.5
    let c = Double(tally.onlySecondWrong) + 0.5
    let variance = (b + c - (b - c) * (b - c) / n) / (n * n)
    return normal(
      (b - c) / n, standardError: variance.squareRoot(), confidence: confidence, within: -1...1)
  }
}
