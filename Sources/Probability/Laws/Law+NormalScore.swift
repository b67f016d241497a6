// SPDX-License-Identifier: GPL-3.0-or-later

extension Law {
  /// The normal score of a value, Phi^-1(F(x)), by whichever tail is nearer.
  ///
  /// - Parameter x: a value inside the support.
  /// - Returns: its score; infinite at the ends of the support and beyond.
  public func normalScore(of x: Double) -> Double {
    let below = cdf(x)
    return below <= 0.5
      ? StandardNormal.quantile(below) : StandardNormal.quantile(upperTail: upperTail(x))
  }
}
