// SPDX-License-Identifier: GPL-3.0-or-later

/// The normal copula: quantities whose normal scores have a joint normal law.
///
/// The score of a value x under its own law F is z = Phi^-1(F(x)); here the scores have mean 0,
/// variance 1 and the correlations R, while each quantity's own law stays as it is. Kendall's tau of
/// a pair is 2 / pi arcsin(r) (Nelsen 2006, "An Introduction to Copulas").
public struct NormalCopula: Sendable {
  /// How many quantities go together.
  public let size: Int
  /// The correlations of all pairs: 12, 13, ..., 1n, 23, ..., as many as `pairs(of:)`.
  public let correlations: [Double]
  private let factor: CholeskyFactor
  /// -(R^-1 - I) / 2 by rows, the entries off the diagonal doubled and those below it left out.
  private let form: [Double]

  /// Makes a copula.
  ///
  /// - Parameters:
  ///   - size: how many quantities, at least 2.
  ///   - correlations: one for each pair, in the order of `pairs(of:)`, within -1 and 1.
  /// - Throws: the first quantity, counted from 0, whose correlations with those before it cannot
  ///   be.
  public init(
    size: Int, correlations: [Double]
  ) throws(CholeskyFactor.NotPositiveDefinite) {
    precondition(correlations.count == size * (size - 1) / 2, "one correlation for each pair")
    self.size = size
    self.correlations = correlations
    factor = try CholeskyFactor(Self.matrix(size, correlations), size: size)
    form = Self.form(factor)
  }

  private static func form(_ factor: CholeskyFactor) -> [Double] {
    let size = factor.size
    var form = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      let inverse = factor.solve((0..<size).map { $0 == row ? 1 : 0 })
      form[row * size + row] = -0.5 * (inverse[row] - 1)
      for column in row + 1..<max(size, row + 1) { form[row * size + column] = -inverse[column] }
    }
    return form
  }

  /// The pairs of quantities in the order of their correlations: the first with each later one,
  /// then the second with each later one, and so on.
  ///
  /// - Parameter size: how many quantities.
  /// - Returns: their positions, from 0.
  public static func pairs(of size: Int) -> [(first: Int, second: Int)] {
    (0..<size).flatMap { first in (first + 1..<max(size, first + 1)).map { (first, $0) } }
  }

  /// The variance that the scores of those before a quantity leave to its own score: 1 less its
  /// squared multiple correlation, which is below 0 where the correlations cannot be.
  ///
  /// - Parameters:
  ///   - position: a quantity, from 0, for whom those before it have possible correlations.
  ///   - size: how many quantities there are.
  ///   - correlations: one for each pair.
  /// - Returns: the pivot of the correlation matrix at this quantity.
  public static func varianceLeft(
    to position: Int, size: Int, correlations: [Double]
  ) -> Double? {
    let matrix = matrix(size, correlations)
    let before = (0..<position).flatMap { row in
      (0..<position).map { matrix[row * size + $0] }
    }
    guard let factor = try? CholeskyFactor(before, size: position) else { return nil }
    let own = (0..<position).map { matrix[position * size + $0] }
    return factor.solveLower(own).reduce(1) { $0 - $1 * $1 }
  }

  private static func matrix(_ size: Int, _ correlations: [Double]) -> [Double] {
    var matrix = [Double](repeating: 0, count: size * size)
    for position in 0..<size { matrix[position * size + position] = 1 }
    for (pair, correlation) in zip(pairs(of: size), correlations) {
      matrix[pair.first * size + pair.second] = correlation
      matrix[pair.second * size + pair.first] = correlation
    }
    return matrix
  }

  /// The logarithm of the copula's density at the normal scores of some values.
  ///
  /// The joint density of the values is this density times that of each value under its own law:
  /// log c = -(log det R + z' R^-1 z - z' z) / 2.
  ///
  /// - Parameter scores: the normal scores, one for each quantity.
  /// - Returns: the logarithm; NaN where a score is not finite.
  public func logDensity(normalScores scores: [Double]) -> Double {
    precondition(scores.count == size, "one score for each quantity")
    let distance = factor.solveLower(scores).reduce(0) { $0 + $1 * $1 }
    let alone = scores.reduce(0) { $0 + $1 * $1 }
    return -0.5 * (factor.logDeterminant + distance - alone)
  }

  /// Adds the logarithm of the copula's density to each row of a column.
  ///
  /// - Parameters:
  ///   - scores: a column of normal scores for each quantity.
  ///   - count: how many rows.
  ///   - out: `count` values that are added to; NaN where a score is not finite.
  /// - Complexity: O(count × size²), nothing is allocated for a row.
  public func addLogDensities(
    normalScores scores: [UnsafePointer<Double>], count: Int, to out: UnsafeMutablePointer<Double>
  ) {
    precondition(scores.count == size, "one column of scores for each quantity")
    let start = -0.5 * factor.logDeterminant
    for row in 0..<count { out[row] += start }
    for (first, left) in scores.enumerated() {
      for second in first..<size {
        let (weight, right) = (form[first * size + second], scores[second])
        for row in 0..<count { out[row] += weight * left[row] * right[row] }
      }
    }
  }

  /// What makes independent normals into scores with these correlations: each quantity's score is
  /// the sum of the normals of those earlier in an order and its own, with these weights.
  ///
  /// - Parameter order: all positions, each once.
  /// - Returns: for each position of the order the weights of the order's normals up to its own;
  ///   the squares of each sum to 1.
  public func weights(inOrder order: [Int]) -> [[Double]] {
    let matrix = Self.matrix(size, correlations)
    let turned = order.flatMap { row in order.map { matrix[row * size + $0] } }
    // A matrix that has a factor has one in every order.
    guard let factor = try? CholeskyFactor(turned, size: size) else { return [] }
    return (0..<size).map { row in (0...row).map { factor.lower[row * size + $0] } }
  }
}
