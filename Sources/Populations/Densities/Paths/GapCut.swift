// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// The share in which each of some equally spaced values counts towards the integral from a place on of
/// the polynomials of degree nine that interpolate them (Gregory 1670, at a place between values).
struct GapCut: Sendable {
  private static let order = 10
  private let first: Int
  private let shares: [Double]

  /// Cuts at a place.
  ///
  /// - Parameter place: where, counted in distances from the first value.
  init(_ place: Double) {
    let next = Int(place.rounded(.up))
    first = next - Self.order / 2
    // Whole cells from the next value on, and a part of the one before.
    var whole = 0.0
    var shares =
      [0.0]
      + Self.cell.dropLast().map { part in
        whole += part
        return whole
      }
    shares.add(1, Self.integrals(from: place - Double(next - 1)))
    self.shares = shares
  }

  /// The share of a value.
  subscript(index: Int) -> Double {
    let position = index - first
    return position < 0 ? 0 : position < Self.order ? shares[position] : 1
  }

  /// The integral of each weight of interpolation over the cell in the middle.
  private static let cell = integrals(from: 0)

  /// The integral of each weight over the end of the cell in the middle.
  private static func integrals(from start: Double) -> [Double] {
    var sums = [Double](repeating: 0, count: order)
    GaussLegendre.twelve.visit(from: start, to: 1, panels: 1) { at, weight in
      let place = at + Double(order / 2 - 1)
      for one in 0..<order {
        sums[one] += (0..<order).reduce(weight) { product, other in
          other == one ? product : product * (place - Double(other)) / Double(one - other)
        }
      }
    }
    return sums
  }
}
