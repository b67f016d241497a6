// SPDX-License-Identifier: GPL-3.0-or-later

/// For some laws the chance that a true value is below a bound, by what is shown of it.
struct BoundTable: Sendable {
  /// The points at which something else is told than at the first or the last.
  private let told: Range<Int>
  /// Each law's chances at the first and the last point.
  private let ends: (low: [Double], high: [Double])
  private let chances: LawTable

  /// Mixes densities.
  ///
  /// - Parameters:
  ///   - count: how many points there are.
  ///   - isBelow: whether a point is below the bound.
  ///   - mixtures: for each law densities at the points, together with truths below the bound and with all,
  ///     with their shares.
  init(
    _ count: Int, isBelow: (Int) -> Bool,
    _ mixtures: [[(share: Double, below: [Double], all: [Double])]]
  ) {
    var chances = [Double](repeating: 0, count: mixtures.count * count)
    for (law, mixture) in mixtures.enumerated() {
      var below = [Double](repeating: 0, count: count)
      var all = below
      for part in mixture {
        below.add(part.share, part.below)
        all.add(part.share, part.all)
      }
      for point in 0..<count {
        // Where nothing can be shown nothing is told: it is below as far as the point is.
        chances[point * mixtures.count + law] =
          all[point] > 1e-290
          ? min(1, max(0, below[point] / all[point])) : isBelow(point) ? 1 : 0
      }
    }
    self.init(count, chances, laws: mixtures.count)
  }

  /// Keeps the points at which a law tells something.
  private init(_ count: Int, _ chances: [Double], laws: Int) {
    func differs(_ point: Int, from other: Int) -> Bool {
      (0..<laws).contains { abs(chances[point * laws + $0] - chances[other * laws + $0]) > 1e-15 }
    }
    let first = (0..<count).first { differs($0, from: 0) } ?? count
    let last = (0..<count).last { differs($0, from: count - 1) } ?? -1
    ends = (Array(chances.prefix(laws)), Array(chances.suffix(laws)))
    // All points that interpolate beside these.
    let from = max(0, min(first, last) - GradedGrid.order)
    told = from..<max(from, min(count, max(first, last) + 1 + GradedGrid.order))
    self.chances = LawTable(
      Array(chances[told.lowerBound * laws..<told.upperBound * laws]), laws: laws)
  }

  /// The chances of being below the bound.
  ///
  /// - Parameters:
  ///   - start: the first of ten points around what is shown.
  ///   - weights: their weights.
  ///   - used: the positions of the laws that are wanted.
  ///   - below: receives a chance at each law's position.
  func chances(
    _ start: Int, _ weights: InlineArray<10, Double>, of used: [Int], into below: inout [Double]
  ) {
    guard start >= told.lowerBound, start + GradedGrid.order <= told.upperBound else {
      let own = start < told.lowerBound ? ends.low : ends.high
      for law in used { below[law] = own[law] }
      return
    }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: used.count) { own in
      chances.interpolate(start - told.lowerBound, weights, of: used, into: own)
      for (index, law) in used.enumerated() { below[law] = min(1, max(0, own[index])) }
    }
  }
}
