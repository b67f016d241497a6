// SPDX-License-Identifier: GPL-3.0-or-later

/// How many rows are scored at a time, so that the scores stay in the nearest cache.
enum ScoreTile {
  /// The rows of a tile, a multiple of 8.
  static let rows = 256

  /// A number of segments rounded up to what the kernels take at a time.
  ///
  /// - Parameter segments: a number of segments.
  /// - Returns: the next multiple of 4.
  static func padded(_ segments: Int) -> Int { (segments + 3) / 4 * 4 }
}
