// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Customers
import Probability

/// The shares to draw with, and the place of the draws.
struct FittedStratified: FittedClassifier {
  let shares: SegmentShares
  let seed: SeedPath
  private let cuts: [Double]
  private let segments: [UInt8]

  init(shares: SegmentShares, seed: SeedPath) {
    self.shares = shares
    self.seed = seed
    let seen = shares.counts.indices.filter { shares.counts[$0] > 0 }
    let total = Double(shares.counts.reduce(0, +))
    var sum = 0
    var cuts: [Double] = []
    for segment in seen.dropLast() {
      sum += shares.counts[segment]
      cuts.append(Double(sum) / total)
    }
    self.cuts = cuts
    segments = seen.map { UInt8($0) }
  }

  var givesProbabilities: Bool { true }

  var description: [String] { ["each customer drawn each month"] + shares.description }

  var parameters: [FittedParameter] { [FittedParameter("share", shares.shares)] }

  func predict(
    _ features: FeatureTable, of customers: CellRun, into estimates: inout Estimates,
    scratch: PredictionScratch
  ) {
    estimates.begin(features)
    precondition(customers.count == features.rows, "one cell for each row")
    var cells = customers
    cells.key = seed.key
    shares.fillProbabilities(&estimates)
    guard let uniforms = scratch.numbers(rows: features.rows) else { return }
    cells.fillUniforms(into: uniforms)
    let rows = Int64(features.rows)
    estimates.segments.withUnsafeMutableBufferPointer { out in
      classifier_cut_level(out.baseAddress, uniforms, rows, cuts, Int32(cuts.count))
    }
    for row in 0..<features.rows {
      estimates.segments[row] = segments[Int(estimates.segments[row])]
    }
  }
}
