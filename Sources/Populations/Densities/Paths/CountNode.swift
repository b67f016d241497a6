// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// A point of the number that counts are given, with its weight in an integral over the number.
struct CountNode: Sendable {
  /// The number.
  let value: Double
  /// What a density is multiplied by.
  let weight: Double
  /// The cell that the number lies in.
  let cell: Int

  /// Points of the logarithm of the number, in panels no wider than four standard deviations of what
  /// all months can tell of it.
  static func all(
    _ laws: [any Law], _ counts: WindowedCounts, _ cells: [ValueInterval]
  ) -> [CountNode] {
    let low = laws.map { $0.quantile(1e-12) }.min() ?? 1
    let high = laws.map { $0.quantile(upperTail: 1e-12) }.max() ?? 1
    var nodes: [CountNode] = []
    for (index, cell) in cells.enumerated() {
      var start = log(max(low, cell.low, 1e-12))
      let end = log(min(high, cell.high))
      while start < end {
        let value = exp(start)
        let variance = counts.law(given: value)?.variance ?? value
        let scale = (variance / Double(max(1, counts.months))).squareRoot() / value
        let next = min(end, start + min(1, max(0.02, 3 * scale)))
        GaussLegendre.twelve.visit(from: start, to: next, panels: 1) { place, weight in
          nodes.append(CountNode(value: exp(place), weight: weight * exp(place), cell: index))
        }
        start = next
      }
    }
    return nodes
  }
}
