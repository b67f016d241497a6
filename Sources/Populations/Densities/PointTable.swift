// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// Equally spaced points, on a scale or its logarithm, at which a smooth function is tabled.
struct PointGrid: Sendable {
  /// Normal scores to which both laws are covered.
  static let outermost = 8.0
  /// The first point, on the scale of the spacing.
  let first: Double
  /// The spacing.
  let step: Double
  /// How many points there are.
  let count: Int
  /// Whether the spacing is that of logarithms.
  let isLogarithmic: Bool

  /// Covers what a channel makes of a law.
  ///
  /// - Parameters:
  ///   - given: the law of what is given.
  ///   - noise: the law of the noise.
  ///   - isLogarithmic: whether the spacing is that of logarithms.
  ///   - combine: makes what is passed on.
  init?(
    _ given: PlacedLaw, _ noise: any Law, isLogarithmic: Bool,
    _ combine: (Double, Double) -> Double
  ) {
    func place(_ score: Double) -> Double {
      let value = combine(
        given.quantile(normalScore: score), noise.quantile(normalScore: score))
      return isLogarithmic ? log(value) : value
    }
    func spread(_ quantile: (Double) -> Double) -> Double {
      let (low, high) = (quantile(-1), quantile(1))
      return (isLogarithmic ? log(high) - log(low) : high - low) / 2
    }
    let (low, high) = (place(-Self.outermost), place(Self.outermost))
    // Where either spreads widely the convolution is at least that smooth: the wider one decides.
    let widest = max(
      spread { given.quantile(normalScore: $0) }, spread { noise.quantile(normalScore: $0) })
    let least = min(
      spread { given.quantile(normalScore: $0) }, spread { noise.quantile(normalScore: $0) })
    let step = max(least, widest / 40) / 6
    guard low.isFinite, high.isFinite, low < high, step > 0, (high - low) / step < 20_000 else {
      return nil
    }
    first = low
    self.step = step
    count = Int((high - low) / step) + 7
    self.isLogarithmic = isLogarithmic
  }

  /// A point of the grid.
  func point(_ index: Int) -> Double {
    let place = first + step * Double(index)
    return isLogarithmic ? exp(place) : place
  }
}

/// Logarithms of masses by a point, interpolated by polynomials of degree five.
struct PointTable: Sendable {
  private let grid: PointGrid
  private let width: Int
  private let values: [Double]

  /// Tables a function.
  ///
  /// - Parameters:
  ///   - grid: the points.
  ///   - width: how many masses there are at each.
  ///   - masses: receives the logarithms of the masses at a point.
  init(_ grid: PointGrid, width: Int, _ masses: (Double, inout [Double]) -> Void) {
    self.grid = grid
    self.width = width
    var values: [Double] = []
    values.reserveCapacity(grid.count * width)
    var row = [Double](repeating: 0, count: width)
    for index in 0..<grid.count {
      masses(grid.point(index), &row)
      values += row
    }
    self.values = values
  }

  /// Adds the masses at a point.
  ///
  /// - Parameters:
  ///   - point: the point with its weight.
  ///   - logWeight: the logarithm of a further weight.
  ///   - masses: what is added to.
  /// - Returns: whether the table reaches so far; if not, nothing is added.
  func add(
    _ point: (point: Double, weight: Double), _ logWeight: Double, to masses: inout [Double]
  ) -> Bool {
    let place =
      ((grid.isLogarithmic ? log(point.point) : point.point) - grid.first) / grid.step
    guard place >= 2, place < Double(grid.count - 4) else { return false }
    let start = Int(place) - 2
    let t = place - Double(start)
    let weights = Self.lagrange(t)
    let logWeight = logWeight + log(point.weight)
    let rows = (0..<6).map { (start + $0) * width }
    // Where a mass vanishes at some of the points there is nothing to interpolate.
    for position in masses.indices {
      let absent = rows.count { values[$0 + position] == -.infinity }
      guard absent == 0 || absent == rows.count else { return false }
    }
    for position in masses.indices where values[rows[0] + position] > -.infinity {
      var sum = 0.0
      for offset in 0..<6 { sum += weights[offset] * values[rows[offset] + position] }
      masses[position].addExponential(sum + logWeight)
    }
    return true
  }

  /// Weights of six equally spaced points at a place between the third and the fourth.
  static func lagrange(_ t: Double) -> InlineArray<6, Double> {
    let (a, b, c, d, e, f) = (t, t - 1, t - 2, t - 3, t - 4, t - 5)
    return [
      -b * c * d * e * f / 120, a * c * d * e * f / 24, -a * b * d * e * f / 12,
      a * b * c * e * f / 12, -a * b * c * d * f / 24, a * b * c * d * e / 120,
    ]
  }
}
