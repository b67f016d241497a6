// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// The population stability index (PSI): Σ (q − p) ln(q / p) over bins, p the reference's shares
/// and q the month's.
///
/// An empty bin counts as a stated share, which decides the value; so does the number of bins.
/// Without drift the index of n and m values in B bins is about (1/n + 1/m) times chi-square with
/// B − 1 degrees of freedom (Yurdakul 2018), hence the no-drift quantile beside it.
public struct PopulationStability: Difference {
  /// The name in scenarios and result files.
  public static let id = "psi"
  /// What it measures.
  public static let summary = "population stability index of shares in bins"
  /// Levels will do.
  public static let needsOrder = false

  /// The share that an empty bin, or one with a smaller share, counts as.
  public let emptyShare: Double
  /// How sure the no-drift quantile is, in (0, 1).
  public let confidence: Double

  /// Makes the index with an empty share of 0.0001 and a confidence of 0.95.
  public init() { self.init(emptyShare: 0.0001) }

  /// Makes the index.
  ///
  /// - Parameters:
  ///   - emptyShare: the share that an empty bin counts as, in (0, 1).
  ///   - confidence: how sure the no-drift quantile is, in (0, 1).
  public init(emptyShare: Double, confidence: Double = 0.95) {
    precondition(emptyShare > 0 && emptyShare < 1, "an empty bin counts as a share above 0")
    precondition(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1")
    self.emptyShare = emptyShare
    self.confidence = confidence
  }

  /// The index of a feature.
  ///
  /// - Parameters:
  ///   - reference: the counts of the reference month.
  ///   - current: the counts of the month in question.
  ///   - bins: the bins of both.
  /// - Returns: the index, its number of bins, the empty share and the no-drift quantile.
  public func value(
    from reference: BinCounts, to current: BinCounts, in bins: BinnedReference
  ) -> DifferenceValue {
    value(from: reference.coarse(in: bins), to: current.coarse(in: bins))
  }

  /// The index of two whole columns, in bins at the reference's quantiles.
  ///
  /// - Parameters:
  ///   - reference: the reference values, which give the cut points.
  ///   - current: the values in question.
  ///   - bins: how many bins there are if no two cut points are equal, from 2.
  /// - Returns: the index, its number of bins, the empty share and the no-drift quantile.
  public func value(
    from reference: SortedSample, to current: SortedSample, bins: Int = 10
  ) -> DifferenceValue {
    let cuts = reference.quantileCuts(bins: bins)
    return value(from: reference.counts(between: cuts), to: current.counts(between: cuts))
  }

  /// The index of counts, such as those of two months' assigned segments.
  ///
  /// - Parameters:
  ///   - reference: the reference's count in each bin.
  ///   - current: the month's count in each bin.
  /// - Returns: the index, its number of bins, the empty share and the no-drift quantile.
  public func value(from reference: [Int], to current: [Int]) -> DifferenceValue {
    precondition(reference.count == current.count, "counts in the same bins")
    let n = reference.reduce(0, +)
    let m = current.reduce(0, +)
    if let none = DifferenceValue.withoutValues(referenceCount: n, count: m) { return none }
    var sum = 0.0
    for (before, now) in zip(reference, current) {
      let p = max(Double(before) / Double(n), emptyShare)
      let q = max(Double(now) / Double(m), emptyShare)
      sum += (q - p) * log(q / p)
    }
    var value = DifferenceValue(.defined(sum), referenceCount: n, count: m)
    value.bins = reference.count
    value.emptyShare = emptyShare
    value.confidence = confidence
    if reference.count > 1 {
      value.noDriftQuantile =
        (1 / Double(n) + 1 / Double(m))
        * chiSquareQuantile(confidence, degreesOfFreedom: reference.count - 1)
    }
    return value
  }
}
