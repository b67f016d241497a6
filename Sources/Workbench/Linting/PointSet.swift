// SPDX-License-Identifier: GPL-3.0-or-later

/// Some of a fixed number of points, one bit each.
struct PointSet: Sendable, Equatable {
  private var words: [UInt64]
  /// How many points there are in all.
  let size: Int

  /// Makes a set of no point.
  ///
  /// - Parameter size: how many points there are in all.
  init(none size: Int) {
    self.size = size
    words = Array(repeating: 0, count: (size + 63) / 64)
  }

  /// Makes a set of all points.
  ///
  /// - Parameter size: how many points there are.
  init(all size: Int) {
    self.init(none: size)
    for index in words.indices { words[index] = .max }
    if size % 64 != 0, !words.isEmpty { words[words.count - 1] = (1 << UInt64(size % 64)) - 1 }
  }

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }
  /// How many points it holds.
  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
  /// The first point it holds.
  var first: Int? {
    words.firstIndex { $0 != 0 }.map { $0 * 64 + words[$0].trailingZeroBitCount }
  }

  func contains(_ point: Int) -> Bool { words[point >> 6] >> UInt64(point & 63) & 1 == 1 }

  mutating func insert(_ point: Int) { words[point >> 6] |= 1 << UInt64(point & 63) }

  mutating func remove(_ point: Int) { words[point >> 6] &= ~(1 << UInt64(point & 63)) }

  mutating func formUnion(_ other: PointSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  mutating func formIntersection(_ other: PointSet) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  mutating func subtract(_ other: PointSet) {
    for index in words.indices { words[index] &= ~other.words[index] }
  }

  func union(_ other: PointSet) -> PointSet { with(other) { $0.formUnion($1) } }

  func intersection(_ other: PointSet) -> PointSet { with(other) { $0.formIntersection($1) } }

  func subtracting(_ other: PointSet) -> PointSet { with(other) { $0.subtract($1) } }

  func isSubset(of other: PointSet) -> Bool {
    zip(words, other.words).allSatisfy { $0 & ~$1 == 0 }
  }

  /// Calls a visitor with each point, ascending.
  func visitAll(_ visit: (Int) -> Void) {
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        visit(index * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
  }

  private func with(
    _ other: PointSet, _ change: (inout PointSet, PointSet) -> Void
  ) -> PointSet {
    var changed = self
    change(&changed, other)
    return changed
  }
}
