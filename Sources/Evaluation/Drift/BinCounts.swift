// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels

/// How many of a feature's values fell into each bin of a `BinnedReference`, added up over blocks.
public struct BinCounts: Sendable, Equatable {
  /// Values in each fine bin.
  public private(set) var counts: [Int]
  /// Missing values, which are in no bin.
  public private(set) var missing = 0

  /// Makes empty counts.
  ///
  /// - Parameter bins: the bins that values will be counted in.
  public init(_ bins: BinnedReference) {
    counts = Array(repeating: 0, count: bins.bins)
  }

  /// Counts a block of values.
  ///
  /// - Parameters:
  ///   - values: the first of them; NaN is missing.
  ///   - rows: how many.
  ///   - bins: the bins these counts were made for.
  /// - Complexity: O(rows) for columns like the development column; a few nanoseconds a value.
  public mutating func add(
    _ values: UnsafePointer<Double>, rows: Int, in bins: BinnedReference
  ) {
    precondition(counts.count == bins.bins, "counts of the same bins")
    let absent = counts.withUnsafeMutableBufferPointer { counts -> Int64 in
      guard let base = counts.baseAddress else { return 0 }
      return base.withMemoryRebound(to: Int64.self, capacity: counts.count) { cells in
        bins.guide.withBinning(cuts: bins.cuts) { column_bin_counts($0, values, rows, cells) }
      }
    }
    missing += Int(absent)
  }

  /// Counts a whole column.
  ///
  /// - Parameters:
  ///   - column: values; NaN is missing.
  ///   - bins: the bins these counts were made for.
  public mutating func add(_ column: [Double], in bins: BinnedReference) {
    column.withUnsafeBufferPointer { values in
      if let base = values.baseAddress { add(base, rows: values.count, in: bins) }
    }
  }

  /// Adds the counts of other values in the same bins.
  public static func += (left: inout BinCounts, right: BinCounts) {
    precondition(left.counts.count == right.counts.count, "counts of the same bins")
    for bin in left.counts.indices { left.counts[bin] += right.counts[bin] }
    left.missing += right.missing
  }

  /// How many values were there.
  public var present: Int { counts.reduce(0, +) }

  /// The share of values that were missing, when any row was seen.
  public var missingShare: Double? {
    let rows = present + missing
    return rows > 0 ? Double(missing) / Double(rows) : nil
  }

  /// Values in each bin of the PSI.
  ///
  /// - Parameter bins: the bins these counts were made for.
  /// - Returns: one count more than there are coarse cut points.
  public func coarse(in bins: BinnedReference) -> [Int] {
    var sums = [0]
    var next = 0
    for (bin, count) in counts.enumerated() {
      sums[sums.count - 1] += count
      if next < bins.coarseCuts.count, bins.coarseCuts[next] == bin {
        sums.append(0)
        next += 1
      }
    }
    return sums
  }
}
