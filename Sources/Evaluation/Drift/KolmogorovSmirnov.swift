// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels

/// The two-sample Kolmogorov–Smirnov distance: the largest difference of the two empirical
/// distribution functions.
///
/// Counted in bins, it is the largest difference at the cut points; inside a bin (a, b] with
/// shares f and g and differences D(a), D(b) of the distribution functions, F − G is at most
/// min(D(a) + f, D(b) + g) and G − F at most min(−D(a) + g, −D(b) + f). `excess` is what that
/// allows beyond the value given; a bin that can hold one value only adds nothing.
public struct KolmogorovSmirnov: Difference {
  /// The name in scenarios and result files.
  public static let id = "ks"
  /// What it measures.
  public static let summary = "largest difference of the two distribution functions"
  /// Distribution functions need an order.
  public static let needsOrder = true

  /// Makes the distance.
  public init() {}

  /// The distance of a feature.
  ///
  /// - Parameters:
  ///   - reference: the counts of the reference month.
  ///   - current: the counts of the month in question.
  ///   - bins: the bins of both.
  /// - Returns: the distance at the cut points, what it may miss, and the p-value.
  /// - Complexity: O(bins).
  public func value(
    from reference: BinCounts, to current: BinCounts, in bins: BinnedReference
  ) -> DifferenceValue {
    let n = reference.present
    let m = current.present
    if let none = DifferenceValue.withoutValues(referenceCount: n, count: m) { return none }
    guard bins.isOrdered else {
      return DifferenceValue(
        .undefined(reason: "the feature's levels have no order"), referenceCount: n, count: m)
    }
    // In units of 1 / (n m), so that equal distributions are at distance 0 exactly.
    let (n128, m128) = (Int128(n), Int128(m))
    var (below, largest, ceiling) = (Int128(0), Int128(0), Int128(0))
    var (before, now) = (Int128(0), Int128(0))
    for bin in reference.counts.indices {
      let f = Int128(reference.counts[bin])
      let g = Int128(current.counts[bin])
      before += f
      now += g
      let above = before * m128 - now * n128
      largest = max(largest, abs(above))
      if !bins.isAtom(bin) {
        let firstLeads = min(below + f * m128, above + g * n128)
        let secondLeads = min(g * n128 - below, f * m128 - above)
        ceiling = max(ceiling, firstLeads, secondLeads)
      }
      below = above
    }
    let unit = Double(n) * Double(m)
    let distance = Double(largest) / unit
    var value = DifferenceValue(.defined(distance), referenceCount: n, count: m)
    value.excess = Double(max(0, ceiling - largest)) / unit
    value.pValue = Self.pValue(of: distance, n, m)
    return value
  }

  /// The exact distance of two whole columns.
  ///
  /// - Parameters:
  ///   - reference: the reference values.
  ///   - current: the values in question.
  /// - Returns: the distance and the p-value.
  /// - Complexity: O(n + m).
  public func value(from reference: SortedSample, to current: SortedSample) -> DifferenceValue {
    let n = reference.values.count
    let m = current.values.count
    if let none = DifferenceValue.withoutValues(referenceCount: n, count: m) { return none }
    let units = reference.values.withUnsafeBufferPointer { first in
      current.values.withUnsafeBufferPointer { second in
        column_sorted_distance(
          column_sorted_pair(
            first: first.baseAddress, first_count: n, second: second.baseAddress,
            second_count: m), Int64(n), Int64(m), 0)
      }
    }
    let distance = Double(units) / (Double(n) * Double(m))
    var value = DifferenceValue(.defined(distance), referenceCount: n, count: m)
    value.pValue = Self.pValue(of: distance, n, m)
    return value
  }

  /// How often two samples of one continuous law are at least so far apart, by Kolmogorov's limit
  /// at √(nm / (n + m)) D.
  static func pValue(of distance: Double, _ n: Int, _ m: Int) -> Double {
    let size = Double(n) / (Double(n) + Double(m)) * Double(m)
    return kolmogorovTail(distance * size.squareRoot())
  }
}
