// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// Densities of a number that walks, of its window's mean and of what is shown of that, on the points of
/// grids; operators lead from one to the next and are worked out when first asked for.
final class WalkedLaws: Sendable {
  /// The points.
  let grids: WindowGrids
  /// How what is seen and what is true go together.
  private let ways: WaysByAge
  private let walk: EvolvingNumber.Walk
  private let factor: WindowFactor?
  /// The bounds of the truth, as logarithms.
  private let bounds: [Double]
  private let isSeen: Bool
  private let tellsTruth: Bool
  private let step = Once<GridOperator>()
  private let times = Once<GridOperator>()
  private let integrals = Once<[Double]>()
  /// By how many steps a window reaches back.
  private let months = OnceByKey<Int, WindowOperators>()
  /// By stretch of drift, level and number of months, the density after these.
  private let walked = OnceByKey<[Int], [Double]>()

  init(
    _ ways: WaysByAge, _ walk: EvolvingNumber.Walk, _ grids: WindowGrids, _ factor: WindowFactor?,
    bounds: [Double], isSeen: Bool, tellsTruth: Bool
  ) {
    (self.isSeen, self.tellsTruth) = (isSeen, tellsTruth)
    (self.ways, self.walk, self.grids) = (ways, walk, grids)
    (self.factor, self.bounds) = (factor, bounds)
  }

  /// Works out the operators for starts of some ages, as far as nobody else is at it.
  func prepare(_ ages: Set<Int>) {
    if let factor, isSeen { times.begin { toShown(factor) } }
    for age in ages.sorted() { months.begin(ways[age].steps) { operators(ways[age]) } }
  }

  /// Densities of what is shown, of all truths and by bound of those below it, at the points shown.
  func shown(
    _ start: WalkedWindowGroup.Start, _ law: any Law
  ) -> (all: [Double], below: [[Double]]) {
    let (all, below) = operators(start.age).shown(base(start, law))
    guard let factor else { return (all.map { max(0, $0) }, below.map { $0.map { max(0, $0) } }) }
    let times = times.value { toShown(factor) }
    return (times(all).map { max(0, $0) }, below.map { times($0).map { max(0, $0) } })
  }

  /// The density of the truth, at the bare points.
  func truth(_ start: WalkedWindowGroup.Start, _ law: any Law) -> [Double] {
    let base = base(start, law)
    return operators(start.age).truth?(base) ?? base
  }

  /// The chances of truths below the bounds.
  func chances(_ start: WalkedWindowGroup.Start, _ law: any Law) -> [Double] {
    let (integrals, truth) = (integrals.value { grids.bare.integrals() }, truth(start, law))
    return bounds.map { bound in
      let above = grids.bare.firstPoint(above: bound)
      return min(1, max(0, (0..<above).reduce(0) { $0 + integrals[$1] * truth[$1] }))
    }
  }

  /// Frees densities; operators serve on.
  func forget() { walked.forget() }

  private func operators(_ age: Int) -> WindowOperators {
    months.value(ways[age].steps) { operators(ways[age]) }
  }

  private func operators(_ ways: WindowWays) -> WindowOperators {
    WindowOperators(
      ways, walk, grids.bare, bounds: bounds, isSeen: isSeen, tellsTruth: tellsTruth)
  }

  private func toShown(_ factor: WindowFactor) -> GridOperator {
    GridOperator(grids.bare, adding: factor, at: grids.shown.points)
  }

  /// The density of the number at the base of its window.
  private func base(_ start: WalkedWindowGroup.Start, _ law: any Law) -> [Double] {
    walked(start, law, after: start.age - ways[start.age].steps)
  }

  private func walked(
    _ start: WalkedWindowGroup.Start, _ law: any Law, after months: Int
  ) -> [Double] {
    walked.value([start.epoch, Int(start.level), months]) {
      guard months > 0 else { return fresh(law) }
      let step = step.value { GridOperator(grids.bare, adding: NormalSteps(1, walk)) }
      return step(walked(start, law, after: months - 1))
    }
  }

  /// The density of a start's logarithm; at jumps that of the zone to which a point belongs.
  private func fresh(_ law: any Law) -> [Double] {
    let grid = grids.bare
    var densities = grid.points
    for zone in grid.zones {
      for index in zone {
        var place = grid.points[index]
        if index == zone.lowerBound { place += Self.aside }
        if index == zone.upperBound - 1 { place -= Self.aside }
        let density = exp(law.logDensity(exp(place)) + place)
        densities[index] = density.isFinite ? density : 0
      }
    }
    return densities
  }

  /// How far beside a jump densities are taken.
  private static let aside = 1e-11
}
