// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation

/// What an error costs the objective, where that is a sum over customers: so much for each cell of the confusion
/// matrix.
struct LossWeights: Sendable {
  /// The greatest weight there is.
  private static let unit = Double(1 << 30)

  /// Whole weights: of true segment t named e at `t * segments + e`.
  let weights: [Int64]

  /// Measures the weights; makes nothing where they do not tell what the objective loses, as that of Cohen's kappa.
  ///
  /// They must tell it for what was counted and for mixes of all cells: with two segments all that was counted may lie
  /// in one column each, where kappa is a sum too.
  ///
  /// - Parameters:
  ///   - goal: the objective.
  ///   - matrices: what candidates that are far from each other have counted, each true segment as often in all.
  ///   - customer: what one customer-month counts.
  init?(_ goal: Criterion, of matrices: [ConfusionMatrix], customer: Int) {
    guard let first = matrices.first else { return nil }
    let segments = first.segments
    func loss(_ counts: [Int]) -> Double {
      goal.loss(
        goal.value(
          of: ClassificationTally(confusion: ConfusionMatrix(segments: segments, counts: counts))))
    }
    let base = loss(first.counts)
    var exact = [Double](repeating: 0, count: first.counts.count)
    for truth in 0..<segments {
      // One customer of the fullest cell is moved to another one.
      let row = truth * segments..<(truth + 1) * segments
      guard let full = row.max(by: { first.counts[$0] < first.counts[$1] }),
        first.counts[full] >= customer
      else { continue }
      for cell in row where cell != full {
        var moved = first.counts
        moved[full] -= customer
        moved[cell] += customer
        exact[cell] = loss(moved) - base
      }
    }
    for matrix in matrices + Self.mixes(of: first) {
      let sum = zip(exact, zip(matrix.counts, first.counts)).reduce(base) {
        $0 + $1.0 * Double($1.1.0 - $1.1.1) / Double(customer)
      }
      guard matrix.counts.reduce(0, +) == first.counts.reduce(0, +),
        abs(sum - loss(matrix.counts)) < 1e-6 * max(1, abs(sum))
      else { return nil }
    }
    guard let greatest = exact.map(abs).max(), greatest > 0 else { return nil }
    weights = exact.map { Int64(($0 / greatest * Self.unit).rounded()) }
  }

  /// Matrices that hold each true segment as often, spread over all segments in other proportions each.
  private static func mixes(of matrix: ConfusionMatrix) -> [ConfusionMatrix] {
    let segments = matrix.segments
    return (1...3).map { turn in
      let rows = (0..<segments).map { truth in
        let total = matrix.counts[truth * segments..<(truth + 1) * segments].reduce(0, +)
        let parts = (0..<segments).map { 1 + (truth * 5 + $0 * 3 + turn * turn) % 7 }
        var row = parts.map { total / parts.reduce(0, +) * $0 }
        row[truth] += total - row.reduce(0, +)
        return row
      }
      return ConfusionMatrix(rows: rows)
    }
  }
}
