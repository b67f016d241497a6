// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// For some laws the chance that a true value is below a bound, by what is shown of it: tabled at
/// offsets of its logarithm from that of the bound.
struct BoundTable: Sendable {
  /// The bound, as a logarithm.
  let bound: Double
  private let grid: GradedGrid
  private let chances: LawTable

  /// Mixes densities.
  ///
  /// - Parameters:
  ///   - bound: the bound, as a logarithm.
  ///   - grid: the offsets.
  ///   - mixtures: for each law densities of what is shown at the offsets, of truths below the bound
  ///     and of all, with their shares.
  init(
    _ bound: Double, _ grid: GradedGrid,
    _ mixtures: [[(share: Double, densities: (below: [Double], all: [Double]))]]
  ) {
    (self.bound, self.grid) = (bound, grid)
    var chances = [Double](repeating: 0, count: mixtures.count * grid.points.count)
    for (law, mixture) in mixtures.enumerated() {
      for point in grid.points.indices {
        let below = mixture.reduce(0) { $0 + $1.share * $1.densities.below[point] }
        let all = mixture.reduce(0) { $0 + $1.share * $1.densities.all[point] }
        // Where nothing can be shown nothing is told: it is below as far as most of the table is.
        chances[point * mixtures.count + law] =
          all > 1e-290 ? min(1, below / all) : grid.points[point] < 0 ? 1 : 0
      }
    }
    self.chances = LawTable(chances, laws: mixtures.count)
  }

  /// The offsets at which the chances are not smooth, as places of what is shown.
  var kinks: [Double] { grid.zones.dropFirst().map { bound + grid.points[$0.lowerBound] } }

  /// The chances of being below the bound.
  ///
  /// - Parameters:
  ///   - place: the logarithm of what is shown.
  ///   - used: the positions of the laws that are wanted.
  ///   - below: receives a chance at each law's position.
  func chances(_ place: Double, of used: [Int], into below: inout [Double]) {
    guard let (start, weights) = grid.around(place - bound) else {
      let isBelow = place - bound < grid.points.first ?? 0
      for law in used { below[law] = isBelow ? 1 : 0 }
      return
    }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: used.count) { own in
      chances.interpolate(start, weights, of: used, into: own)
      for (index, law) in used.enumerated() { below[law] = min(1, max(0, own[index])) }
    }
  }
}
