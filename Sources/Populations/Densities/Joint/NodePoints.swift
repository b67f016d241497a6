// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// Points of a number that all laws share, where what is seen of it leaves but a short stretch on which
/// utilities change little.
struct NodePoints: Sendable {
  /// The points.
  let points: DrawnChances.Points
  /// The weights of the quadrature.
  private let each: [Double]
  /// The greatest standard deviation of a difference of utilities over the stretch.
  private static let mostSpread = 0.6
  /// How far utilities may be from straight lines where four points serve.
  private static let straight = 0.01

  /// Places points.
  ///
  /// - Parameters:
  ///   - stretch: where the number lies.
  ///   - drawn: the utilities.
  ///   - position: the number's position.
  ///
  /// There are none where utilities change too much.
  init?(_ stretch: ValueInterval, _ drawn: DrawnChances, _ position: Int) {
    let width = stretch.high - stretch.low
    let ends = drawn.points(
      [stretch.low, stretch.low + width / 2, stretch.high], [], position
    ).utilities
    let segments = drawn.segments
    let isStraight = (0..<segments).allSatisfy {
      abs(ends[$0] / 2 + ends[2 * segments + $0] / 2 - ends[segments + $0]) < Self.straight
    }
    var (values, weights): ([Double], [Double]) = ([], [])
    (isStraight ? GaussLegendre.four : .twelve).visit(
      from: stretch.low, to: stretch.high, panels: 1
    ) { value, weight in
      values.append(value)
      weights.append(weight / width)
    }
    let found = drawn.points(values, weights, position)
    guard drawn.spread(found) < Self.mostSpread else { return nil }
    (points, each) = (found, weights)
  }

  /// The one value that is seen as it is.
  init(_ value: Double, _ drawn: DrawnChances, _ position: Int) {
    points = drawn.points([value], [1], position)
    each = [1]
  }

  /// Whether the number is known.
  var isKnown: Bool { each.count == 1 }

  /// The weights of the points for a law.
  ///
  /// - Parameter law: the law before anything is seen.
  /// - Returns: weights that add up to 1; zeros where the law does not reach the stretch.
  func weights(_ law: PlacedLaw) -> [Double] {
    let logs = points.values.map { law.logMass(at: $0) }
    let greatest = logs.max() ?? -.infinity
    guard greatest > -.infinity else { return each.map { _ in 0 } }
    let own = zip(each, logs).map { $0 * exp($1 - greatest) }
    let total = own.reduce(0, +)
    return own.map { $0 / total }
  }
}

extension PosteriorModel {
  /// The points of a number that all laws share, where what is seen leaves one value, or a short
  /// stretch and tells nothing more.
  ///
  /// - Parameters:
  ///   - group: the group.
  ///   - drawn: the utilities.
  ///   - position: the number's position.
  ///   - values: the seen value of a column.
  ///   - isBlind: whether nothing at all is seen.
  /// - Returns: the points; nothing where laws have their own.
  func nodes(
    _ group: Int, _ drawn: DrawnChances, _ position: Int, _ values: (Int) -> Double,
    _ isBlind: Bool
  ) -> NodePoints? {
    guard !isBlind else { return nil }
    guard group < laws.count else {
      let known = pathLaws[group - laws.count].laws.present(columns[group].map(values))
      return known.map { NodePoints($0, drawn, position) }
    }
    guard let first = laws[group].first, !first.law.isDiscrete else { return nil }
    let evidence = SeenEvidence(plan.groups[group], isDiscrete: false, values)
    guard evidence.places.count == 1 else { return nil }
    switch evidence.places[0].values {
    case .point(let value): return NodePoints(value, drawn, position)
    case .interval(let stretch):
      guard evidence.passed.allSatisfy({ $0 == nil }), stretch.low.isFinite,
        stretch.high.isFinite, stretch.low < stretch.high
      else { return nil }
      return NodePoints(stretch, drawn, position)
    case .missing: return nil
    }
  }
}
