// SPDX-License-Identifier: GPL-3.0-or-later

/// Well-spread combinations of equally weighted points: a rank-1 lattice (Korobov 1959).
enum PointLattice {
  /// How many combinations there are, a prime; the generator has the least P2 over two to five
  /// dimensions.
  static let count = 251
  private static let generator = 97

  /// By how many points a dimension goes on from one combination to the next.
  ///
  /// - Parameter dimension: the dimension, from 0.
  /// - Returns: the generator's power, modulo the count.
  static func step(_ dimension: Int) -> Int {
    (0..<dimension).reduce(1) { step, _ in step * generator % count }
  }
}
