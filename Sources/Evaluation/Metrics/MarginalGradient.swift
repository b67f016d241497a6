// SPDX-License-Identifier: GPL-3.0-or-later

/// The gradient of a measure that depends on shares of customers p through the diagonal, the sums
/// of rows and the sums of columns: ∂f/∂p_ij = truth_i + estimate_j, and correct_i more if i = j.
struct MarginalGradient {
  /// ∂f/∂(share of customers of a segment assigned to it).
  var correct: [Double]
  /// ∂f/∂(share of customers of a segment).
  var truth: [Double]
  /// ∂f/∂(share of customers assigned to a segment).
  var estimate: [Double]

  /// A gradient of zeros.
  init(segments: Int) {
    correct = Array(repeating: 0, count: segments)
    truth = correct
    estimate = correct
  }

  /// The measure's standard error by the delta method for multinomial counts (Agresti 2013,
  /// 16.1.4): √((Σ p g² − (Σ p g)²) / n) with g the gradient in each cell.
  ///
  /// - Parameter matrix: the counts at which the gradient was taken.
  /// - Returns: the standard error; 0 of an empty matrix.
  /// - Complexity: O(segments²).
  func standardError(of matrix: ConfusionMatrix) -> Double {
    let n = Double(matrix.total)
    var mean = 0.0
    var square = 0.0
    for row in truth.indices {
      for column in truth.indices {
        let slope = truth[row] + estimate[column] + (row == column ? correct[row] : 0)
        let share = Double(matrix[truth: row, estimate: column])
        mean += share * slope
        square += share * slope * slope
      }
    }
    guard n > 0 else { return 0 }
    return (max(0, square / n - mean / n * (mean / n)) / n).squareRoot()
  }
}
