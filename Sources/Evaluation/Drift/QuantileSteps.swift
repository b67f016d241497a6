// SPDX-License-Identifier: GPL-3.0-or-later

/// Quantiles at equal steps by linear interpolation of order statistics: type 7 of Hyndman and Fan
/// (1996), numpy's default, in numpy's order of operations.
struct QuantileSteps {
  /// For each quantile, the rank (from 0) of the order statistic below it and how far it lies
  /// towards the next one, in [0, 1).
  let positions: [(rank: Int, part: Double)]
  /// The highest rank.
  let last: Int

  /// The quantiles that cut values into bins.
  ///
  /// - Parameters:
  ///   - count: how many values there are.
  ///   - bins: how many bins; there is one cut less.
  init(count: Int, bins: Int) {
    last = count - 1
    guard count > 0 else {
      positions = []
      return
    }
    positions = (1..<bins).map { step in
      let position = Double(count - 1) * (Double(step) * (1 / Double(bins)))
      let rank = min(Int(position), count - 1)
      return (rank, position - Double(rank))
    }
  }

  /// The cut points, equal ones merged.
  ///
  /// - Parameter value: the value of a rank.
  /// - Returns: the cut points, ascending; none without values.
  func cuts(value: (Int) -> Double) -> [Double] {
    var cuts: [Double] = []
    for (rank, part) in positions {
      let below = value(rank)
      let above = value(min(rank + 1, last))
      let gap = above - below
      let cut = part >= 0.5 ? above - gap * (1 - part) : below + gap * part
      if cut != cuts.last { cuts.append(cut) }
    }
    return cuts
  }
}
