// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// The means of a design's columns in each segment, and their covariance about those means.
struct PooledCovariance {
  /// The means of each segment that training has, by segment and column.
  let means: [[Double]]
  /// The covariance by rows, divided by the number of customers; only the lower triangle is set.
  private let covariance: [Double]
  private let size: Int

  /// Works out the means and the covariance in two passes.
  ///
  /// - Parameters:
  ///   - design: the columns.
  ///   - training: the labels.
  /// - Complexity: O(customers × columns²).
  init(_ design: DesignMatrix, training: LabelledFeatures) {
    let labels = training.truth.filter { $0 != noEstimate }.map { Int($0) }
    let counts = training.counts
    let size = design.columns.count
    var means = counts.map { _ in [Double](repeating: 0, count: size) }
    var within = [Double](repeating: 0, count: size * design.rows)
    for column in 0..<size {
      let start = (column + 1) * design.stride
      for (row, label) in labels.enumerated() {
        means[label][column] += design.values[start + row]
      }
      for segment in counts.indices where counts[segment] > 0 {
        means[segment][column] /= Double(counts[segment])
      }
      for (row, label) in labels.enumerated() {
        within[column * design.rows + row] = design.values[start + row] - means[label][column]
      }
    }
    self.means = means
    self.size = size
    covariance = Self.products(of: within, rows: design.rows, size: size)
  }

  /// The mean product of each pair of columns.
  private static func products(of within: [Double], rows: Int, size: Int) -> [Double] {
    var products = [Double](repeating: 0, count: size * size)
    within.withUnsafeBufferPointer { within in
      for first in 0..<size {
        for second in 0...first {
          var sum = 0.0
          let (left, right) = (first &* rows, second &* rows)
          for row in 0..<rows { sum += within[left &+ row] * within[right &+ row] }
          products[first * size + second] = sum / Double(rows)
        }
      }
    }
    return products
  }

  /// The covariance moved towards that of independent standardised columns.
  ///
  /// - Parameter share: how far, 0 to 1.
  /// - Returns: (1 - share) S + share I, by rows, the lower triangle.
  func shrunk(by share: Double) -> [Double] {
    var result = covariance.map { (1 - share) * $0 }
    for column in 0..<size { result[column * size + column] += share }
    return result
  }
}
