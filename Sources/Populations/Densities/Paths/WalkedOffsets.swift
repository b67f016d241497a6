// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Glibc
import Probability

/// The chances of offsets from the logarithm of a number at its start, on multiples of a width.
struct WalkedOffsets: Sendable {
  private let first: Int
  private let chances: [Double]
  private static var width: Double { WalkedTables.width }

  /// Offsets without the ends that no density shows.
  private init(first: Int, chances: [Double]) {
    let least = 1e-22
    let from = chances.firstIndex { $0 > least } ?? 0
    let to = (chances.lastIndex { $0 > least } ?? -1) + 1
    (self.first, self.chances) = (first + from, Array(chances[from..<max(from, to)]))
  }

  /// A mixture of normal laws.
  ///
  /// - Parameter parts: each law's chance, mean and variance.
  init(_ parts: [(chance: Double, mean: Double, variance: Double)]) {
    let deviation = parts.map { $0.variance.squareRoot() }.max() ?? 0
    let reach = Int(8 * deviation / Self.width) + 3
    let middle = Int(((parts.first?.mean ?? 0) / Self.width).rounded())
    var normal = [Double](repeating: 0, count: 2 * reach + 1)
    for (chance, mean, variance) in parts {
      for index in normal.indices {
        let low = (Double(middle - reach + index) - 0.5) * Self.width
        normal[index] += chance * Self.chance(low, low + Self.width, mean, variance.squareRoot())
      }
    }
    self.init(first: middle - reach, chances: normal)
  }

  /// The offsets with those of a factor added.
  ///
  /// - Parameter factor: the law of the factor; nothing for none.
  /// - Returns: the offsets of the product.
  func times(_ factor: (any Law)?) -> WalkedOffsets {
    guard let factor else { return self }
    let low = log(max(1e-12, factor.quantile(1e-9))) / Self.width
    let high = log(max(1e-12, factor.quantile(upperTail: 1e-9))) / Self.width
    let cells = Int(low.rounded(.down))...Int(high.rounded(.up))
    let weights = cells.map { cell in
      factor.cdf(exp((Double(cell) + 0.5) * Self.width))
        - factor.cdf(exp((Double(cell) - 0.5) * Self.width))
    }
    var both = [Double](repeating: 0, count: chances.count + weights.count - 1)
    both.withUnsafeMutableBufferPointer { both in
      chances.withUnsafeBufferPointer { chances in
        for (index, weight) in weights.enumerated() {
          for other in 0..<chances.count { both[index &+ other] += weight * chances[other] }
        }
      }
    }
    return WalkedOffsets(first: first + cells.lowerBound, chances: both)
  }

  private static func chance(
    _ low: Double, _ high: Double, _ mean: Double, _ deviation: Double
  ) -> Double {
    guard deviation > 1e-12 else { return low <= mean && mean < high ? 1 : 0 }
    let (from, to) = ((low - mean) / deviation, (high - mean) / deviation)
    return from > 0
      ? StandardNormal.upperTail(from) - StandardNormal.upperTail(to)
      : StandardNormal.cdf(to) - StandardNormal.cdf(from)
  }

  /// The densities of the sum of a start and an offset.
  ///
  /// - Parameters:
  ///   - places: where.
  ///   - spread: the start's chances of cells around multiples of the width.
  ///   - lowest: the first of these multiples.
  /// - Returns: a density for each place.
  /// - Complexity: O(places × offsets).
  func densities(_ places: [Double], _ spread: [Double], from lowest: Int) -> [Double] {
    let backward = Array(chances.reversed())
    return spread.withUnsafeBufferPointer { spread in
      backward.withUnsafeBufferPointer { backward in
        places.map { density(at: $0, spread, lowest, backward) }
      }
    }
  }

  private func density(
    at point: Double, _ spread: UnsafeBufferPointer<Double>, _ lowest: Int,
    _ backward: UnsafeBufferPointer<Double>
  ) -> Double {
    let place = point / Self.width - Double(lowest)
    let nearest = place.rounded()
    // The grid's points are multiples of the width, but for their last digits.
    let isMultiple = abs(place - nearest) < 1e-7
    let cell = Int(isMultiple ? nearest : place.rounded(.down))
    let part = isMultiple ? 0 : place - Double(cell)
    // The start's cell that goes with the last offset.
    let start = cell - first - (backward.count - 1)
    let from = max(0, -start)
    let to = min(backward.count, spread.count - 1 - start)
    guard from < to else { return 0 }
    let here = Self.product(backward, spread, start, from..<to)
    guard part > 0 else { return here / Self.width }
    let next = Self.product(backward, spread, start + 1, from..<to)
    return (here * (1 - part) + next * part) / Self.width
  }

  /// The sum of products of some chances with those that stand a distance farther in others.
  private static func product(
    _ chances: UnsafeBufferPointer<Double>, _ others: UnsafeBufferPointer<Double>,
    _ distance: Int, _ range: Range<Int>
  ) -> Double {
    guard let one = chances.baseAddress, let two = others.baseAddress else { return 0 }
    return ck_dot(one + range.lowerBound, two + range.lowerBound + distance, range.count)
  }

  /// The chance that the sum of a start and an offset is below a bound.
  ///
  /// - Parameters:
  ///   - bound: the bound, as a logarithm.
  ///   - law: the law at the start.
  /// - Returns: a probability.
  func chance(below bound: Double, _ law: any Law) -> Double {
    var sum = 0.0
    for (index, chance) in chances.enumerated() where chance > 1e-18 {
      sum += chance * law.cdf(exp(bound - Double(first + index) * Self.width))
    }
    return min(1, sum)
  }
}
