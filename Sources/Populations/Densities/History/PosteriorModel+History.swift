// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

extension PosteriorModel {
  /// Weighs hidden states by what is seen.
  ///
  /// - Parameters:
  ///   - weights: the law of the states before the month is seen; receives that afterwards.
  ///   - kinds: the kind of each state.
  ///   - values: the seen value of a column; NaN when it is missing.
  ///   - posterior: receives a probability for each segment.
  ///   - scratch: working memory.
  /// - Returns: whether what is seen is possible; if not, nothing changes.
  func update(
    _ weights: inout [Double], ofKinds kinds: [Int], seeing values: (Int) -> Double,
    into posterior: inout [Double], _ scratch: inout PosteriorScratch
  ) -> Bool {
    // Plain sums serve nearly everybody; where they vanish, logarithms tell.
    for isLogarithmic in [false, true] {
      guard
        let masses = kindMasses(seeing: values, isLogarithmic, &scratch)
      else { continue }
      var (sums, totals) = ([Double](repeating: 0, count: segments), weights)
      for (state, kind) in kinds.enumerated() {
        totals[state] = 0
        for segment in 0..<segments {
          let mass = weights[state] * masses[kind * segments + segment]
          sums[segment] += mass
          totals[state] += mass
        }
      }
      let total = sums.reduce(0, +)
      guard total > (isLogarithmic ? 0 : 1e-200), total.isFinite else { continue }
      for segment in sums.indices { posterior[segment] = sums[segment] / total }
      for state in totals.indices { weights[state] = totals[state] / total }
      return true
    }
    return false
  }

  /// The masses of what is seen by kind and segment, but for a factor that all have in common.
  private func kindMasses(
    seeing values: (Int) -> Double, _ isLogarithmic: Bool, _ scratch: inout PosteriorScratch
  ) -> [Double]? {
    guard let block = self.kinds.blocks.first else { return nil }
    for group in widths.indices {
      let scale = weigh(group, 0, values, false, isLogarithmic, &scratch)
      guard scale > -.infinity else { return nil }
    }
    let seen = SeenLevels(self, values)
    var masses: [Double] = []
    masses.reserveCapacity(block.kinds.count * segments)
    for kind in block.kinds {
      let alone = KindTable.Block(kinds: kind..<kind + 1, cohort: block.cohort, laws: block.laws)
      for segment in 0..<segments { scratch.sums[segment] = isLogarithmic ? -.infinity : 0 }
      if isLogarithmic {
        addLogarithms(alone, -log(self.kinds.weights[kind]), seen, values, false, &scratch)
      } else {
        add(alone, 1 / self.kinds.weights[kind], seen, values, false, &scratch)
      }
      masses += scratch.sums[0..<segments]
    }
    guard isLogarithmic else { return masses }
    let greatest = masses.max() ?? -.infinity
    return greatest > -.infinity ? masses.map { exp($0 - greatest) } : nil
  }
}
