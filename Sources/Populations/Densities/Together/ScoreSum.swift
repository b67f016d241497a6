// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// The sum over all combinations of several numbers' scores, by one number after another given those
/// before it.
struct ScoreSum {
  private let weights: [[Double]]
  private let points: [[ScoreSpread.Point]]
  private let strides: [Int]
  /// The stretches of the last number; empty where it has points.
  private let last: [ScoreSpread.Stretch]

  /// Orders the numbers.
  ///
  /// - Parameters:
  ///   - weights: for each number those of the independent normals that make its score.
  ///   - spread: what is seen of each.
  init(_ weights: [[Double]], _ spread: [ScoreSpread]) {
    self.weights = weights
    strides = spread.map(\.stride)
    last = spread.last?.stretches ?? []
    points = (last.isEmpty ? spread : spread.dropLast()).map(\.asPoints)
  }

  /// Adds the masses of the combined cells.
  ///
  /// - Parameter masses: receives them.
  /// - Complexity: O(product of the numbers' points).
  func add(to masses: inout [Double]) {
    var normals = [Double](repeating: 0, count: weights.count)
    add(0, 1, 0, &normals, &masses)
  }

  private func add(
    _ depth: Int, _ mass: Double, _ cell: Int, _ normals: inout [Double], _ masses: inout [Double]
  ) {
    guard depth < weights.count else {
      masses[cell] += mass
      return
    }
    var mean = 0.0
    for earlier in 0..<depth { mean += weights[depth][earlier] * normals[earlier] }
    let deviation = weights[depth][depth]
    guard depth < points.count else {
      for stretch in last {
        let (low, high) = ((stretch.low - mean) / deviation, (stretch.high - mean) / deviation)
        let share =
          low > 0
          ? StandardNormal.upperTail(low) - StandardNormal.upperTail(high)
          : StandardNormal.cdf(high) - StandardNormal.cdf(low)
        masses[cell + stretch.cell * strides[depth]] += mass * stretch.weight * share
      }
      return
    }
    for point in points[depth] {
      let normal = (point.score - mean) / deviation
      // How much likelier the score is than under its own law alone.
      let ratio = exp((point.score * point.score - normal * normal) / 2) / deviation
      guard ratio * point.weight > 0 else { continue }
      normals[depth] = normal
      add(
        depth + 1, mass * point.weight * ratio, cell + point.cell * strides[depth], &normals,
        &masses)
    }
  }
}
