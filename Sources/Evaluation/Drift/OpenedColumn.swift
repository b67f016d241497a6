// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels

/// A column of which the counts of all bins and the values of some are known.
struct OpenedColumn {
  /// The values in open bins, ascending.
  let kept: [Double]
  /// Where each bin's values begin in `kept`; one entry more than bins.
  let starts: [Int]
  private let cuts: [Double]
  private let marks: [UInt8]
  private let passed: [Int]

  /// Collects the values in open bins.
  ///
  /// - Parameters:
  ///   - column: all values; NaN is missing.
  ///   - bins: the bins they were counted in.
  ///   - marks: 1 for each open bin.
  ///   - passed: how many values lie before each bin.
  init(_ column: [Double], in bins: BinnedReference, marks: [UInt8], passed: [Int]) {
    var starts = [0]
    for bin in marks.indices {
      let count = marks[bin] == 1 ? passed[bin + 1] - passed[bin] : 0
      starts.append(starts[bin] + count)
    }
    let collected = [Double](unsafeUninitializedCapacity: starts[marks.count]) { kept, count in
      column.withUnsafeBufferPointer { values in
        count = bins.guide.withBinning(cuts: bins.cuts) {
          column_collect_marked($0, values.baseAddress, values.count, marks, kept.baseAddress)
        }
      }
    }
    kept = SortedSample(collected).values
    self.starts = starts
    cuts = bins.cuts
    self.marks = marks
    self.passed = passed
  }

  /// The value of a rank, from 0, that lies in an open bin.
  func value(ofRank rank: Int) -> Double {
    let bin = passed.rank(of: rank) - 1
    return kept[starts[bin] + rank - passed[bin]]
  }

  /// How many values lie in each bin between cut points, each in an open bin or at its end.
  func counts(between cuts: [Double]) -> [Int] {
    var counts: [Int] = []
    var below = 0
    for cut in cuts {
      let upTo = count(upTo: cut)
      counts.append(upTo - below)
      below = upTo
    }
    return counts + [passed[marks.count] - below]
  }

  private func count(upTo limit: Double) -> Int {
    let bin = min(cuts.rank(of: limit), marks.count - 1)
    guard marks[bin] == 1 else { return passed[bin] }
    return passed[bin] + Array(kept[starts[bin]..<starts[bin + 1]]).rank(of: limit)
  }
}
