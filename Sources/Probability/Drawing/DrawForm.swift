// SPDX-License-Identifier: GPL-3.0-or-later

/// The fastest way to draw a column of a law from its cells.
///
/// All forms but `sampler` are monotone in the cell's uniform u, whose normal score is z.
public enum DrawForm: Sendable {
  /// x = location + scale z.
  case affine(location: Double, scale: Double)
  /// x = exp(mu + sigma z).
  case exponential(mu: Double, sigma: Double)
  /// x = from + (to - from) u.
  case linear(from: Double, to: Double)
  /// x = location + scale T(z).
  case table(QuantileTable, location: Double, scale: Double)
  /// A discrete law: the least x with P(X <= x) > u.
  case inversion(InversionTable)
  /// GSL's sampler on the cell's own stream, row by row.
  case sampler
}
