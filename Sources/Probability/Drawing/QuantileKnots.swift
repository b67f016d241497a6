// SPDX-License-Identifier: GPL-3.0-or-later
import CCounterRandom
import Glibc

/// The values and slopes of T(z) = Q(Phi(z)), or of ln T, at the knots of a quantile table.
struct QuantileKnots {
  static let perUnit = Double(CCR_CELLS_PER_UNIT)
  static let reach = CCR_REACH
  static let cellCount = Int(CCR_CELL_COUNT)
  /// ln T below which T counts as 0.
  private static let logarithmFloor = -750.0

  private(set) var values: [Double]
  /// Slopes per cell, not per unit of z.
  private(set) var slopes: [Double]
  private(set) var isLogarithmic = false

  init(_ law: any Law) {
    values = Self.march(law)
    slopes = zip(values, 0...).map { Self.slope(law, $0, Self.score($1)) / Self.perUnit }
    if law.support.lowerBound >= 0, runsOverManyMagnitudes { takeLogarithms(law) }
    limitSlopes()
  }

  static func score(_ knot: Int) -> Double { Double(knot) / perUnit - reach }

  /// dT/dz = phi(z) / f(T).
  private static func slope(_ law: any Law, _ x: Double, _ z: Double) -> Double {
    exp(StandardNormal.logDensity(z) - law.logDensity(x))
  }

  /// The values at all knots from the middle outwards, each by Newton's method from the cubic
  /// through its two predecessors.
  private static func march(_ law: any Law) -> [Double] {
    let middle = cellCount / 2
    var values = [Double](repeating: 0, count: cellCount + 1)
    values[middle] = law.quantile(normalScore: 0)
    for direction in [1, -1] {
      var last = (x: values[middle], rise: 0.0)
      last.rise = Double(direction) * slope(law, last.x, 0) / perUnit
      var before = (x: last.x - last.rise, rise: last.rise)
      for step in 1...middle {
        let knot = middle + direction * step
        let guess = 5 * before.x - 4 * last.x + 4 * last.rise + 2 * before.rise
        let x = solve(law, score(knot), from: step == 1 ? last.x + last.rise : guess)
        let rise = Double(direction) * slope(law, x, score(knot)) / perUnit
        (before, last) = (last, (x, rise))
        values[knot] = x
      }
    }
    return values
  }

  /// T(z) by Newton's method on the normal score; by the law's own quantile function where that
  /// does not settle.
  private static func solve(_ law: any Law, _ z: Double, from guess: Double) -> Double {
    var x = guess
    for _ in 0..<4 {
      guard x > law.support.lowerBound, x < law.support.upperBound else { break }
      let score =
        z <= 0
        ? StandardNormal.quantile(law.cdf(x))
        : StandardNormal.quantile(upperTail: law.upperTail(x))
      let step = z - score
      guard abs(step) < 0.01 else { break }
      let next = x + step * slope(law, x, score)
      if abs(step) < 1e-8 || next == x { return next }
      x = next
    }
    return law.quantile(normalScore: z)
  }

  /// Whether T grows so much within a cell that a cubic would lose its shape.
  private var runsOverManyMagnitudes: Bool {
    zip(values, values.dropFirst()).contains { $0 > 0 ? $1 / $0 > 1.25 : $1 > 0 }
  }

  private mutating func takeLogarithms(_ law: any Law) {
    isLogarithmic = true
    for knot in values.indices {
      let x = values[knot]
      slopes[knot] = x > 0 ? slopes[knot] / x : 0
      values[knot] = max(log(x), Self.logarithmFloor)
    }
  }

  /// Keeps every cubic increasing: slopes at most three times a neighbouring secant.
  ///
  /// The condition is that of Fritsch and Carlson (1980). Exact slopes exceed it only where
  /// rounding or the law's ends spoil them.
  private mutating func limitSlopes() {
    for knot in values.indices {
      let left = knot > 0 ? values[knot] - values[knot - 1] : .infinity
      let right = knot + 1 < values.count ? values[knot + 1] - values[knot] : .infinity
      let most = 3 * max(0, min(left, right))
      slopes[knot] = slopes[knot].isNaN ? 0 : min(slopes[knot], most)
    }
  }

  /// The cubic of a cell in powers of t, which runs from 0 to 1; the last value alone after the
  /// last cell.
  func terms(ofCell cell: Int) -> [Double] {
    guard cell < Self.cellCount else { return [values[cell], 0, 0, 0] }
    let rise = values[cell + 1] - values[cell]
    let (left, right) = (slopes[cell], slopes[cell + 1])
    return [values[cell], left, 3 * rise - 2 * left - right, left + right - 2 * rise]
  }
}
