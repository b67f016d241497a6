// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Probability

/// The noncentral t law (Johnson, Kotz and Balakrishnan 1995, chapter 31): that of (Z + δ)/S with
/// νS² chi-square of ν degrees of freedom; it gives the power of t tests.
public enum NoncentralT {
  /// P(T > t), as the mean of Φ(δ − tS) over S, by Simpson's rule.
  ///
  /// - Parameters:
  ///   - t: the critical value.
  ///   - shift: δ, the true distance in standard errors.
  ///   - freedom: ν, from 1; infinite for the normal law.
  /// - Returns: the probability, right to eight decimals.
  public static func upperTail(_ t: Double, shift: Double, freedom: Double) -> Double {
    guard freedom.isFinite else { return StandardNormal.cdf(shift - t) }
    let spread = 10 / (2 * freedom).squareRoot()
    let (low, high) = (max(0, 1 - spread), 1 + spread)
    let steps = 600
    let width = (high - low) / Double(steps)
    let scale =
      freedom / 2 * log(freedom / 2) + log(2.0) - SpecialFunctions.logGamma(freedom / 2)
    var (sum, mass) = (0.0, 0.0)
    for step in 0...steps {
      let s = low + Double(step) * width
      let weight: Double = step == 0 || step == steps ? 1 : (step.isMultiple(of: 2) ? 2 : 4)
      let density: Double
      if s > 0 {
        density = exp(scale + (freedom - 1) * log(s) - freedom * s * s / 2)
      } else {
        density = freedom == 1 ? exp(scale) : 0
      }
      mass += weight * density
      sum += weight * density * StandardNormal.cdf(shift - t * s)
    }
    return mass > 0 ? min(1, sum / mass) : 0
  }
}
