// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Glibc
import Probability

/// Which part of the density of what a window shows belongs to true values below a bound, at offsets
/// of what is shown from the bound: a linear function of the density of the truth around the bound.
struct WindowSplit: Sendable {
  /// Offsets of the logarithm of what is shown from that of the bound.
  let grid: GradedGrid
  /// Where the truth's density is needed, from the logarithm of the bound: the first place.
  let first: Double
  /// The distance of these places.
  let step: Double
  /// How many there are.
  let count: Int
  /// For each offset the weights of the truth's densities, of truths below the bound.
  private let below: [Double]
  /// The same of all truths.
  private let all: [Double]

  /// Works out the weights.
  ///
  /// - Parameters:
  ///   - gap: the law of the gap.
  ///   - grid: the offsets, at which cells of the gap end.
  ///   - step: the distance of places at which the truth's density is taken.
  /// - Complexity: O(offsets × cells).
  init(_ gap: WindowGap, _ grid: GradedGrid, step: Double) {
    let (low, high) = (grid.points.first ?? 0, grid.points.last ?? 0)
    (self.grid, self.step) = (grid, step)
    first = low - high - 4 * step
    let count = Int((2 * (high - low)) / step) + 10
    self.count = count
    var below = [Double](repeating: 0, count: grid.points.count * count)
    var all = below
    for zone in grid.zones {
      for index in zone {
        let offset = grid.points[index]
        for cell in gap.cells {
          // At a kink the last point of a zone stands for what is shown just below it.
          let isAbove =
            cell.low == cell.high
            ? cell.low > offset || (cell.low == offset && index == zone.upperBound - 1)
            : cell.low >= offset
          let place = (offset - cell.middle - first) / step
          let start = min(max(Int(place) - 2, 0), count - 6)
          let weights = Self.weights(place - Double(start), cell.coefficients, step)
          for point in 0..<6 {
            all[index * count + start + point] += weights[point]
            if isAbove { below[index * count + start + point] += weights[point] }
          }
        }
      }
    }
    (self.below, self.all) = (below, all)
  }

  /// Densities of what is shown at every offset.
  ///
  /// - Parameter truth: the density of the logarithm of the truth at the places around the bound.
  /// - Returns: densities of what is shown, together with truths below the bound and with all.
  func densities(_ truth: [Double]) -> (below: [Double], all: [Double]) {
    (product(below, truth), product(all, truth))
  }

  private func product(_ weights: [Double], _ truth: [Double]) -> [Double] {
    weights.withUnsafeBufferPointer { weights in
      truth.withUnsafeBufferPointer { truth in
        guard let first = weights.baseAddress, let truth = truth.baseAddress else { return [] }
        return grid.points.indices.map { max(0, ck_dot(first + $0 * count, truth, count)) }
      }
    }
  }

  /// The weights of six equally spaced values that give a value, slope and bend at a place, taken
  /// together by coefficients.
  private static func weights(
    _ place: Double, _ coefficients: (Double, Double, Double), _ step: Double
  ) -> InlineArray<6, Double> {
    var found = InlineArray<6, Double>(repeating: 0)
    for one in 0..<6 {
      // The polynomial that is 1 at one point and 0 at the others, with two derivatives.
      var (value, slope, bend) = (1.0, 0.0, 0.0)
      for other in 0..<6 where other != one {
        let scale = 1 / Double(one - other)
        let factor = (place - Double(other)) * scale
        bend = bend * factor + 2 * slope * scale
        slope = slope * factor + value * scale
        value *= factor
      }
      found[one] =
        coefficients.0 * value + coefficients.1 * slope / step
        + coefficients.2 * bend / (step * step)
    }
    return found
  }
}
