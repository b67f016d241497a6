// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// The logarithm of prior times density, less what all segments share: for segment k it is
/// x' S⁻¹ m - m' S⁻¹ m / 2 + log(prior), with m the segment's means and S the covariance.
struct LinearDiscriminants {
  /// The means of each segment, by segment and column.
  let means: [[Double]]
  /// The factor of the covariance.
  let factor: CholeskyFactor
  /// The priors.
  let shares: SegmentShares

  /// Makes the model that estimates.
  ///
  /// - Parameter design: what the columns are.
  /// - Returns: the model.
  func scores(of design: DesignMatrix) -> FittedScores {
    let count = shares.counts.count
    let segments = (0..<count).filter { shares.counts[$0] > 0 }
    var intercepts = [Double](repeating: ScoreModel.never, count: count)
    var rows = design.columns.map { _ in [Double](repeating: 0, count: count) }
    for segment in segments {
      let direction = factor.solve(means[segment])
      var distance = 0.0
      for column in rows.indices {
        rows[column][segment] = direction[column]
        distance += direction[column] * means[segment][column]
      }
      intercepts[segment] = naturalLogarithm(shares.shares[segment]) - distance / 2
    }
    let text = CoefficientText(segments: segments, shares: shares)
    let parameters = zip(design.columns, rows).map { FittedParameter($0.name, $1) }
    return FittedScores(
      model: ScoreModel(design, intercepts: intercepts, coefficients: rows),
      description: text.lines(design, intercepts: intercepts, coefficients: rows),
      parameters: [FittedParameter("intercept", intercepts)] + parameters)
  }
}
