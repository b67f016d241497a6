// SPDX-License-Identifier: GPL-3.0-or-later

/// A lower triangular matrix whose product with its transpose is a given one.
struct CholeskyFactor {
  private let size: Int
  private var lower: [Double]

  /// Factors a matrix that is positive definite but for rounding.
  ///
  /// To the diagonal its own part of 1e-12 is added, a hundred times more as often as needed; there
  /// is no factor when the matrix is far from positive definite or not finite.
  ///
  /// - Parameters:
  ///   - matrix: a symmetric matrix, row after row.
  ///   - size: its number of rows.
  init?(nearly matrix: [Double], size: Int) {
    var part = 1e-12
    while part < 1 {
      if let factor = CholeskyFactor(matrix, size: size, enlarged: part) {
        self = factor
        return
      }
      part *= 100
    }
    return nil
  }

  private init?(_ matrix: [Double], size: Int, enlarged part: Double) {
    var lower = matrix
    for row in 0..<size {
      for column in 0...row {
        var sum = matrix[row * size + column]
        if row == column { sum += part * sum }
        for index in 0..<column {
          sum -= lower[row * size + index] * lower[column * size + index]
        }
        if row == column {
          guard sum > 1e-14 * matrix[row * size + row], sum.isFinite else { return nil }
          lower[row * size + row] = sum.squareRoot()
        } else {
          lower[row * size + column] = sum / lower[column * size + column]
        }
      }
    }
    self.size = size
    self.lower = lower
  }

  /// Solves for the vector whose product with the factored matrix is given.
  ///
  /// - Parameter right: the product.
  /// - Returns: the vector.
  func solve(_ right: [Double]) -> [Double] {
    var vector = right
    for row in 0..<size {
      for column in 0..<row { vector[row] -= lower[row * size + column] * vector[column] }
      vector[row] /= lower[row * size + row]
    }
    for row in (0..<size).reversed() {
      for below in row + 1..<max(row + 1, size) {
        vector[row] -= lower[below * size + row] * vector[below]
      }
      vector[row] /= lower[row * size + row]
    }
    return vector
  }
}
