// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// The number of standard errors to either side of an estimate that an interval spans.
///
/// - Parameter confidence: the share of intervals that shall cover, in (0, 1).
/// - Returns: z with Φ(z) = (1 + confidence) / 2; 1.96 for 0.95.
func standardErrors(for confidence: Double) -> Double {
  StandardNormal.quantile(upperTail: (1 - confidence) / 2)
}
