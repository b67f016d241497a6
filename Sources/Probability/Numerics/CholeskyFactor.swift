// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// The lower triangular factor L of a symmetric positive definite matrix A = L L'.
public struct CholeskyFactor: Sendable {
  /// Why a matrix has no factor.
  public struct NotPositiveDefinite: Error, Sendable, Hashable, CustomStringConvertible {
    /// The first row at which the pivot is not positive.
    public let row: Int

    /// Names a row.
    ///
    /// - Parameter row: the first row at which the pivot is too small.
    public init(row: Int) { self.row = row }

    /// The row at fault.
    public var description: String {
      "the matrix must be positive definite, but row \(row) depends on the rows before it"
    }
  }

  /// How many rows the matrix has.
  public let size: Int
  /// The factor by rows, `size * size` values, 0 above the diagonal.
  public let lower: [Double]

  /// Factors a matrix.
  ///
  /// - Parameters:
  ///   - matrix: the matrix by rows, `size * size` values; only the lower triangle is read.
  ///   - size: how many rows it has.
  /// - Throws: `NotPositiveDefinite` at the first pivot that is not above 1e-14 of its diagonal.
  public init(_ matrix: [Double], size: Int) throws(NotPositiveDefinite) {
    precondition(matrix.count == size * size, "a square matrix by rows")
    var lower = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0...row {
        var sum = matrix[row * size + column]
        for inner in 0..<column {
          sum -= lower[row * size + inner] * lower[column * size + inner]
        }
        guard row == column else {
          lower[row * size + column] = sum / lower[column * size + column]
          continue
        }
        guard sum > 1e-14 * abs(matrix[row * size + row]) else {
          throw NotPositiveDefinite(row: row)
        }
        lower[row * size + row] = sum.squareRoot()
      }
    }
    self.size = size
    self.lower = lower
  }

  /// L x: independent standard normals made to have the covariance A.
  ///
  /// - Parameter vector: `size` values.
  /// - Returns: `size` values.
  public func multiply(_ vector: [Double]) -> [Double] {
    (0..<size).map { row in
      (0...row).reduce(0) { $0 + lower[row * size + $1] * vector[$1] }
    }
  }

  /// The solution x of A x = b.
  ///
  /// - Parameter right: b, `size` values.
  /// - Returns: x, `size` values.
  public func solve(_ right: [Double]) -> [Double] {
    var x = solveLower(right)
    for row in stride(from: size - 1, through: 0, by: -1) {
      for below in row + 1..<max(size, row + 1) { x[row] -= lower[below * size + row] * x[below] }
      x[row] /= lower[row * size + row]
    }
    return x
  }

  /// The solution x of L x = b; its squared length is b' A^-1 b.
  ///
  /// - Parameter right: b, `size` values.
  /// - Returns: x, `size` values.
  public func solveLower(_ right: [Double]) -> [Double] {
    var x = right
    for row in 0..<size {
      for column in 0..<row { x[row] -= lower[row * size + column] * x[column] }
      x[row] /= lower[row * size + row]
    }
    return x
  }

  /// The logarithm of A's determinant.
  public var logDeterminant: Double {
    2 * (0..<size).reduce(0) { $0 + log(lower[$1 * size + $1]) }
  }
}
