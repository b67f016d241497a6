// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Probability

/// Sums over a function's values at the points of a grid, one for each of some places: the function
/// with a random number added to its argument, or a part of that.
struct GridOperator: Sendable {
  /// The points of the function.
  let grid: GradedGrid
  /// The first point of each sum.
  private var firsts: [Int] = []
  /// Where the weights of each sum begin.
  private var starts = [0]
  private var weights: [Double] = []
  private var sum: [Double]
  /// The first point of the next sum, and the one after its last.
  private var (from, to) = (Int.max, 0)

  /// Makes an operator without places.
  ///
  /// - Parameter grid: the points of the functions it is applied to, which are interpolated.
  init(_ grid: GradedGrid) {
    self.grid = grid
    sum = [Double](repeating: 0, count: grid.points.count)
  }

  /// Adds a part to the sum of the next place: the integral over a number of its density times the function at
  /// the place less the number.
  ///
  /// - Parameters:
  ///   - place: the place.
  ///   - density: the density.
  ///   - cuts: further numbers at which it is not smooth.
  mutating func add(_ place: Double, _ density: LineDensity, cuts: [Double] = []) {
    let (least, greatest) = (grid.points.first ?? 0, grid.points.last ?? 0)
    let kinks = grid.zones.dropFirst().map { place - grid.points[$0.lowerBound] } + cuts
    for stretch in density.stretches {
      let low = max(stretch.low, place - greatest)
      let high = min(stretch.high, place - least)
      guard low < high else { continue }
      let inner = kinks.filter { $0 > low && $0 < high }.sorted()
      if inner.isEmpty, low == stretch.low, high == stretch.high, isTold(place, low, high) {
        for point in stretch.points { add(point.share, at: place - point.place) }
        continue
      }
      for (from, to) in zip([low] + inner, inner + [high]) {
        add(place, from, to, density.density)
      }
    }
  }

  /// Whether twelve points of a stretch tell what ten points of the grid tell; 20 of
  /// their distances are nearly three over which a jump is smoothed.
  private func isTold(_ place: Double, _ low: Double, _ high: Double) -> Bool {
    high - low < 1e-12 || !grid.isLong(place - high, place - low, distances: 20)
  }

  /// Adds a stretch in which only the points' distance asks for parts.
  private mutating func add(
    _ place: Double, _ low: Double, _ high: Double, _ density: (Double) -> Double
  ) {
    let middle = low + (high - low) / 2
    guard low < middle, middle < high else { return }
    guard isTold(place, low, high) else {
      add(place, low, middle, density)
      add(place, middle, high, density)
      return
    }
    GaussLegendre.twelve.visit(from: low, to: high, panels: 1) { number, weight in
      let share = weight * density(number)
      if share != 0 { add(share, at: place - number) }
    }
  }

  /// Adds a multiple of the function at a place to the next sum.
  mutating func add(_ share: Double, at place: Double) {
    guard let (start, weights) = grid.around(place) else { return }
    (from, to) = (min(from, start), max(to, start + GradedGrid.order))
    sum.withUnsafeMutableBufferPointer { sum in
      for index in 0..<GradedGrid.order { sum[start + index] += share * weights[index] }
    }
  }

  /// Ends the sum of a place.
  mutating func close() {
    firsts.append(from < to ? from : 0)
    if from < to {
      weights += sum[from..<to]
      for index in from..<to { sum[index] = 0 }
    }
    starts.append(weights.count)
    (from, to) = (.max, 0)
  }

  /// Frees what only adding needs.
  mutating func finish() { sum = [] }

  /// The sums.
  ///
  /// - Parameter values: the function's values at the points of the grid.
  /// - Returns: a sum for each place, in the order in which they were added.
  func callAsFunction(_ values: [Double]) -> [Double] {
    weights.withUnsafeBufferPointer { weights in
      values.withUnsafeBufferPointer { values in
        guard let one = weights.baseAddress, let two = values.baseAddress else {
          return firsts.map { _ in 0 }
        }
        return firsts.indices.map {
          ck_dot(one + starts[$0], two + firsts[$0], starts[$0 + 1] - starts[$0])
        }
      }
    }
  }
}
