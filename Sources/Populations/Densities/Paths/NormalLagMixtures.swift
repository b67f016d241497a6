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
    let table = LawTable(laws: laws.count, points: grid.count, least: Self.least) { law in
      var own = [Double](repeating: 0, count: grid.count)
      for weighted in laws[law] {
        let rows = group.tables.rows(group.key(weighted.state, month, slots)) {
          Self.row(group, weighted.state, month, slots, noise, grid).map { [$0] }
        }
        guard let row = rows?.first else { return nil }
        own.add(weighted.weight, row)
      }
      return .densities(own)
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
    guard let seen, let feature else { return masses.setMasses(of: used, 1, to: 0) }
    let pieces = SeenPiece.counting(feature.pieces(seen[0]), isDiscrete: false)
    if pieces.isEmpty { masses.setMasses(of: used, 1, to: -.infinity) }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: used.count) { own in
      for (index, piece) in pieces.enumerated() {
        own.initialize(repeating: -.infinity)
        logMasses(piece, used, into: own)
        masses.addExponentials(of: used, own, isFirst: index == 0)
      }
    }
  }

  /// The logarithms of the density of one piece of what is seen.
  private func logMasses(
    _ piece: SeenPiece, _ used: [Int], into own: UnsafeMutableBufferPointer<Double>
  ) {
    let logWeight = log(piece.weight)
    switch piece.values {
    case .missing: return
    case .point(let value):
      guard !isLogarithmic || value > 0 else { return }
      let place = isLogarithmic ? log(value) : value
      let weight = logWeight - (isLogarithmic ? place : 0)
      guard let (start, weights) = grid.around(place) else {
        own.update(repeating: weight + Self.nothing)
        return
      }
      table.interpolate(start, weights, of: used, into: own)
      for index in own.indices { own[index] += weight }
    case .interval(let interval) where interval == .all: own.update(repeating: logWeight)
    case .interval(let interval): integrate(interval, logWeight, used, into: own)
    }
  }

  /// The chance of an interval, by Gauss–Legendre quadrature of the interpolated densities.
  private func integrate(
    _ interval: ValueInterval, _ logWeight: Double, _ used: [Int],
    into logarithms: UnsafeMutableBufferPointer<Double>
  ) {
    func place(_ end: Double) -> Double { isLogarithmic ? log(max(0, end)) : end }
    let low = max(place(interval.low), grid.point(3))
    let high = min(place(interval.high), grid.point(grid.count - 6))
    guard low < high else { return }
    let count = used.count
    let panels = max(1, Int(((high - low) / (8 * grid.step)).rounded(.up)))
    // Over a point's distance four points are good to 1e-9 within nine standard deviations of every law.
    let rule = high - low <= grid.step ? GaussLegendre.four : GaussLegendre.twelve
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * count) { both in
      both.initialize(repeating: 0)
      let own = UnsafeMutableBufferPointer(rebasing: both[..<count])
      let sums = UnsafeMutableBufferPointer(rebasing: both[count...])
      rule.visit(from: low, to: high, panels: panels) { place, weight in
        guard let (start, weights) = grid.around(place), let first = own.baseAddress else { return }
        table.interpolate(start, weights, of: used, into: own)
        ck_exp(first, first, count)
        for index in 0..<count { sums[index] += weight * own[index] }
      }
      for index in 0..<count { logarithms[index] = log(sums[index]) + logWeight }
    }
  }
}
