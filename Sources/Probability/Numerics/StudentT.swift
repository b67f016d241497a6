// SPDX-License-Identifier: GPL-3.0-or-later
import CGSL

/// Student's t distribution, for intervals of means of few values.
public enum StudentT {
  /// The value below which a share lies.
  ///
  /// - Parameters:
  ///   - share: the share below, above 0 and below 1.
  ///   - freedom: the degrees of freedom, above 0.
  /// - Returns: the quantile.
  public static func quantile(_ share: Double, freedom: Double) -> Double {
    precondition(share > 0 && share < 1 && freedom > 0, "a share between 0 and 1")
    return gsl_cdf_tdist_Pinv(share, freedom)
  }
}
