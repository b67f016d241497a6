// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// What the shares placed too high and too low have in common.
struct Misplacement {
  /// Whether a pair of true and assigned segment is counted.
  let counts: @Sendable (_ truth: Int, _ estimate: Int) -> Bool

  /// Assigned to a higher segment than the true one.
  static let tooHigh = Misplacement { $1 > $0 }
  /// Assigned to a lower segment than the true one.
  static let tooLow = Misplacement { $1 < $0 }
  /// The share of all customers, then of those in each segment.
  func values(of matrix: ConfusionMatrix, in context: MetricContext) -> [MetricValue] {
    let k = matrix.segments
    let parts = (0..<k).map { row in
      (0..<k).reduce(0) { $0 + (counts(row, $1) ? matrix[truth: row, estimate: $1] : 0) }
    }
    let sizes = matrix.truthCounts
    let overall = MetricValue.proportion(
      .overall, parts.reduce(0, +), of: matrix.total, in: context,
      else: "no customer was scored")
    return [overall]
      + (0..<k).map { row in
        .proportion(
          .segment, segment: SegmentIndex(row), parts[row], of: sizes[row], in: context,
          else: "no customer was in segment '\(context.scheme.segments[row])'")
      }
  }
}
