// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// The quantile of chi-square.
///
/// - Parameters:
///   - probability: the share below the quantile, in (0, 1).
///   - degreesOfFreedom: from 1.
/// - Returns: the value below which that share lies.
func chiSquareQuantile(_ probability: Double, degreesOfFreedom: Int) -> Double {
  2 * GammaFunctions.quantile(probability, shape: Double(degreesOfFreedom) / 2)
}

/// The upper tail of chi-square.
///
/// - Parameters:
///   - x: the statistic, from 0.
///   - degreesOfFreedom: from 1.
/// - Returns: how often chi-square is at least x.
func chiSquareTail(_ x: Double, degreesOfFreedom: Int) -> Double {
  GammaFunctions.upper(x / 2, shape: Double(degreesOfFreedom) / 2)
}
