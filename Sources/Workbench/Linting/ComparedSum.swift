// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import ScenarioLanguage

/// A sum that conditions compare with constants.
struct ComparedSum {
  /// The sum.
  let form: LinearForm
  /// What its weights are multiplied by where it is first written.
  let scale: Double

  /// The weights as first written.
  var weights: [Double] { form.weights.map { $0 * scale } }

  /// Whether every number between the least and the greatest sum can be one, or every whole number.
  ///
  /// - Parameters:
  ///   - parts: its numbers.
  ///   - ranges: the least and the greatest value of each.
  /// - Returns: whether it is so.
  func isConnected(_ parts: [RuleInput], _ ranges: [ClosedRange<Double>]) -> Bool {
    // With a weight of 1 each whole number is a sum; with 2 alone, each second.
    if isWhole(parts) { return weights.contains(1) }
    var (width, gap) = (0.0, 0.0)
    for ((weight, part), range) in zip(zip(weights, parts), ranges) {
      switch part.values {
      case .numbers: width += weight.magnitude * (range.upperBound - range.lowerBound)
      case .wholeNumbers: gap = max(gap, weight.magnitude)
      case .levels, .scores, .sums: return false
      }
    }
    return width >= gap
  }

  /// Whether it is a whole number from 0.
  func isWhole(_ parts: [RuleInput]) -> Bool {
    parts.allSatisfy { $0.values == .wholeNumbers }
      && weights.allSatisfy { $0 > 0 && $0 == $0.rounded() }
  }

  /// The sums of some customers.
  ///
  /// - Parameter columns: its numbers, customer by customer.
  /// - Returns: the sums, NaN where one of the numbers is missing.
  func values(_ columns: [[Double]]) -> [Double] {
    (columns.first ?? []).indices.map { row in
      scale * zip(columns, form.weights).reduce(0) { $0 + $1.1 * $1.0[row] }
    }
  }
}
