// SPDX-License-Identifier: GPL-3.0-or-later

/// Coefficients by column of the design and by segment of the scheme.
struct CoefficientTable {
  private let rows: [[Double]]

  /// Spreads a position over all segments; the intercepts are shifted to a mean of 0.
  init(_ position: [Double], problem: LogisticProblem, count: Int) {
    rows = (0..<problem.width).map { column in
      var row = [Double](repeating: 0, count: count)
      let own = problem.segments.indices.map { position[column * problem.padded + $0] }
      let mean = own.reduce(0, +) / Double(max(1, own.count))
      for (index, segment) in problem.segments.enumerated() { row[segment] = own[index] - mean }
      return row
    }
  }

  func row(_ column: Int) -> [Double] { rows[column] }
}
