// SPDX-License-Identifier: GPL-3.0-or-later

extension BinnedReference {
  /// Cut points at distinct development values, such that a bin holds about n / bins of them.
  ///
  /// A value that fills two such bins alone, or any value when the distinct ones number at most
  /// half the bins, is enclosed between its lower neighbour among doubles and itself.
  static func fineCuts(of sample: SortedSample, bins: Int) -> [Double] {
    let n = sample.values.count
    let runs = runs(of: sample.values)
    let frequent = runs.count * 2 <= bins ? 1 : max(2, (2 * n + bins - 1) / bins)
    var cuts: [Double] = []
    var waiting = 0
    for run in runs {
      if run.length >= frequent {
        cuts += [run.value.nextDown, run.value]
        waiting = 0
        continue
      }
      waiting += run.length
      if waiting * bins >= n {
        cuts.append(run.value)
        waiting = 0
      }
    }
    return cuts
  }

  /// Distinct values of an ascending array and how often each occurs.
  private static func runs(of values: [Double]) -> [(value: Double, length: Int)] {
    var runs: [(value: Double, length: Int)] = []
    var start = 0
    while start < values.count {
      var end = start + 1
      while end < values.count, values[end] == values[start] { end += 1 }
      runs.append((values[start], end - start))
      start = end
    }
    return runs
  }
}
