// SPDX-License-Identifier: GPL-3.0-or-later
import CGSL
import Glibc

/// The standard gamma law's functions (scale 1).
package enum GammaFunctions {
  /// The logarithm of the density.
  package static func logDensity(_ x: Double, shape: Double) -> Double {
    if x.isNaN { return .nan }
    if x < 0 || x == .infinity { return -.infinity }
    if x == 0 { return shape > 1 ? -.infinity : shape == 1 ? 0 : .infinity }
    return shape < 1
      ? CountFunctions.logPoissonKernel(shape, x) + log(shape / x)
      : CountFunctions.logPoissonKernel(shape - 1, x)
  }

  /// P(X <= x).
  package static func lower(_ x: Double, shape: Double) -> Double {
    x == .infinity ? 1 : gsl_cdf_gamma_P(x, shape, 1)
  }

  /// P(X > x).
  package static func upper(_ x: Double, shape: Double) -> Double {
    x == .infinity ? 0 : gsl_cdf_gamma_Q(x, shape, 1)
  }

  /// The value below which a share p lies.
  package static func quantile(_ p: Double, shape: Double) -> Double {
    guard (0...1).contains(p) else { return .nan }
    if p == 0 { return 0 }
    if p == 1 { return .infinity }
    return LogSearch.root(start: logGuess(StandardNormal.quantile(p), p, shape)) { y in
      let x = exp(y)
      let tail = lower(x, shape: shape)
      return (log(tail / p), exp(logDensity(x, shape: shape) + y) / tail)
    }
  }

  /// The value above which a share q lies.
  package static func quantile(upperTail q: Double, shape: Double) -> Double {
    guard (0...1).contains(q) else { return .nan }
    if q == 0 { return .infinity }
    if q == 1 { return 0 }
    let guess = logGuess(StandardNormal.quantile(upperTail: q), 1 - q, shape)
    return LogSearch.root(start: guess) { y in
      let x = exp(y)
      let tail = upper(x, shape: shape)
      return (log(q / tail), exp(logDensity(x, shape: shape) + y) / tail)
    }
  }

  /// ln x by Wilson and Hilferty (1931), or by the density's power at 0 where x is small.
  private static func logGuess(_ z: Double, _ p: Double, _ shape: Double) -> Double {
    let ninth = 1 / (9 * shape)
    let root = 1 - ninth + z * ninth.squareRoot()
    let small = (log(p) + CountFunctions.logGamma(shape + 1)) / shape
    return root > 0.3 && shape > 0.3 ? log(shape * root * root * root) : min(small, 6)
  }
}
