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
    var start = shares.counts.map { $0 > 0 ? 0 : ScoreModel.never }
    var parameters = [FittedParameter("intercept", table.row(0))]
    for segment in problem.segments { start[segment] = table.row(0)[segment] }
    for (index, column) in design.columns.enumerated() {
      let row = table.row(index + 1)
      parameters.append(FittedParameter(column.name, row))
      for segment in problem.segments {
        start[segment] -= row[segment] / column.deviation * column.mean
      }
    }
    var model = ScoreModel(start: start)
    for column in table.columnsOfSchema(design) { add(column, of: design, table, to: &model) }
    return FittedScores(
      model: model, description: lines(design, table, problem, shares, convergence),
      parameters: parameters)
  }

  /// Adds one feature with all the columns made of it.
  private static func add(
    _ column: Int, of design: DesignMatrix, _ table: CoefficientTable, to model: inout ScoreModel
  ) {
    var value: (input: ScoreInput, median: Double, factor: [Double])?
    var missing = [Double](repeating: 0, count: model.segments)
    var levels: [Int: [Double]] = [:]
    for (index, part) in design.columns.enumerated() where part.column == column {
      let factor = table.row(index + 1).map { $0 / part.deviation }
      switch part.source {
      case .value(let input, let median): value = (input, median, factor)
      case .missing: missing = factor
      case .level(_, let level): levels[level] = factor
      }
    }
    guard case .levels(let names) = design.schema.features[column].kind else {
      let median = value?.median ?? 0
      let factor = value?.factor ?? missing.map { _ in 0 }
      let constant = zip(factor, missing).map { $0 * median + $1 }
      model.addLinear(value?.input ?? .values(of: column), factor: factor, constant: constant)
      return
    }
    let entries = (0..<model.segments).flatMap { segment -> [Double] in
      names.indices.map { levels[$0]?[segment] ?? 0 } + [missing[segment]]
    }
    model.addTable(
      ScoreTable(column: column, last: names.count - 1, isCount: false, entries: entries))
  }

  private static func lines(
    _ design: DesignMatrix, _ table: CoefficientTable, _ problem: LogisticProblem,
    _ shares: SegmentShares, _ convergence: String
  ) -> [String] {
    let names = shares.scheme.segments
    func line(_ name: String, _ row: [Double]) -> String {
      let parts = problem.segments.map { "\(names[$0]) \(ShortNumber.text(row[$0]))" }
      return "\(name): " + parts.joined(separator: ", ")
    }
    var lines = [convergence] + shares.description
    let unseen = names.indices.filter { shares.counts[$0] == 0 }.map { names[$0] }
    if !unseen.isEmpty {
      lines.append("never estimated, as training has none: \(unseen.joined(separator: ", "))")
    }
    lines.append("coefficients of standardised features")
    lines.append(line("intercept", table.row(0)))
    for (index, column) in design.columns.enumerated() {
      lines.append(line(column.name, table.row(index + 1)))
    }
    return lines + design.notes
  }
}
