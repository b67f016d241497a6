// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels

/// How good estimated probabilities were: sums over scored customers.
public struct ProbabilityTally: Sendable, Equatable {
  /// Log loss: minus the natural logarithm of the estimated probability of the truth, clipped to
  /// [ε, 1 − ε] with ε = 2⁻⁵².
  public private(set) var logLoss = FixedPointMoments(fractionBits: 44)
  /// Brier score: the sum over segments of the squared difference between the estimated
  /// probability and 1 for the truth, 0 for the others; 0 to 2.
  public private(set) var brier = FixedPointMoments(fractionBits: 48)
  /// The estimated probability of the segment that was chosen.
  public private(set) var chosen = FixedPointMoments(fractionBits: 48)

  /// Makes empty sums.
  public init() {}

  /// Adds a block whose indices the confusion matrix has accepted.
  ///
  /// - Parameters:
  ///   - block: truth, estimate and probabilities.
  ///   - segments: how many segments the scheme has.
  mutating func add(_ block: ScoredBlock, segments: Int) {
    guard let probabilities = block.probabilities else {
      preconditionFailure("a tally that holds probabilities is given their columns")
    }
    precondition(block.probabilityStride >= block.rows, "columns do not overlap")
    let tile = 256
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * tile) { scores in
      guard let losses = scores.baseAddress else { return }
      for start in stride(from: 0, to: block.rows, by: tile) {
        let count = column_probability_scores(
          block.truth + start, block.estimate + start, probabilities + start,
          block.probabilityStride, min(tile, block.rows - start), Int32(segments), losses,
          losses + tile, losses + 2 * tile)
        logLoss.add(losses, count: count)
        brier.add(losses + tile, count: count)
        chosen.add(losses + 2 * tile, count: count)
      }
    }
  }

  /// Visits the scores of a block's scored rows one by one.
  ///
  /// - Parameters:
  ///   - block: truth, estimate and probabilities.
  ///   - segments: how many segments the scheme has.
  ///   - visit: takes a row, its log loss and its Brier score; not called where one is no number.
  static func visitScores(
    of block: ScoredBlock, segments: Int, _ visit: (_ row: Int, Double, Double) -> Void
  ) {
    guard let probabilities = block.probabilities else { return }
    let tile = 256
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * tile) { scores in
      guard let losses = scores.baseAddress else { return }
      for start in stride(from: 0, to: block.rows, by: tile) {
        let rows = min(tile, block.rows - start)
        _ = column_probability_scores(
          block.truth + start, block.estimate + start, probabilities + start,
          block.probabilityStride, rows, Int32(segments), losses, losses + tile, losses + 2 * tile)
        var scored = 0
        for row in start..<start + rows
        where block.truth[row] != ConfusionMatrix.notScored
          && block.estimate[row] != ConfusionMatrix.notScored
        {
          let (loss, brier) = (losses[scored], losses[tile + scored])
          if loss.isFinite, brier.isFinite { visit(row, loss, brier) }
          scored += 1
        }
      }
    }
  }

  /// Adds the sums of other customers.
  public static func += (left: inout ProbabilityTally, right: ProbabilityTally) {
    left.logLoss += right.logLoss
    left.brier += right.brier
    left.chosen += right.chosen
  }
}
