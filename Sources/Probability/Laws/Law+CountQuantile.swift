// SPDX-License-Identifier: GPL-3.0-or-later

extension Law {
  /// The quantile of a law on 0, 1, 2...: from the normal approximation outwards, then bisection.
  ///
  /// - Complexity: O(log) evaluations of the cdf in the distance from the approximation.
  func countQuantile(_ p: Double) -> Double {
    guard (0...1).contains(p) else { return .nan }
    if p == 0 { return support.lowerBound }
    if p == 1 { return support.upperBound }
    return leastCount(near: StandardNormal.quantile(p)) { cdf($0) >= p }
  }

  /// The quantile at an upper tail, by the upper tail alone.
  func countQuantile(upperTail q: Double) -> Double {
    guard (0...1).contains(q) else { return .nan }
    if q == 1 { return support.lowerBound }
    if q == 0 { return support.upperBound }
    return leastCount(near: StandardNormal.quantile(upperTail: q)) { upperTail($0) <= q }
  }

  private func leastCount(near score: Double, where holds: (Double) -> Bool) -> Double {
    var high = max(0, (mean + variance.squareRoot() * score).rounded())
    var step = 1.0
    while !holds(high) {
      high += step
      step *= 2
    }
    var low = high
    step = 1
    while low >= 0, holds(low) {
      high = low
      low -= step
      step *= 2
    }
    low = max(low, -1)
    while high - low > 1 {
      let middle = ((low + high) / 2).rounded(.down)
      if holds(middle) { high = middle } else { low = middle }
    }
    return high
  }
}
