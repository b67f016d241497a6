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

  /// How far utilities may change from one place to the next: chances have their poles where they
  /// differ by pi times i, so that the error falls like exp(-2 pi² / change), to 2e-6 here.
  static let mostChange = 1.5

  /// Places of the trapezoidal rule, of which the error of a smooth function falls like
  /// exp(-2 (pi s / h)²) where s is its narrowest standard deviation, h the distance: to 1e-20 here.
  ///
  /// - Parameters:
  ///   - number: the number.
  ///   - response: how answers follow from it, which tell it up to their reliability.
  ///   - steepness: the greatest slope of a difference of utilities.
  init?(_ number: EvolvingNumber, _ response: LikertResponse, steepness: Double) {
    let (items, correlation) = (Double(response.scale.items), response.correlation)
    let reliability = items * correlation / (1 + (items - 1) * correlation)
    self.init(number, share: 0.6 * (1 - reliability).squareRoot(), steepness: steepness)
  }

  /// Places for a number of which nothing is seen.
  static func unseen(_ number: EvolvingNumber, _ steepness: Double) -> LagPanels? {
    LagPanels(number, share: 0.3, steepness: steepness)
  }

  /// Places of the trapezoidal rule.
  ///
  /// - Parameters:
  ///   - number: the number.
  ///   - share: their distance as a share of the least standard deviation of its laws, at most.
  ///   - steepness: the greatest slope of a difference of utilities.
  ///
  /// There are none where they were too many.
  init?(_ number: EvolvingNumber, share: Double, steepness: Double) {
    guard let grid = NormalGrid(number, (0, 0)) else { return nil }
    // Seven of the grid's steps are the least deviation.
    let step = min(7 * grid.step * share, Self.mostChange / steepness)
    let (from, to) = grid.range(reach: Self.reach)
    let count = Int(((to - from) / step).rounded(.up)) + 1
    guard count < 2000 else { return nil }
    ends = []
    places = (0..<count).map { from + step * Double($0) }
    weights = places.map { _ in step }
  }
}
