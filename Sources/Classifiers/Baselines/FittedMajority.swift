// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Probability

/// The most frequent segment, and how frequent each is.
struct FittedMajority: FittedClassifier {
  let shares: SegmentShares

  var givesProbabilities: Bool { true }

  var description: [String] {
    ["everybody: \(shares.scheme.segments[shares.greatest])"] + shares.description
  }

  var parameters: [FittedParameter] { [FittedParameter("share", shares.shares)] }

  func predict(
    _ features: FeatureTable, of customers: CellRun, into estimates: inout Estimates,
    scratch: PredictionScratch
  ) {
    estimates.begin(features)
    let segment = SegmentIndex(shares.greatest)
    for row in 0..<estimates.rows { estimates.segments[row] = segment }
    shares.fillProbabilities(&estimates)
  }
}
