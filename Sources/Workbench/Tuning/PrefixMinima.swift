// SPDX-License-Identifier: GPL-3.0-or-later

/// Whole numbers in a row, to whose first ones something can be added, and of which the least of a stretch is known.
///
/// It is a segment tree with lazy sums: each node holds the least of its stretch without what was added above it.
struct PrefixMinima {
  private let size: Int
  private var least: [Int64]
  private var added: [Int64]

  /// Takes the numbers.
  ///
  /// - Parameter numbers: at least one number.
  /// - Complexity: O(n).
  init(_ numbers: [Int64]) {
    var size = 1
    while size < numbers.count { size *= 2 }
    self.size = size
    least = Array(repeating: .max / 2, count: 2 * size)
    added = Array(repeating: 0, count: 2 * size)
    least.replaceSubrange(size..<size + numbers.count, with: numbers)
    for node in stride(from: size - 1, to: 0, by: -1) {
      least[node] = min(least[2 * node], least[2 * node + 1])
    }
  }

  /// Adds to the first numbers.
  ///
  /// - Parameters:
  ///   - amount: what is added.
  ///   - count: to how many.
  /// - Complexity: O(log n).
  mutating func add(_ amount: Int64, toFirst count: Int) {
    guard count > 0, amount != 0 else { return }
    var (node, first, width) = (1, 0, size)
    // Down to the end of the prefix: what lies left of the way belongs to it as a whole.
    while first + width > count {
      width /= 2
      if first + width <= count {
        change(2 * node, amount)
        first += width
        node = 2 * node + 1
        if first == count { break }
      } else {
        node *= 2
      }
    }
    if first < count { change(node, amount) }
    while node > 1 {
      node /= 2
      least[node] = min(least[2 * node], least[2 * node + 1]) + added[node]
    }
  }

  private mutating func change(_ node: Int, _ amount: Int64) {
    least[node] += amount
    added[node] += amount
  }

  /// The first of the least numbers of a stretch.
  ///
  /// - Parameter range: a stretch, not empty.
  /// - Returns: the number and its position.
  /// - Complexity: O(log n).
  func least(of range: Range<Int>) -> (number: Int64, place: Int) {
    var best = (number: Int64.max, node: 1)
    search(1, 0..<size, 0, range, &best)
    var (node, first, width) = (best.node, place(of: best.node), width(of: best.node))
    while node < size {
      width /= 2
      if least[2 * node] <= least[2 * node + 1] {
        node *= 2
      } else {
        (node, first) = (2 * node + 1, first + width)
      }
    }
    return (best.number, first)
  }

  private func search(
    _ node: Int, _ own: Range<Int>, _ above: Int64, _ range: Range<Int>,
    _ best: inout (number: Int64, node: Int)
  ) {
    guard own.overlaps(range), least[node] + above < best.number else { return }
    if own.lowerBound >= range.lowerBound, own.upperBound <= range.upperBound {
      best = (least[node] + above, node)
      return
    }
    let middle = own.lowerBound + own.count / 2
    search(2 * node, own.lowerBound..<middle, above + added[node], range, &best)
    search(2 * node + 1, middle..<own.upperBound, above + added[node], range, &best)
  }

  private func width(of node: Int) -> Int {
    size >> (Int.bitWidth - 1 - node.leadingZeroBitCount)
  }

  private func place(of node: Int) -> Int {
    let level = Int.bitWidth - 1 - node.leadingZeroBitCount
    return (node - (1 << level)) * (size >> level)
  }
}
