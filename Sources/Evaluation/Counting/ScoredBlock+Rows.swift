// SPDX-License-Identifier: GPL-3.0-or-later
public import Customers

extension ScoredBlock {
  /// The block with other true segments, such as "not scored" for some customers.
  ///
  /// - Parameter truth: true segments by row; 255 for a customer who is not scored.
  /// - Returns: a block of the same rows.
  public func with(truth: UnsafePointer<SegmentIndex>) -> ScoredBlock {
    ScoredBlock(
      truth: truth, estimate: estimate, rows: rows, probabilities: probabilities,
      probabilityStride: probabilityStride, weights: weights, previousTruth: previousTruth,
      previousEstimate: previousEstimate)
  }

  /// Some of the block's customers, in the same buffers.
  ///
  /// - Parameter rows: consecutive rows of the block.
  /// - Returns: a block of those rows.
  public func rows(_ rows: Range<Int>) -> ScoredBlock {
    ScoredBlock(
      truth: truth + rows.lowerBound, estimate: estimate + rows.lowerBound, rows: rows.count,
      probabilities: probabilities.map { $0 + rows.lowerBound },
      probabilityStride: probabilityStride, weights: weights.map { $0 + rows.lowerBound },
      previousTruth: previousTruth.map { $0 + rows.lowerBound },
      previousEstimate: previousEstimate.map { $0 + rows.lowerBound })
  }
}
