// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels

extension OpenedColumn {
  /// The exact largest difference of two columns' distribution functions.
  ///
  /// - Parameters:
  ///   - other: the other column, opened in the same bins.
  ///   - open: the bins and the differences at their ends.
  /// - Returns: the distance.
  func distance(to other: OpenedColumn, in open: OpenBins) -> Double {
    let last = open.marks.count
    let (n, m) = (open.passed.before[last], open.passed.now[last])
    var most = Int64(open.largest)
    kept.withUnsafeBufferPointer { first in
      other.kept.withUnsafeBufferPointer { second in
        guard let first = first.baseAddress, let second = second.baseAddress else { return }
        for bin in open.marks.indices where open.marks[bin] == 1 {
          let pair = column_sorted_pair(
            first: first + starts[bin], first_count: starts[bin + 1] - starts[bin],
            second: second + other.starts[bin],
            second_count: other.starts[bin + 1] - other.starts[bin])
          let gap = Int64(open.gap(below: bin))
          most = max(most, column_sorted_distance(pair, Int64(n), Int64(m), gap))
        }
      }
    }
    return Double(most) / (Double(n) * Double(m))
  }
}
