// SPDX-License-Identifier: GPL-3.0-or-later

/// Shares of all customers, segment by segment, for measures made from the margins.
struct SegmentShares {
  /// Share of customers that are in the segment and assigned to it.
  let correct: [Double]
  /// Share of customers that truly are in the segment.
  let truth: [Double]
  /// Share of customers that are assigned to the segment.
  let estimate: [Double]

  /// The shares of a matrix, or nothing when it is empty.
  init?(_ matrix: ConfusionMatrix) {
    let n = Double(matrix.total)
    guard n > 0 else { return nil }
    correct = matrix.correctBySegment.map { Double($0) / n }
    truth = matrix.truthCounts.map { Double($0) / n }
    estimate = matrix.estimateCounts.map { Double($0) / n }
  }

  /// The share of customers assigned to their true segment.
  var agreement: Double { correct.reduce(0, +) }

  /// The agreement of independent assignments with the same margins: Σ truth × estimate.
  var chanceAgreement: Double { zip(truth, estimate).reduce(0) { $0 + $1.0 * $1.1 } }
}
