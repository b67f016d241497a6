// SPDX-License-Identifier: GPL-3.0-or-later

extension ScoredBlock {
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
