// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// Turns the coefficients of standardised columns into scores of features as they are.
enum FittedLogistic {
  /// Makes the model that estimates.
  ///
  /// - Parameters:
  ///   - design: what the columns are.
  ///   - coefficients: the minimum of the problem.
  ///   - problem: which segments the coefficients belong to.
  ///   - shares: the segments of training.
  ///   - convergence: how the search went.
  /// - Returns: the model.
  static func scores(
    _ design: DesignMatrix, coefficients: [Double], problem: LogisticProblem,
    shares: SegmentShares, convergence: String
  ) -> FittedScores {
    let table = CoefficientTable(coefficients, problem: problem, count: shares.counts.count)
    var intercepts = shares.counts.map { $0 > 0 ? 0 : ScoreModel.never }
    for segment in problem.segments { intercepts[segment] = table.row(0)[segment] }
    let rows = design.columns.indices.map { table.row($0 + 1) }
    let parameters = zip(design.columns, rows).map { FittedParameter($0.name, $1) }
    let text = CoefficientText(segments: problem.segments, shares: shares)
    return FittedScores(
      model: ScoreModel(design, intercepts: intercepts, coefficients: rows),
      description: [convergence]
        + text.lines(design, intercepts: table.row(0), coefficients: rows),
      parameters: [FittedParameter("intercept", table.row(0))] + parameters)
  }
}
