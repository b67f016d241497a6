// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// The number of standard errors to either side of an estimate that an interval spans.
///
/// - Parameter confidence: the share of intervals that shall cover, in (0, 1).
/// - Returns: z with Φ(z) = (1 + confidence) / 2, by Newton's method on erfc; 1.96 for 0.95.
func standardErrors(for confidence: Double) -> Double {
  let tail = (1 - confidence) / 2
  var z = 0.0
  for _ in 0..<100 {
    let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
    let step = (0.5 * erfc(z / 2.0.squareRoot()) - tail) / density
    z += min(step, 1)
    if abs(step) <= 1e-15 * max(1, z) { break }
  }
  return z
}
