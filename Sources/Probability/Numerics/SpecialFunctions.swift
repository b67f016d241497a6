// SPDX-License-Identifier: GPL-3.0-or-later
import CGSL
import Glibc

/// Special functions and tail probabilities of tests, for single values.
public enum SpecialFunctions {
  /// The logarithm of the gamma function.
  ///
  /// - Parameter x: a positive value.
  /// - Returns: ln Gamma(x); NaN for a negative x.
  public static func logGamma(_ x: Double) -> Double { x < 0 ? .nan : lgamma(x).0 }

  /// The derivative of the logarithm of the gamma function.
  ///
  /// - Parameter x: a positive value.
  /// - Returns: psi(x); NaN for x <= 0.
  public static func digamma(_ x: Double) -> Double { x > 0 ? gsl_sf_psi(x) : .nan }

  /// The probability that a chi-square value exceeds a statistic.
  ///
  /// - Parameters:
  ///   - statistic: the statistic; at most 0 gives 1.
  ///   - degreesOfFreedom: above 0, at most 20000 (beyond, GSL loses digits).
  /// - Returns: the p-value.
  public static func chiSquareUpperTail(
    _ statistic: Double, degreesOfFreedom: Double
  ) -> Double {
    guard statistic > 0 else { return statistic.isNaN ? .nan : 1 }
    guard statistic.isFinite else { return 0 }
    GSLError.installHandler()
    return gsl_cdf_chisq_Q(statistic, degreesOfFreedom)
  }

  /// The regularised incomplete beta function: P(B <= x) of the beta law.
  ///
  /// - Parameters:
  ///   - x: a value; clamped to 0...1.
  ///   - a: a positive parameter.
  ///   - b: a positive parameter.
  /// - Returns: I_x(a, b).
  public static func regularizedBeta(_ x: Double, a: Double, b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    GSLError.installHandler()
    return gsl_cdf_beta_P(x, a, b)
  }

  /// The probability of at most some successes in independent trials.
  ///
  /// - Parameters:
  ///   - successes: a count; below 0 gives 0.
  ///   - trials: how many trials.
  ///   - share: the probability of a success.
  /// - Returns: P(X <= successes) of the binomial law.
  public static func binomialLowerTail(
    _ successes: Int, trials: Int, share: Double
  ) -> Double {
    if successes < 0 { return 0 }
    if successes >= trials { return 1 }
    return regularizedBeta(
      1 - share, a: Double(trials - successes), b: Double(successes) + 1)
  }

  /// The probability that Kolmogorov's statistic exceeds a value in the limit of many values.
  ///
  /// Kolmogorov (1933); below 1.18 by the transformed series, which converges there.
  ///
  /// - Parameter scaled: the square root of the sample size times the greatest distance.
  /// - Returns: the p-value.
  public static func kolmogorovUpperTail(_ scaled: Double) -> Double {
    guard scaled > 0 else { return scaled.isNaN ? .nan : 1 }
    if scaled < 1.18 {
      let factor = exp(-Double.pi * Double.pi / (8 * scaled * scaled))
      let series = [1, 9, 25, 49].reduce(0.0) { $0 + pow(factor, Double($1)) }
      return 1 - (2 * Double.pi).squareRoot() / scaled * series
    }
    var sum = 0.0
    var sign = 1.0
    for index in 1...20 {
      sum += sign * exp(-2 * Double(index * index) * scaled * scaled)
      sign = -sign
    }
    return min(1, max(0, 2 * sum))
  }
}
