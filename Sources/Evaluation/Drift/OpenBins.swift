// SPDX-License-Identifier: GPL-3.0-or-later

/// The bins whose inside must be seen to know two samples' exact distances.
struct OpenBins {
  /// One byte a bin: 1 when its values must be seen.
  private(set) var marks: [UInt8]
  /// How many reference values, and others, lie before each bin; one entry more than bins.
  let passed: (before: [Int], now: [Int])
  /// The largest difference at cut points, in units of 1 / (n m).
  private(set) var largest = 0

  /// Marks bins that might hold the largest difference of the distribution functions, or a
  /// quantile of the reference.
  ///
  /// - Parameters:
  ///   - bins: the bins both samples were counted in.
  ///   - before: the reference's counts.
  ///   - now: the other sample's counts.
  ///   - quantiles: which quantiles are sought.
  init(bins: BinnedReference, before: BinCounts, now: BinCounts, quantiles: QuantileSteps) {
    marks = Array(repeating: 0, count: bins.bins)
    passed = (Self.passed(before.counts), Self.passed(now.counts))
    for end in 1...marks.count { largest = max(largest, abs(gap(below: end))) }
    let (n, m) = (before.present, now.present)
    for bin in marks.indices where !bins.isAtom(bin) {
      let (f, g) = (before.counts[bin] * m, now.counts[bin] * n)
      let (below, above) = (gap(below: bin), gap(below: bin + 1))
      let ceiling = max(min(below + f, above + g), min(g - below, f - above))
      if ceiling > largest { marks[bin] = 1 }
    }
    for (rank, _) in quantiles.positions {
      let lower = passed.before.rank(of: rank) - 1
      let upper = passed.before.rank(of: min(rank + 1, quantiles.last)) - 1
      for bin in lower...upper { marks[bin] = 1 }
    }
  }

  private static func passed(_ counts: [Int]) -> [Int] {
    var passed = [0]
    for count in counts { passed.append(passed[passed.count - 1] + count) }
    return passed
  }

  /// The difference of the distribution functions at a bin's lower end, in units of 1 / (n m).
  func gap(below bin: Int) -> Int {
    let last = marks.count
    return passed.before[bin] * passed.now[last] - passed.now[bin] * passed.before[last]
  }
}
