// SPDX-License-Identifier: GPL-3.0-or-later

/// A permutation of 0 ..< n fixed by a key, O(1) time and memory for each index.
///
/// A Feistel network over the smallest even number of bits that hold n, walked along its cycle
/// until it falls below n (Black and Rogaway 2002, "cycle walking"): at most four steps on
/// average.
public struct KeyedPermutation: Sendable, Hashable {
  /// How many indices are permuted.
  public let count: Int
  private let key: UInt64
  private let halfBits: UInt64
  private static let rounds: UInt64 = 8

  /// The permutation of a key.
  ///
  /// - Parameters:
  ///   - path: the quantity's place below the root seed.
  ///   - count: how many indices, from 0 to 2^62.
  public init(path: SeedPath, count: Int) {
    precondition(count >= 0 && count <= 1 << 62, "a permutation has 0 to 2^62 indices")
    self.count = count
    key = path.key
    let bits = UInt64(64 - UInt64(max(count, 2) - 1).leadingZeroBitCount)
    halfBits = (bits + 1) / 2
  }

  /// Where an index goes.
  ///
  /// - Parameter index: an index below `count`.
  /// - Returns: its image, also below `count`; distinct indices have distinct images.
  public func callAsFunction(_ index: Int) -> Int {
    precondition(index >= 0 && index < count, "the index must lie below the count")
    var image = UInt64(index)
    repeat { image = scrambled(image) } while image >= UInt64(count)
    return Int(image)
  }

  private func scrambled(_ block: UInt64) -> UInt64 {
    let mask = (UInt64(1) << halfBits) - 1
    var left = block >> halfBits
    var right = block & mask
    for round in 0..<Self.rounds {
      let mixed = SeedPath.mixed(right ^ SeedPath.mixed(key &+ round &* 0x9E37_79B9_7F4A_7C15))
      (left, right) = (right, left ^ (mixed & mask))
    }
    return left << halfBits | right
  }
}
