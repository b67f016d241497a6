// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// Places that cover all laws that a normal number can have.
struct LagPanels: Sendable {
  /// Where each panel begins and ends, ascending; none for places at equal distances.
  let ends: [(from: Double, to: Double)]
  /// The places of the twelve-point rule, panel by panel, or those of the trapezoidal rule.
  let places: [Double]
  /// Their weights.
  let weights: [Double]

  /// Covers a number for which `isNormal` holds; nothing where its laws are too far apart.
  init?(_ number: EvolvingNumber) {
    guard let grid = NormalGrid(number, (0, 0)) else { return nil }
    let (from, to) = (grid.point(0), grid.point(grid.count - 1))
    // Five of the grid's steps are the least deviation; a normal density is followed over two of it.
    let count = max(1, Int(((to - from) / (10 * grid.step)).rounded(.up)))
    guard count < 200 else { return nil }
    let width = (to - from) / Double(count)
    ends = (0..<count).map { (from + width * Double($0), from + width * Double($0 + 1)) }
    var (places, weights): ([Double], [Double]) = ([], [])
    GaussLegendre.twelve.visit(from: from, to: to, panels: count) { place, weight in
      places.append(place)
      weights.append(weight)
    }
    (self.places, self.weights) = (places, weights)
  }

  /// How many standard deviations of its law a number may lie from its mean.
  static let reach = 5.5

  /// Places of the trapezoidal rule, of which the error of a smooth function falls like
  /// exp(-2 (pi s / h)²) where s is its narrowest standard deviation, h the distance: to 1e-20 here, and
  /// that of chances which change within fewer than two steps to 1e-4.
  ///
  /// - Parameters:
  ///   - number: the number.
  ///   - response: how answers follow from it, which tell it up to their reliability.
  init?(_ number: EvolvingNumber, _ response: LikertResponse) {
    let (items, correlation) = (Double(response.scale.items), response.correlation)
    let reliability = items * correlation / (1 + (items - 1) * correlation)
    self.init(number, share: 0.6 * (1 - reliability).squareRoot())
  }

  /// Places of the trapezoidal rule.
  ///
  /// - Parameters:
  ///   - number: the number.
  ///   - share: their distance as a share of the least standard deviation of its laws.
  init?(_ number: EvolvingNumber, share: Double) {
    guard let grid = NormalGrid(number, (0, 0)) else { return nil }
    // Seven of the grid's steps are the least deviation.
    let step = 7 * grid.step * share
    let (from, to) = grid.range(reach: Self.reach)
    let count = Int(((to - from) / step).rounded(.up)) + 1
    guard count < 2000 else { return nil }
    ends = []
    places = (0..<count).map { from + step * Double($0) }
    weights = places.map { _ in step }
  }
}
