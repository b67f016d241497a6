// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Customers

/// How one feature is scored, with its cut points known.
struct FittedScore: Sendable {
  let specification: FeatureScore
  /// The ascending cut points; equal ones leave a score that nobody gets.
  let cuts: [Double]
  /// The score of each place between cut points, and last that of a missing value.
  private let table: [Double]

  /// Learns the cut points where they are quantiles.
  ///
  /// A quantile lies between the sorted values at (n - 1) p, counted from 0 (type 7 of Hyndman and
  /// Fan 1996).
  ///
  /// - Parameters:
  ///   - specification: what is scored.
  ///   - training: the customers on whom quantiles are cut.
  /// - Throws: that no customer has a value.
  init(_ specification: FeatureScore, _ training: LabelledFeatures) throws(FitError) {
    self.specification = specification
    switch specification.cuts {
    case .absolute(let numbers): cuts = numbers
    case .quantiles(let groups):
      let sorted = training.features.column(specification.column).filter { !$0.isNaN }.sorted()
      guard !sorted.isEmpty else { throw .nothingToRank(feature: specification.name) }
      cuts = (1..<groups).map { group in
        let place = Double(sorted.count - 1) * Double(group) / Double(groups)
        let below = Int(place)
        let step = below + 1 < sorted.count ? sorted[below + 1] - sorted[below] : 0
        return step == 0 ? sorted[below] : sorted[below] + (place - Double(below)) * step
      }
    }
    let scores = (1...cuts.count + 1).map { Double($0) }
    table =
      (specification.isReversed ? scores.reversed() : scores)
      + [specification.missing.map { Double($0) } ?? .nan]
  }

  /// Scores a column.
  ///
  /// - Parameters:
  ///   - values: the feature's values.
  ///   - rows: how many rows.
  ///   - codes: room for a byte for each row.
  ///   - scores: room for the scores, NaN where a missing value has none.
  func fill(
    _ values: UnsafePointer<Double>, rows: Int, codes: UnsafeMutablePointer<UInt8>,
    into scores: UnsafeMutablePointer<Double>
  ) {
    classifier_cut_level(codes, values, Int64(rows), cuts, Int32(cuts.count))
    let padded = table + Array(repeating: .nan, count: 256 - table.count)
    ck_lookup(scores, codes, padded, Int64(rows))
  }

  /// What the scores mean, as a line for a person to read.
  var description: String {
    let kind =
      switch specification.cuts {
      case .quantiles(let groups): "\(groups) groups of equal size in training, cut at "
      case .absolute: "cut at "
      }
    let numbers = cuts.map { ShortNumber.text($0) }.joined(separator: ", ")
    let order = specification.isReversed ? ", less is better" : ""
    let missing = specification.missing.map { ", \($0) when missing" } ?? ""
    return "score of \(specification.name): \(kind)\(numbers)\(order)\(missing)"
  }
}
