// SPDX-License-Identifier: GPL-3.0-or-later

/// The exact distances of two whole columns, without sorting them.
///
/// Both columns are counted in bins at quantiles of a small sample. Only in a few bins can the
/// largest difference of the distribution functions or a quantile lie; the values of these are
/// collected and sorted.
public struct ColumnComparison: Sendable {
  /// Reference values, which give the PSI its cut points; NaN is missing.
  private let reference: [Double]
  /// The values in question; NaN is missing.
  private let current: [Double]
  private let bins: BinnedReference
  private let before: BinCounts
  private let now: BinCounts

  /// Counts two columns.
  ///
  /// - Parameters:
  ///   - reference: reference values; NaN is missing.
  ///   - current: the values in question; NaN is missing.
  /// - Complexity: O(n + m).
  public init(reference: [Double], current: [Double]) {
    let sample = Self.sample(of: reference) + Self.sample(of: current)
    let bins = BinnedReference(development: sample, fineBins: 16384)
    var (before, now) = (BinCounts(bins), BinCounts(bins))
    before.add(reference, in: bins)
    now.add(current, in: bins)
    self.reference = reference
    self.current = current
    self.bins = bins
    self.before = before
    self.now = now
  }

  /// The exact Kolmogorov–Smirnov distance and population stability index.
  ///
  /// - Parameters:
  ///   - stability: the conventions of the index.
  ///   - coarseBins: how many bins the index has if no two cut points are equal, from 2.
  /// - Returns: both distances.
  /// - Complexity: O(n + m) unless values crowd where the sample has few.
  public func distances(
    stability: PopulationStability = PopulationStability(), coarseBins: Int = 10
  ) -> (ks: DifferenceValue, psi: DifferenceValue) {
    let n = before.present
    let m = now.present
    if let none = DifferenceValue.withoutValues(referenceCount: n, count: m) { return (none, none) }
    let steps = QuantileSteps(count: n, bins: coarseBins)
    let open = OpenBins(bins: bins, before: before, now: now, quantiles: steps)
    let first = OpenedColumn(
      reference, in: bins, marks: open.marks, passed: open.passed.before)
    let second = OpenedColumn(current, in: bins, marks: open.marks, passed: open.passed.now)
    let distance = first.distance(to: second, in: open)
    var ks = DifferenceValue(.defined(distance), referenceCount: n, count: m)
    ks.pValue = KolmogorovSmirnov.pValue(of: distance, n, m)
    let cuts = steps.cuts(value: first.value(ofRank:))
    let psi = stability.value(
      from: first.counts(between: cuts), to: second.counts(between: cuts))
    return (ks, psi)
  }

  /// About thirty thousand values, evenly spaced in the column.
  private static func sample(of column: [Double]) -> [Double] {
    stride(from: 0, to: column.count, by: max(1, column.count / 32_768)).map { column[$0] }
  }
}
