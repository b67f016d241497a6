// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// Windows of a number that walks, in one month: logarithms of densities on a grid, all laws at each
/// point side by side.
struct KnownWalkedWindows: KnownPathGroup {
  private let feature: FeatureReading
  private let grid: ZonedGrid
  private let count: Int
  private let table: [Double]
  /// What stands for a density of nothing.
  private static let nothing = 1e-290

  /// Mixes densities.
  ///
  /// - Parameters:
  ///   - feature: what is seen after the window.
  ///   - grid: the points of logarithms.
  ///   - mixtures: for each law densities at the points, with their shares.
  init(
    feature: FeatureReading, grid: ZonedGrid, _ mixtures: [[(share: Double, row: [Double])]]
  ) {
    (self.feature, self.grid, count) = (feature, grid, mixtures.count)
    var table = [Double](repeating: 0, count: mixtures.count * grid.points.count)
    for (law, mixture) in mixtures.enumerated() {
      for point in grid.points.indices {
        let density = mixture.reduce(0) { $0 + $1.share * $1.row[point] }
        table[point * mixtures.count + law] = log(max(density, Self.nothing))
      }
    }
    self.table = table
  }

  func logMasses(_ seen: [Double]?, of used: [Int], into masses: inout [Double]) {
    for law in used { masses[law] = seen == nil ? 0 : -.infinity }
    guard let seen else { return }
    for piece in SeenPiece.counting(feature.pieces(seen[0]), isDiscrete: false) {
      switch piece.values {
      case .missing: continue
      case .point(let value): add(value, log(piece.weight), used, &masses)
      case .interval(let interval) where interval == .all:
        for law in used { masses[law].addExponential(log(piece.weight)) }
      case .interval(let interval): add(interval, log(piece.weight), used, &masses)
      }
    }
  }

  private func add(
    _ value: Double, _ logWeight: Double, _ used: [Int], _ masses: inout [Double]
  ) {
    guard value > 0, let (start, weights) = grid.around(log(value)) else { return }
    let rate = logWeight - log(value)
    for law in used {
      var sum = rate
      for offset in 0..<6 {
        sum += weights[offset] * table[(start &+ offset) &* count &+ law]
      }
      masses[law].addExponential(sum)
    }
  }

  private func add(
    _ interval: ValueInterval, _ logWeight: Double, _ used: [Int], _ masses: inout [Double]
  ) {
    let low = max(log(max(interval.low, 1e-300)), grid.range.lowerBound)
    let high = min(log(max(interval.high, 1e-300)), grid.range.upperBound)
    guard low < high else { return }
    let panels = max(1, Int((high - low) / 0.2))
    GaussLegendre.twelve.visit(from: low, to: high, panels: panels) { place, weight in
      add(exp(place), logWeight + log(weight) + place, used, &masses)
    }
  }
}
