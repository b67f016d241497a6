// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Glibc
import Probability

/// Values of some months ago that are normal, or lognormal, with noise that keeps them so: mixtures
/// in closed form, tabled on the normal scale and interpolated by polynomials of degree seven.
struct NormalLagMixtures: KnownPathGroup {
  private let feature: FeatureReading?
  private let isLogarithmic: Bool
  /// Logarithms of densities on the normal scale, at each point for all laws.
  private let table: LawTable
  private let grid: NormalGrid
  /// The logarithm that stands for a density of nothing.
  private static let nothing = -660.0
  /// The density that stands for nothing.
  private static let least = exp(nothing)

  /// Makes the mixtures.
  init?(
    _ group: LagGroup, noise: (mean: Double, deviation: Double), _ laws: [[WeightedState]],
    _ month: Int, _ slots: LevelSlots
  ) {
    guard let grid = NormalGrid(group.number, noise) else { return nil }
    (feature, isLogarithmic) = (group.feature, group.number.isLogarithmic)
    self.grid = grid
    let table = LawTable(laws: laws.count, points: grid.count, least: Self.least) { law, own in
      for weighted in laws[law] {
        let rows = group.tables.rows(group.key(weighted.state, month, slots)) {
          Self.row(group, weighted.state, month, slots, noise, grid).map { [$0] }
        }
        guard let row = rows?.first else { return false }
        own.add(weighted.weight, row)
      }
      return true
    }
    guard let table else { return nil }
    self.table = table
  }

  /// The densities of one hidden state at the points.
  private static func row(
    _ group: LagGroup, _ state: HiddenState, _ month: Int, _ slots: LevelSlots,
    _ noise: (mean: Double, deviation: Double), _ grid: NormalGrid
  ) -> [Double]? {
    var row = [Double](repeating: 0, count: grid.count)
    for (part, chance) in group.parts(state, month, slots).parts {
      guard let (mean, own) = group.number.moments(part.stage) else { return nil }
      let deviation = (own * own + noise.deviation * noise.deviation).squareRoot()
      grid.addNormal(chance, mean: mean + noise.mean, deviation: deviation, to: &row)
    }
    return row
  }

  func logMasses(_ seen: [Double]?, of used: [Int], into masses: inout [Double]) {
    let isSeen = seen != nil && feature != nil
    for law in used { masses[law] = isSeen ? -.infinity : 0 }
    guard let seen, let feature else { return }
    for piece in SeenPiece.counting(feature.pieces(seen[0]), isDiscrete: false) {
      switch piece.values {
      case .missing: continue
      case .point(let value):
        guard !isLogarithmic || value > 0 else { continue }
        let place = isLogarithmic ? log(value) : value
        add(place, log(piece.weight) - (isLogarithmic ? place : 0), used, &masses)
      case .interval(let interval):
        if interval == .all {
          for law in used { masses[law].addExponential(log(piece.weight)) }
        } else {
          add(interval, log(piece.weight), used, &masses)
        }
      }
    }
  }

  private func add(
    _ place: Double, _ logWeight: Double, _ used: [Int], _ masses: inout [Double]
  ) {
    guard let (start, weights) = grid.around(place) else {
      for law in used { masses[law].addExponential(logWeight + Self.nothing) }
      return
    }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: used.count) { own in
      table.interpolate(start, weights, of: used, into: own)
      for (index, law) in used.enumerated() { masses[law].addExponential(logWeight + own[index]) }
    }
  }

  /// Adds the chance of an interval, by Gauss–Legendre quadrature of the interpolated densities.
  private func add(
    _ interval: ValueInterval, _ logWeight: Double, _ used: [Int], _ masses: inout [Double]
  ) {
    func place(_ end: Double) -> Double { isLogarithmic ? log(max(0, end)) : end }
    let low = max(place(interval.low), grid.point(3))
    let high = min(place(interval.high), grid.point(grid.count - 6))
    guard low < high else { return }
    let count = used.count
    let panels = max(1, Int(((high - low) / (8 * grid.step)).rounded(.up)))
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * count) { both in
      both.initialize(repeating: 0)
      let own = UnsafeMutableBufferPointer(rebasing: both[..<count])
      let sums = UnsafeMutableBufferPointer(rebasing: both[count...])
      GaussLegendre.twelve.visit(from: low, to: high, panels: panels) { place, weight in
        guard let (start, weights) = grid.around(place), let first = own.baseAddress else { return }
        table.interpolate(start, weights, of: used, into: own)
        ck_exp(first, first, count)
        for index in 0..<count { sums[index] += weight * own[index] }
      }
      for (index, law) in used.enumerated() {
        masses[law].addExponential(log(sums[index]) + logWeight)
      }
    }
  }
}
