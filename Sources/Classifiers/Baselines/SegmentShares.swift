// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// How frequent each segment is in training.
struct SegmentShares: Sendable {
  let scheme: SegmentScheme
  /// How many labelled customers each segment has.
  let counts: [Int]
  /// The shares by segment.
  let shares: [Double]

  /// Counts the labels.
  ///
  /// - Parameter training: customers, of whom at least one must have a label.
  /// - Throws: that there are no labels.
  init(_ training: LabelledFeatures) throws(FitError) {
    scheme = training.scheme
    counts = try training.countsForFitting()
    let total = Double(counts.reduce(0, +))
    shares = counts.map { Double($0) / total }
  }

  /// The most frequent segment, the first of equals.
  var greatest: Int { counts.indices.reduce(0) { counts[$1] > counts[$0] ? $1 : $0 } }

  /// A line with all shares.
  var description: [String] {
    let parts = zip(scheme.segments, shares).map { "\($0) \(ShortNumber.text($1))" }
    return ["shares in training: " + parts.joined(separator: ", ")]
  }

  /// Gives every row the shares as probabilities, if they are asked for.
  ///
  /// - Parameter estimates: the estimates, whose rows are set.
  func fillProbabilities(_ estimates: inout Estimates) {
    guard estimates.wantsProbabilities else { return }
    let (capacity, rows) = (estimates.capacity, estimates.rows)
    estimates.probabilities.withUnsafeMutableBufferPointer { probabilities in
      for (segment, share) in shares.enumerated() {
        let start = segment * capacity
        probabilities[start..<start + rows].update(repeating: share)
      }
    }
  }
}
