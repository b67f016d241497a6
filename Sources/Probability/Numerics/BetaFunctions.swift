// SPDX-License-Identifier: GPL-3.0-or-later
import CGSL
import Glibc

/// The beta law's density and quantiles.
package enum BetaFunctions {
  /// The logarithm of the density.
  package static func logDensity(_ x: Double, a: Double, b: Double) -> Double {
    if x.isNaN { return .nan }
    guard (0...1).contains(x) else { return -.infinity }
    if x == 0 { return a > 1 ? -.infinity : a == 1 ? log(b) : .infinity }
    if x == 1 { return b > 1 ? -.infinity : b == 1 ? log(a) : .infinity }
    return logDensity(x, rest: 1 - x, a: a, b: b)
  }

  /// The same with 1 - x given, which near x = 1 is known better than x.
  static func logDensity(_ x: Double, rest: Double, a: Double, b: Double) -> Double {
    func kernel(_ k: Double, _ n: Double) -> Double {
      CountFunctions.logBinomialKernel(k, of: n, share: x, rest: rest)
    }
    switch (a < 1, b < 1) {
    case (true, true): return log(a * (b / (a + b)) / x / rest) + kernel(a, a + b)
    case (true, false): return log(a / x) + kernel(a, a + (b - 1))
    case (false, true): return log(b / rest) + kernel(a - 1, (a - 1) + b)
    case (false, false): return log((a - 1) + b) + kernel(a - 1, (a - 1) + (b - 1))
    }
  }

  /// The value below which a share p lies.
  package static func quantile(_ p: Double, a: Double, b: Double) -> Double {
    guard (0...1).contains(p) else { return .nan }
    if p == 0 || p == 1 { return p }
    return gsl_cdf_beta_P(0.5, a, b) >= p
      ? fromBelow(p, a, b, lower: true) : 1 - fromBelow(p, b, a, lower: false)
  }

  /// The value above which a share q lies.
  package static func quantile(upperTail q: Double, a: Double, b: Double) -> Double {
    guard (0...1).contains(q) else { return .nan }
    if q == 0 || q == 1 { return 1 - q }
    return gsl_cdf_beta_Q(0.5, a, b) >= q
      ? 1 - fromBelow(q, b, a, lower: true) : fromBelow(q, a, b, lower: false)
  }

  /// The x in (0, 1/2] with P(X <= x) = p, or with P(X > x) = p when `lower` is false.
  private static func fromBelow(
    _ p: Double, _ a: Double, _ b: Double, lower: Bool
  ) -> Double {
    let share = lower ? p : 1 - p
    let beta =
      CountFunctions.logGamma(a) + CountFunctions.logGamma(b) - CountFunctions.logGamma(a + b)
    let spread = (b / (a * (a + b + 1))).squareRoot()
    let normal = a / (a + b) * (1 + StandardNormal.quantile(share) * spread)
    let power = (log(share) + log(a) + beta) / a
    let guess = a > 1 && normal > 0 ? log(min(normal, 0.5)) : power
    return LogSearch.root(start: guess, ceiling: log(0.5) + 1e-9) { y in
      let x = exp(y)
      let slope = exp(logDensity(x, rest: 1 - x, a: a, b: b) + y)
      if lower {
        let tail = gsl_cdf_beta_P(x, a, b)
        return (log(tail / p), slope / tail)
      }
      let tail = gsl_cdf_beta_Q(x, a, b)
      return (log(p / tail), slope / tail)
    }
  }
}
