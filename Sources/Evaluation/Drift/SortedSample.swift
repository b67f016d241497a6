// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels

/// A whole column in ascending order, for exact distances where it fits in memory.
public struct SortedSample: Sendable, Equatable {
  /// The values that are there, ascending.
  public let values: [Double]
  /// How many were missing.
  public let missing: Int

  /// Sorts a column.
  ///
  /// - Parameter column: values, of which NaN are missing.
  /// - Complexity: O(n): six passes over the digits of the numbers.
  public init(_ column: [Double]) {
    let count = column.count
    values = [Double](unsafeUninitializedCapacity: count) { buffer, initialized in
      for value in column where !value.isNaN {
        buffer[initialized] = value + 0
        initialized += 1
      }
      let present = initialized
      withUnsafeTemporaryAllocation(of: Double.self, capacity: present) { spare in
        column_sort(buffer.baseAddress, spare.baseAddress, present)
      }
    }
    missing = count - values.count
  }

  /// Quantiles at equal steps, equal ones merged.
  ///
  /// - Parameter bins: how many steps; there is at most one cut less.
  /// - Returns: the cut points, ascending; none of an empty column.
  public func quantileCuts(bins: Int) -> [Double] {
    QuantileSteps(count: values.count, bins: bins).cuts { values[$0] }
  }

  /// How many values lie in each bin between cut points, bins closed above.
  ///
  /// - Parameter cuts: ascending cut points.
  /// - Returns: one count more than there are cuts.
  /// - Complexity: O(cuts × log n).
  public func counts(between cuts: [Double]) -> [Int] {
    var counts: [Int] = []
    var passed = 0
    for cut in cuts {
      let upTo = values.rank(of: cut)
      counts.append(upTo - passed)
      passed = upTo
    }
    return counts + [values.count - passed]
  }
}
