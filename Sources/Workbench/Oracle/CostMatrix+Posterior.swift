// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation

extension CostMatrix {
  /// The expected cost of an estimate.
  ///
  /// - Parameters:
  ///   - estimate: the estimated segment.
  ///   - posterior: the probability of each segment.
  /// - Returns: the cost, in the scenario's unit.
  func expected(of estimate: Int, _ posterior: [Double]) -> Double {
    posterior.indices.reduce(0) { $0 + posterior[$1] * costs[$1 * segments.count + estimate] }
  }

  /// The estimate of least expected cost, the first of equals, and that cost.
  ///
  /// - Parameter posterior: the probability of each segment.
  /// - Returns: the segment and its expected cost.
  func cheapest(_ posterior: [Double]) -> (estimate: Int, cost: Double) {
    var best = (estimate: 0, cost: expected(of: 0, posterior))
    for estimate in 1..<max(1, segments.count) {
      let cost = expected(of: estimate, posterior)
      if cost < best.cost { best = (estimate, cost) }
    }
    return best
  }
}

extension [Double] {
  /// The position of the greatest, the first of equals: the least wrong estimate of a posterior.
  var mostLikely: Int {
    var best = 0
    for segment in indices where self[segment] > self[best] { best = segment }
    return best
  }
}
