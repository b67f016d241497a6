// SPDX-License-Identifier: GPL-3.0-or-later

/// Levels with their shares, in the order written: `{north: 0.3, east: 0.4, west: rest}`.
public struct LevelShares: Sendable {
  /// The levels in the order written.
  public let levels: [String]
  /// The share of each, 0 to 1.
  public let shares: [Double]
  /// Where each level stands.
  public let positions: [SourcePosition]

  /// The share of a level.
  ///
  /// - Parameter level: a level's name.
  /// - Returns: its share; nothing when it was not written.
  public subscript(level: String) -> Double? {
    levels.firstIndex(of: level).map { shares[$0] }
  }
}
