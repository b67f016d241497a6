// SPDX-License-Identifier: GPL-3.0-or-later

/// The place of a random quantity in the tree of names below a root seed.
///
/// Each step hashes the parent's key with the step's own text and length, so names never run into
/// each other: ("ab", "c") and ("a", "bc") differ, and so do the name "1" and the index 1.
public struct SeedPath: Sendable, Hashable {
  /// The Philox key of this place.
  public let key: UInt64

  /// The root of a run.
  ///
  /// - Parameter root: the scenario's seed.
  public init(root: UInt64) {
    key = SeedPath.mixed(root &+ 0x9E37_79B9_7F4A_7C15)
  }

  private init(key: UInt64) { self.key = key }

  /// The place one name further down.
  ///
  /// - Parameter name: any text, taken by its UTF-8 bytes.
  /// - Returns: the place below this one.
  public func child(_ name: String) -> SeedPath {
    var hash = SeedPath.mixed(key ^ 0x6E61_6D65_0000_0001)
    var chunk: UInt64 = 0
    var filled: UInt64 = 0
    var length: UInt64 = 0
    for byte in name.utf8 {
      chunk |= UInt64(byte) << (8 * filled)
      filled += 1
      length += 1
      if filled == 8 {
        hash = SeedPath.absorbed(chunk, into: hash)
        chunk = 0
        filled = 0
      }
    }
    hash = SeedPath.absorbed(chunk, into: hash)
    return SeedPath(key: SeedPath.absorbed(length, into: hash))
  }

  /// The place one number further down.
  ///
  /// - Parameter index: any integer.
  /// - Returns: the place below this one.
  public func child(_ index: Int) -> SeedPath {
    let hash = SeedPath.mixed(key ^ 0x696E_6465_7800_0002)
    return SeedPath(key: SeedPath.absorbed(UInt64(bitPattern: Int64(index)), into: hash))
  }

  private static func absorbed(_ chunk: UInt64, into hash: UInt64) -> UInt64 {
    mixed((hash ^ chunk) &* 0x9FB2_1C65_1E98_DF25 &+ 0xD1B5_4A32_D192_ED03)
  }

  /// Stafford's 64-bit finaliser, variant 13 (2011): a bijection in which every bit of the input
  /// changes half of the output's bits.
  static func mixed(_ word: UInt64) -> UInt64 {
    var word = word
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
