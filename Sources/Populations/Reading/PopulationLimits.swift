// SPDX-License-Identifier: GPL-3.0-or-later

/// How large a population may be.
public enum PopulationLimits {
  /// Customers on the books in the first month; each needs an index of 32 bits.
  public static let customers = 1...4_000_000_000
  /// Months that are scored.
  public static let months = 1...1200
}
