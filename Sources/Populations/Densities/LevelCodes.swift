// SPDX-License-Identifier: GPL-3.0-or-later

/// The codes of some levels: up to eight in one word, so that states are told apart quickly.
struct LevelCodes: Sendable, Hashable, RandomAccessCollection {
  /// The first eight codes, the first of them in front.
  private var word: UInt64 = 0
  /// The codes after the eighth.
  private var rest: [UInt8] = []
  private(set) var count = 0

  private static let inWord = 8

  /// No codes.
  init() {}

  var startIndex: Int { 0 }
  var endIndex: Int { count }

  /// The code at a position.
  subscript(position: Int) -> UInt8 {
    get {
      guard position < Self.inWord else { return rest[position - Self.inWord] }
      return UInt8(truncatingIfNeeded: word >> Self.shift(position))
    }
    set {
      guard position < Self.inWord else {
        rest[position - Self.inWord] = newValue
        return
      }
      let shift = Self.shift(position)
      word = word & ~(0xFF << shift) | UInt64(newValue) << shift
    }
  }

  private static func shift(_ position: Int) -> UInt64 { UInt64(56 - 8 * position) }

  /// The codes with one more at the end.
  func with(_ code: UInt8) -> LevelCodes {
    var longer = self
    longer.count += 1
    if count >= Self.inWord { longer.rest.append(0) }
    longer[count] = code
    return longer
  }

  static func == (one: LevelCodes, other: LevelCodes) -> Bool {
    one.word == other.word && one.count == other.count
      && (one.count <= inWord || one.rest == other.rest)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(word)
    if count > Self.inWord { hasher.combine(rest) }
  }

  /// Whether codes of the same levels come first: by the first code that differs.
  static func < (one: LevelCodes, other: LevelCodes) -> Bool {
    one.word != other.word
      ? one.word < other.word
      : one.count > inWord && one.rest.lexicographicallyPrecedes(other.rest)
  }
}
