// SPDX-License-Identifier: GPL-3.0-or-later
import CCounterRandom
import CGSL
import Glibc

extension CountFunctions {
  /// The mean from which on the distribution function comes from a series instead of GSL.
  ///
  /// GSL 2.7's incomplete gamma function errs by 1e-9 at a shape of 1e4, by 2e-5 at 1e5 and by
  /// 0.03 at 3e5 (against scipy 1.17); the series errs by less than 1e-12 from 1e4 on.
  private static let seriesMean = 1e4

  /// P(X <= k) of Poisson's law, for a count k.
  package static func poissonLower(_ k: Double, mean: Double) -> Double {
    mean < seriesMean
      ? gsl_cdf_gamma_Q(mean, k + 1, 1) : StandardNormal.cdf(poissonScore(k + 1, mean: mean))
  }

  /// P(X > k) of Poisson's law, for a count k.
  package static func poissonUpper(_ k: Double, mean: Double) -> Double {
    mean < seriesMean
      ? gsl_cdf_gamma_P(mean, k + 1, 1)
      : StandardNormal.upperTail(poissonScore(k + 1, mean: mean))
  }

  /// The least count with P(X <= x) > u, for means of any size.
  package static func poissonQuantile(_ u: Double, mean: Double) -> Double {
    var rate = mean
    var decay = exp(-mean)
    var uniform = u
    var score = StandardNormal.quantile(u)
    var value = 0.0
    _ = ccr_poisson(&rate, &decay, &uniform, &score, .greatestFiniteMagnitude, 1, &value)
    return value
  }

  /// The normal score z with Phi(z) = Q(x, mean), Q the upper incomplete gamma ratio, for large
  /// means: Newton's method on the inverse's Cornish-Fisher expansion (Giles 2016).
  private static func poissonScore(_ x: Double, mean: Double) -> Double {
    let root = mean.squareRoot()
    let s = 1 / root
    var z = (x - mean) / root
    guard abs(z) < 12 else {
      return (z < 0 ? -1 : 1) * (2 * deviance(x, mean)).squareRoot()
    }
    for _ in 0..<8 {
      let w = z * z
      let a0 = w / 6 + 1.0 / 3
      let a1 = z * (-w / 72 - 1.0 / 36)
      let a2 = (w / 270 + 7.0 / 810) * w - 8.0 / 405
      let a3 = z * ((w * (-23.0 / 17_280) - 137.0 / 38_880) * w + 671.0 / 38_880)
      let error = (mean - x) + root * z + (a0 + s * (a1 + s * (a2 + s * a3)))
      let step = error / (root + z / 3)
      z -= step
      if abs(step) < 1e-15 * max(1, abs(z)) { break }
    }
    return z
  }
}
