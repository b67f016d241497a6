// SPDX-License-Identifier: GPL-3.0-or-later

/// Uniform numbers that any language can rebuild: value i is a mix of seed and i.
///
/// The mix is splitmix64 (Steele, Lea and Flood 2014); `stream.py` beside the benchmarks gives the
/// same numbers.
struct RepeatableStream {
  private let seed: UInt64

  /// Makes a stream.
  ///
  /// - Parameter seed: any number.
  init(seed: UInt64) { self.seed = seed }

  /// A number of the stream, at least 0 and below 1.
  ///
  /// - Parameter index: its position, from 0.
  subscript(index: Int) -> Double {
    var word = seed &+ (UInt64(index) &+ 1) &* 0x9E37_79B9_7F4A_7C15
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    word ^= word >> 31
    return Double(word >> 11) * 0x1p-53
  }
}
