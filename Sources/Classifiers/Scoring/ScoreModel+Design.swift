// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

extension ScoreModel {
  /// Turns coefficients of a design's standardised columns into scores of features as they are.
  ///
  /// - Parameters:
  ///   - design: what the columns are.
  ///   - intercepts: the score of each segment where all columns are 0; `never` for segments that
  ///     training lacks.
  ///   - coefficients: for each column of the design a coefficient of each segment, 0 for segments
  ///     that training lacks.
  init(_ design: DesignMatrix, intercepts: [Double], coefficients: [[Double]]) {
    var start = intercepts
    for (column, row) in zip(design.columns, coefficients) {
      for segment in start.indices where start[segment] != Self.never {
        start[segment] -= row[segment] / column.deviation * column.mean
      }
    }
    self.init(start: start)
    for column in design.columnsOfSchema { add(column, of: design, coefficients) }
  }

  /// Adds one feature with all the columns made of it.
  private mutating func add(_ column: Int, of design: DesignMatrix, _ coefficients: [[Double]]) {
    var value: (input: ScoreInput, median: Double, factor: [Double])?
    var missing = [Double](repeating: 0, count: segments)
    var levels: [Int: [Double]] = [:]
    for (part, row) in zip(design.columns, coefficients) where part.column == column {
      let factor = row.map { $0 / part.deviation }
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
      addLinear(value?.input ?? .values(of: column), factor: factor, constant: constant)
      return
    }
    let entries = (0..<segments).flatMap { segment -> [Double] in
      names.indices.map { levels[$0]?[segment] ?? 0 } + [missing[segment]]
    }
    addTable(ScoreTable(column: column, last: names.count - 1, isCount: false, entries: entries))
  }
}
