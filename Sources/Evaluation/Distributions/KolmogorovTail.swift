// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// The upper tail of Kolmogorov's limit law (Kolmogorov 1933), 2 Σ (−1)ᵏ⁻¹ exp(−2 k² x²).
///
/// - Parameter x: the scaled distance, from 0.
/// - Returns: how often the limit is at least x; by the theta function's other series below 1.18,
///   where that converges faster (Marsaglia, Tsang and Wang 2003).
func kolmogorovTail(_ x: Double) -> Double {
  if x <= 0.04 { return 1 }
  if x < 1.18 {
    let power = exp(-Double.pi * Double.pi / (8 * x * x))
    let eighth = pow(power, 8)
    let sum = power * (1 + eighth * (1 + pow(power, 16) * (1 + pow(power, 24))))
    return 1 - (2 * Double.pi).squareRoot() / x * sum
  }
  let power = exp(-2 * x * x)
  return 2 * power * (1 - pow(power, 3) * (1 - pow(power, 5) * (1 - pow(power, 7))))
}
