// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// The law of the gap: how far the logarithm of what a window shows lies above that of what is true.
///
/// The density of what is true is the smoother of the two, so that in each cell of the gap it is
/// taken for a polynomial of second degree. The gap and the truth go together by the walk since the
/// base: of a bivariate normal law with covariance C the joint density is exp(C d/du d/dz) of the
/// product of the densities, here to the second order.
struct WindowGap: Sendable {
  /// A cell of the gap.
  struct Cell: Sendable {
    /// Its ends; equal for a gap of its own chance.
    let low: Double
    let high: Double
    /// What multiplies the density of the truth, and its first and second derivative, in its middle.
    var coefficients: (Double, Double, Double) = (0, 0, 0)

    /// The middle.
    var middle: Double { low / 2 + high / 2 }
  }

  /// The cells, ascending.
  private(set) var cells: [Cell] = []

  /// Works out the cells.
  ///
  /// - Parameters:
  ///   - ways: how what is seen and what is true go together.
  ///   - factor: the law of the factor on what is seen; nothing for none.
  ///   - grid: the ends of the cells.
  /// - Complexity: O(ways × cells × 96).
  init(_ ways: WindowWays, _ factor: (any Law)?, _ grid: GradedGrid) {
    let fixed = ways.ways.filter { Self.isFixed($0) }
    let atoms = factor == nil ? Set(fixed.map(\.gap.mean)) : []
    for zone in grid.zones {
      for index in zone.dropLast() {
        if index == zone.lowerBound { addAtom(grid.points[index], atoms) }
        cells.append(Cell(low: grid.points[index], high: grid.points[index + 1]))
      }
    }
    if let last = grid.points.last { addAtom(last, atoms) }
    for way in ways.ways {
      if Self.isFixed(way) {
        for index in cells.indices { add(way, factor, at: index) }
      } else {
        for (place, share) in Self.nodes(factor) { add(way, place, share) }
      }
    }
  }

  /// Whether the gap of a way does not spread.
  static func isFixed(_ way: WindowWays.Way) -> Bool { way.gap.variance < 1e-13 }

  private mutating func addAtom(_ place: Double, _ atoms: Set<Double>) {
    if atoms.contains(place) { cells.append(Cell(low: place, high: place)) }
  }

  /// Logarithms of the factor, with their weights.
  static func nodes(_ factor: (any Law)?) -> [(Double, Double)] {
    guard let factor else { return [(0, 1)] }
    var nodes: [(Double, Double)] = []
    GaussLegendre.twelve.visit(from: -6.4, to: 6.4, panels: 8) { score, weight in
      let value = factor.quantile(normalScore: score)
      if value > 0 { nodes.append((log(value), weight * StandardNormal.density(score))) }
    }
    let total = nodes.reduce(0) { $0 + $1.1 }
    return nodes.map { ($0.0, $0.1 / total) }
  }

  /// Adds what the factor alone puts into a cell.
  private mutating func add(_ way: WindowWays.Way, _ factor: (any Law)?, at index: Int) {
    let cell = cells[index]
    guard let factor else {
      if cell.low == cell.high, cell.low == way.gap.mean {
        cells[index].coefficients.0 += way.chance
      }
      return
    }
    guard cell.high > cell.low else { return }
    let (low, high) = (exp(cell.low - way.gap.mean), exp(cell.high - way.gap.mean))
    let below = factor.cdf(high)
    let mass =
      below < 0.5 ? below - factor.cdf(low) : factor.upperTail(low) - factor.upperTail(high)
    guard mass > 0 else { return }
    var (total, first, second) = (0.0, 0.0, 0.0)
    GaussLegendre.twelve.visit(from: cell.low, to: cell.high, panels: 1) { place, weight in
      let density = weight * exp(factor.logDensity(exp(place - way.gap.mean)) + place)
      guard density.isFinite else { return }
      let far = place - cell.middle
      total += density
      first += density * far
      second += density * far * far
    }
    let share = way.chance * mass
    cells[index].coefficients.0 += share
    guard total > 0 else { return }
    cells[index].coefficients.1 -= share * first / total
    cells[index].coefficients.2 += share * second / total / 2
  }

  /// Adds a normal gap around a place to all cells.
  private mutating func add(_ way: WindowWays.Way, _ place: Double, _ share: Double) {
    let (mean, deviation) = (place + way.gap.mean, way.gap.variance.squareRoot())
    let (weight, both) = (way.chance * share, way.covariance)
    for index in cells.indices where cells[index].high > cells[index].low {
      let cell = cells[index]
      let (low, high) = ((cell.low - mean) / deviation, (cell.high - mean) / deviation)
      guard high > -9, low < 9 else { continue }
      let (atLow, atHigh) = (Self.density(low), Self.density(high))
      let mass =
        low > 0
        ? StandardNormal.upperTail(low) - StandardNormal.upperTail(high)
        : StandardNormal.cdf(high) - StandardNormal.cdf(low)
      // Moments around the cell's middle, of the density and of its derivatives.
      let shift = (mean - cell.middle) / deviation
      let first = shift * mass - (atHigh - atLow)
      let square = mass - (high * atHigh - low * atLow)
      let second = square + shift * (2 * first - shift * mass)
      let half = (cell.high - cell.low) / 2 / deviation
      let (slope, slopeFirst) = (atHigh - atLow, half * (atHigh + atLow) - mass)
      let bend = low * atLow - high * atHigh
      let correlation = both / deviation
      cells[index].coefficients.0 += weight * mass
      cells[index].coefficients.1 += weight * (correlation * slope - deviation * first)
      cells[index].coefficients.2 +=
        weight
        * (deviation * deviation * second / 2 - both * slopeFirst + correlation * correlation * bend
          / 2)
    }
  }

  private static func density(_ score: Double) -> Double {
    0.3989422804014327 * exp(-score * score / 2)
  }
}
