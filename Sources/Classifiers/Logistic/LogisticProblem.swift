// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Customers

/// The penalised log loss of a multinomial logistic regression, as a function of its coefficients.
///
/// A position holds coefficient (column, segment) at `column * padded + segment`; column 0 is the
/// intercept.
struct LogisticProblem {
  /// The customers.
  let design: DesignMatrix
  /// The segments that training has, as indices of the scheme.
  let segments: [Int]
  /// Their number rounded up to a multiple of 4.
  let padded: Int
  /// The weight of the squared coefficients; twice the stated one for two segments, whose
  /// coefficients are opposite, so that it acts on their difference.
  let ridge: Double
  private let truth: [Int]

  /// Makes the problem.
  ///
  /// - Parameters:
  ///   - design: the labelled customers' features.
  ///   - segments: the segments that training has, ascending.
  ///   - training: the labels.
  ///   - ridge: the stated weight of the squared coefficients.
  init(_ design: DesignMatrix, segments: [Int], training: LabelledFeatures, ridge: Double) {
    self.design = design
    self.segments = segments
    padded = ScoreTile.padded(segments.count)
    self.ridge = segments.count == 2 ? 2 * ridge : ridge
    var dense = [Int](repeating: 0, count: training.scheme.segments.count)
    for (index, segment) in segments.enumerated() { dense[segment] = index }
    truth = training.truth.filter { $0 != noEstimate }.map { dense[Int($0)] }
  }

  /// The columns with the intercept's.
  var width: Int { design.columns.count + 1 }
  /// How many numbers a position has.
  var dimension: Int { width * padded }

  /// The loss and its gradient.
  ///
  /// - Parameters:
  ///   - position: the coefficients.
  ///   - gradient: receives the derivatives.
  /// - Returns: the sum of log losses and the penalty.
  func loss(at position: [Double], gradient: inout [Double]) -> Double {
    gradient = Array(repeating: 0, count: dimension)
    let workspace = LogisticWorkspace(padded: padded, width: width)
    var loss = 0.0
    workspace.forEachTile(of: self, at: position) { tile in
      loss += tile.loss(truth, segments: segments.count)
      tile.takeTruthOff(truth)
      classifier_add_products(
        &gradient, workspace.scores, Int64(ScoreTile.rows), tile.paddedRows, Int32(padded),
        tile.columns, Int32(width))
    }
    for index in padded..<max(padded, dimension) {
      loss += 0.5 * ridge * position[index] * position[index]
      gradient[index] += ridge * position[index]
    }
    return loss
  }

  /// The second derivatives, with what makes them definite.
  ///
  /// Adding a number to a column's coefficients of all segments changes no probability; the
  /// gradient has no part along it, so curvature is added there without changing the step.
  ///
  /// - Parameter position: the coefficients.
  /// - Returns: the matrix, with (segment, column) at `segment * width + column`.
  func curvature(at position: [Double]) -> [Double] {
    let count = segments.count
    let block = ScoreTile.padded(width)
    let workspace = LogisticWorkspace(padded: padded, width: width)
    var sums = [Double](repeating: 0, count: count * count * width * block)
    workspace.forEachTile(of: self, at: position) { tile in
      for first in 0..<count {
        for second in first..<count {
          let start = (first * count + second) * width * block
          sums.withUnsafeMutableBufferPointer { sums in
            guard let sums = sums.baseAddress else { return }
            tile.addCurvature(first, second, width: width, to: sums + start)
          }
        }
      }
    }
    return assembled(sums, block: block)
  }

  private func assembled(_ sums: [Double], block: Int) -> [Double] {
    let count = segments.count
    let size = count * width
    let gauge = Double(design.rows) / Double(count)
    var matrix = [Double](repeating: 0, count: size * size)
    for first in 0..<count {
      for second in 0..<count {
        let (low, high) = (min(first, second), max(first, second))
        let start = (low * count + high) * width * block
        for row in 0..<width {
          for column in 0..<width {
            var value = sums[start + row * block + column]
            if row == column {
              value += gauge / Double(count)
              if first == second && row > 0 { value += ridge }
            }
            matrix[(first * width + row) * size + second * width + column] = value
          }
        }
      }
    }
    return matrix
  }
}
