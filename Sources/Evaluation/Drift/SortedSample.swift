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

  /// Quantiles at equal steps by linear interpolation of order statistics (type 7 of Hyndman and
  /// Fan 1996, numpy's default), equal ones merged.
  ///
  /// - Parameter bins: how many steps; there is at most one cut less.
  /// - Returns: the cut points, ascending; none of an empty column.
  public func quantileCuts(bins: Int) -> [Double] {
    guard let last = values.indices.last else { return [] }
    var cuts: [Double] = []
    for step in 1..<bins {
      let position = Double(last) * (Double(step) * (1 / Double(bins)))
      let below = min(Int(position), last)
      let above = min(below + 1, last)
      let part = position - Double(below)
      let gap = values[above] - values[below]
      let cut = part >= 0.5 ? values[above] - gap * (1 - part) : values[below] + gap * part
      if cut != cuts.last { cuts.append(cut) }
    }
    return cuts
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
      let upTo = rank(of: cut)
      counts.append(upTo - passed)
      passed = upTo
    }
    return counts + [values.count - passed]
  }

  /// How many values are at most as large as a limit.
  private func rank(of limit: Double) -> Int {
    var low = 0
    var high = values.count
    while low < high {
      let middle = (low + high) / 2
      if values[middle] <= limit { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
