// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// Equally spaced places on both sides of a bound at which a density is known, and the six of them that
/// tell it, and its derivatives, in between.
struct StencilPlaces: Sendable {
  /// The distance of places, in widths of the tables.
  let stride: Int
  /// How many places there are: as many below the bound as above.
  let count: Int
  /// What derivatives by places are, were those by positions 1.
  private let scales: [Double]
  private let step: Double
  private let isParted: Bool

  /// Lays out places.
  ///
  /// - Parameters:
  ///   - reach: how far from the bound densities are asked for.
  ///   - stride: the distance, in widths of the tables.
  ///   - isParted: whether densities on one side tell nothing of those on the other.
  init(reach: Double, stride: Int, isParted: Bool) {
    (self.stride, self.isParted) = (stride, isParted)
    step = WalkedTables.width * Double(stride)
    count = 2 * (Int(reach / step) + 6)
    var scales = [1.0]
    for _ in 1..<GapDensity.degrees { scales.append(scales[scales.count - 1] / step) }
    self.scales = scales
  }

  /// The first place, from the bound.
  var first: Double { -Double(count - 1) / 2 * step }

  /// The first of six places around one, with its position among them.
  ///
  /// - Parameters:
  ///   - place: the place, from the bound.
  ///   - isBelow: on which side of the bound it is to be taken.
  /// - Returns: the first place of the six, and the distance from it in steps.
  func stencil(_ place: Double, isBelow: Bool) -> (start: Int, at: Double) {
    let position = (place - first) / step
    var start = min(max(Int(position) - 2, 0), count - 6)
    if isParted { start = isBelow ? min(start, count / 2 - 6) : max(start, count / 2) }
    return (start, position - Double(start))
  }

  /// The polynomials of the position that give the weights of a sum of derivatives.
  ///
  /// - Parameter factors: what the density and its derivatives are multiplied by.
  /// - Returns: for each of the six places the coefficients of its weight, ascending.
  func weights(_ factors: [Double]) -> [Double] {
    var found = [Double](repeating: 0, count: 36)
    for (degree, factor) in factors.enumerated() {
      for point in 0..<6 {
        for power in 0..<6 - degree {
          // How often the derivative of a power brings its exponent down.
          let falling = (0..<degree).reduce(1.0) { $0 * Double(power + degree - $1) }
          found[point * 6 + power] +=
            factor * scales[degree] * falling * Self.powers[point * 6 + power + degree]
        }
      }
    }
    return found
  }

  /// For each of six points the coefficients of the polynomial that is 1 there and 0 at the others.
  private static let powers: [Double] = (0..<6).flatMap { one in
    var product = [1.0, 0, 0, 0, 0, 0]
    for other in 0..<6 where other != one {
      let scale = 1 / Double(one - other)
      var next = [Double](repeating: 0, count: 6)
      for power in 0..<6 {
        next[power] -= product[power] * Double(other) * scale
        if power > 0 { next[power] += product[power - 1] * scale }
      }
      product = next
    }
    return product
  }
}
