// SPDX-License-Identifier: GPL-3.0-or-later

import Customers

/// What is told of a model whose scores are straight lines in standardised features.
struct CoefficientText {
  /// The segments that training has.
  let segments: [Int]
  /// The shares of all segments.
  let shares: SegmentShares

  /// Lines for a person.
  ///
  /// - Parameters:
  ///   - design: what the columns are.
  ///   - intercepts: the score of each segment where all columns are 0.
  ///   - coefficients: for each column of the design a coefficient of each segment.
  /// - Returns: the shares, the coefficients and what was left out.
  func lines(_ design: DesignMatrix, intercepts: [Double], coefficients: [[Double]]) -> [String] {
    let names = shares.scheme.segments
    func line(_ name: String, _ row: [Double]) -> String {
      let parts = segments.map { "\(names[$0]) \(ShortNumber.text(row[$0]))" }
      return "\(name): " + parts.joined(separator: ", ")
    }
    var lines = shares.description
    let unseen = names.indices.filter { shares.counts[$0] == 0 }.map { names[$0] }
    if !unseen.isEmpty {
      lines.append("never estimated, as training has none: \(unseen.joined(separator: ", "))")
    }
    lines.append("coefficients of standardised features")
    lines.append(line("intercept", intercepts))
    lines += zip(design.columns, coefficients).map { line($0.name, $1) }
    return lines + design.notes
  }
}
