// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// The upper tail of chi-square with whole degrees of freedom, by its finite sum (Abramowitz and
/// Stegun 1964, 26.4.4 and 26.4.5).
///
/// - Parameters:
///   - x: the statistic, from 0.
///   - degreesOfFreedom: from 1.
/// - Returns: how often chi-square is at least x.
func chiSquareTail(_ x: Double, degreesOfFreedom: Int) -> Double {
  if x <= 0 { return 1 }
  let half = x / 2
  let isOdd = degreesOfFreedom % 2 == 1
  var term = isOdd ? exp(-half) * (half / .pi).squareRoot() * 2 : exp(-half)
  var tail = isOdd ? erfc(half.squareRoot()) : term
  var divisor = isOdd ? 1.5 : 1.0
  for _ in 0..<(degreesOfFreedom - 1) / 2 {
    if isOdd { tail += term }
    term *= half / divisor
    divisor += 1
    if !isOdd { tail += term }
  }
  return min(1, tail)
}

/// The quantile of chi-square with whole degrees of freedom, by halving.
///
/// - Parameters:
///   - probability: the share below the quantile, in (0, 1).
///   - degreesOfFreedom: from 1.
/// - Returns: x with 1 − tail(x) = probability.
func chiSquareQuantile(_ probability: Double, degreesOfFreedom: Int) -> Double {
  let tail = 1 - probability
  var low = 0.0
  var high = Double(degreesOfFreedom) + 10
  while chiSquareTail(high, degreesOfFreedom: degreesOfFreedom) > tail { high *= 2 }
  while true {
    let middle = (low + high) / 2
    if middle <= low || middle >= high { return middle }
    if chiSquareTail(middle, degreesOfFreedom: degreesOfFreedom) > tail {
      low = middle
    } else {
      high = middle
    }
  }
}
