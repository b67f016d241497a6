// SPDX-License-Identifier: GPL-3.0-or-later

/// All differences, in the order in which they are shown.
public enum DifferenceRegistry {
  /// One line for each difference.
  public static let all: [any Difference] = [
    PopulationStability(),
    KolmogorovSmirnov(),
  ]

  /// A difference by its name.
  ///
  /// - Parameter id: a difference's name in scenarios.
  /// - Returns: the difference, or nothing when none has that name.
  public static func difference(named id: String) -> (any Difference)? {
    all.first { $0.id == id }
  }
}
