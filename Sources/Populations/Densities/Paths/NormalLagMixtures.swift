// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// Values of some months ago that are normal, or lognormal, with noise that keeps them so: mixtures
/// in closed form, tabled on the normal scale and interpolated by polynomials of degree seven.
struct NormalLagMixtures: KnownPathGroup {
  private let feature: FeatureReading?
  private let isLogarithmic: Bool
  /// Logarithms of densities on the normal scale, at each point for all laws.
  private let table: [Double]
  private let laws: Int
  private let grid: NormalGrid
  /// The logarithm that stands for a density of nothing.
  private static let nothing = -660.0

  /// Makes the mixtures.
  init?(
    _ group: LagGroup, noise: (mean: Double, deviation: Double), _ laws: [[WeightedState]],
    _ month: Int, _ slots: LevelSlots
  ) {
    guard let grid = NormalGrid(group.number, noise) else { return nil }
    (feature, isLogarithmic) = (group.feature, group.number.isLogarithmic)
    (self.grid, self.laws) = (grid, laws.count)
    var table = [Double](repeating: 0, count: grid.count * laws.count)
    var own = [Double](repeating: 0, count: grid.count)
    for (position, states) in laws.enumerated() {
      for point in own.indices { own[point] = 0 }
      for weighted in states {
        let rows = group.tables.rows(group.key(weighted.state, month, slots)) {
          Self.row(group, weighted.state, month, slots, noise, grid).map { [$0] }
        }
        guard let row = rows?.first else { return nil }
        for point in own.indices { own[point] += weighted.weight * row[point] }
      }
      for point in own.indices {
        table[point * laws.count + position] = own[point] > 1e-286 ? log(own[point]) : Self.nothing
      }
    }
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
    table.withUnsafeBufferPointer { table in
      for law in used {
        var sum = logWeight
        for offset in 0..<8 {
          sum += weights[offset] * table[(start &+ offset) &* laws &+ law]
        }
        masses[law].addExponential(sum)
      }
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
    var sums = [Double](repeating: 0, count: used.count)
    let panels = max(1, Int(((high - low) / (8 * grid.step)).rounded(.up)))
    GaussLegendre.twelve.visit(from: low, to: high, panels: panels) { place, weight in
      guard let (start, weights) = grid.around(place) else { return }
      table.withUnsafeBufferPointer { table in
        for (index, law) in used.enumerated() {
          var sum = 0.0
          for offset in 0..<8 {
            sum += weights[offset] * table[(start &+ offset) &* laws &+ law]
          }
          sums[index] += weight * exp(sum)
        }
      }
    }
    for (index, law) in used.enumerated() {
      masses[law].addExponential(log(sums[index]) + logWeight)
    }
  }
}

/// Equally spaced points that cover all normal laws that a number can have.
struct NormalGrid: Sendable {
  let first: Double
  let step: Double
  let count: Int
  private let ends: (low: Double, high: Double, deviation: Double)

  /// Where the number may lie.
  ///
  /// - Parameter reach: how many of the greatest standard deviations from the outermost means.
  func range(reach: Double) -> (from: Double, to: Double) {
    (ends.low - reach * ends.deviation, ends.high + reach * ends.deviation)
  }

  /// Covers a number with noise.
  ///
  /// - Parameters:
  ///   - number: a number for which `isNormal` holds.
  ///   - noise: the mean and standard deviation of noise.
  init?(_ number: EvolvingNumber, _ noise: (mean: Double, deviation: Double)) {
    let months = number.model.months + number.model.warmUp
    var (least, most, low, high) = (Double.infinity, 0.0, Double.infinity, -Double.infinity)
    for (epoch, plan) in number.node.plans.enumerated() {
      for level in (plan.laws ?? []).indices {
        for steps in [0, months] {
          let stage = EvolvingNumber.Stage(
            epoch: epoch, level: UInt8(level), drawnIn: 0, steps: steps, shift: 0)
          guard let (mean, own) = number.moments(stage) else { return nil }
          let deviation = (own * own + noise.deviation * noise.deviation).squareRoot()
          (least, most) = (min(least, deviation), max(most, deviation))
          (low, high) = (min(low, mean + noise.mean), max(high, mean + noise.mean))
        }
      }
    }
    guard least > 0, low.isFinite, high.isFinite else { return nil }
    // Going toward new laws again and again leads no farther than half their distance beyond.
    let beyond = 9 * most + (high - low) / 2
    ends = (low - (high - low) / 2, high + (high - low) / 2, most)
    (first, step) = (low - beyond, least / 7)
    count = Int((high - low + 2 * beyond) / step) + 9
    guard count < 20_000 else { return nil }
  }

  /// A point.
  func point(_ index: Int) -> Double { first + step * Double(index) }

  /// Adds a normal law's densities at all points, from its middle outward: there the ratio of one to
  /// the next falls by the same factor at each step.
  ///
  /// - Parameters:
  ///   - share: what multiplies the densities.
  ///   - mean: the law's mean.
  ///   - deviation: its standard deviation.
  ///   - row: receives a density for each point, to a relative 1e-10.
  func addNormal(
    _ share: Double, mean: Double, deviation: Double, to row: inout [Double]
  ) {
    let middle = min(max(Int(((mean - first) / step).rounded()), 0), count - 1)
    let (score, width) = ((point(middle) - mean) / deviation, step / deviation)
    let top = share / deviation * 0.3989422804014327 * exp(-0.5 * score * score)
    let fall = exp(-width * width)
    row.withUnsafeMutableBufferPointer { row in
      var (density, ratio) = (top, exp(-width * (score + 0.5 * width)))
      var index = middle
      while index < count, density > 1e-300 {
        row[index] += density
        density *= ratio
        ratio *= fall
        index &+= 1
      }
      ratio = exp(width * (score - 0.5 * width))
      density = top * ratio
      index = middle - 1
      while index >= 0, density > 1e-300 {
        row[index] += density
        ratio *= fall
        density *= ratio
        index &-= 1
      }
    }
  }

  /// The first of eight points around a place, with their weights; nothing outside.
  func around(_ place: Double) -> (start: Int, weights: InlineArray<8, Double>)? {
    let at = (place - first) / step
    guard at >= 3, at < Double(count - 5) else { return nil }
    let start = Int(at) - 3
    return (start, Self.lagrange(at - Double(start)))
  }

  /// Weights of eight equally spaced points at a place between the fourth and the fifth.
  private static func lagrange(_ t: Double) -> InlineArray<8, Double> {
    let (a, b, c, d) = (t, t - 1, t - 2, t - 3)
    let (e, f, g, h) = (t - 4, t - 5, t - 6, t - 7)
    let (low, high) = (a * b * c * d, e * f * g * h)
    return [
      -b * c * d * high / 5040, a * c * d * high / 720, -a * b * d * high / 240,
      a * b * c * high / 144, -low * f * g * h / 144, low * e * g * h / 240,
      -low * e * f * h / 720, low * e * f * g / 5040,
    ]
  }
}
