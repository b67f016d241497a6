// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// Densities of a number that walks, of its window's mean and of what is shown of that, on the points of
/// grids; operators lead from one to the next and are worked out when first asked for.
struct WalkedLaws: Sendable {
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
  private var step: GridOperator?
  private var times: GridOperator?
  private var months: [Int: WindowOperators] = [:]
  /// By stretch of drift and level, the density after every number of months.
  private var walked: [[Int]: [[Double]]] = [:]
  private var integrals: [Double] = []

  init(
    _ ways: WaysByAge, _ walk: EvolvingNumber.Walk, _ grids: WindowGrids, _ factor: WindowFactor?,
    bounds: [Double], isSeen: Bool, tellsTruth: Bool
  ) {
    (self.isSeen, self.tellsTruth) = (isSeen, tellsTruth)
    (self.ways, self.walk, self.grids) = (ways, walk, grids)
    (self.factor, self.bounds) = (factor, bounds)
  }

  /// Densities of what is shown, of all truths and by bound of those below it, at the points shown.
  mutating func shown(
    _ start: WalkedWindowGroup.Start, _ law: any Law
  ) -> (all: [Double], below: [[Double]]) {
    let base = base(start, law)
    let operators = operators(start.age)
    let (all, below) = operators.shown(base)
    guard let factor else { return (all.map { max(0, $0) }, below.map { $0.map { max(0, $0) } }) }
    let times = self.times ?? GridOperator(grids.bare, adding: factor, at: grids.shown.points)
    self.times = times
    return (times(all).map { max(0, $0) }, below.map { times($0).map { max(0, $0) } })
  }

  /// The density of the truth, at the bare points.
  mutating func truth(_ start: WalkedWindowGroup.Start, _ law: any Law) -> [Double] {
    let base = base(start, law)
    return operators(start.age).truth?(base) ?? base
  }

  /// The chances of truths below the bounds.
  mutating func chances(_ start: WalkedWindowGroup.Start, _ law: any Law) -> [Double] {
    if integrals.isEmpty { integrals = grids.bare.integrals() }
    let truth = truth(start, law)
    return bounds.map { bound in
      let above = grids.bare.firstPoint(above: bound)
      return min(1, max(0, (0..<above).reduce(0) { $0 + integrals[$1] * truth[$1] }))
    }
  }

  /// Frees densities; operators serve on.
  mutating func forget() { walked = [:] }

  private mutating func operators(_ age: Int) -> WindowOperators {
    let ways = ways[age]
    if let known = months[ways.steps] { return known }
    let found = WindowOperators(
      ways, walk, grids.bare, bounds: bounds, isSeen: isSeen, tellsTruth: tellsTruth)
    months[ways.steps] = found
    return found
  }

  /// The density of the number at the base of its window.
  private mutating func base(_ start: WalkedWindowGroup.Start, _ law: any Law) -> [Double] {
    let months = start.age - ways[start.age].steps
    let key = [start.epoch, Int(start.level)]
    var known = walked[key] ?? [fresh(law)]
    if known.count <= months {
      let step = self.step ?? GridOperator(grids.bare, adding: NormalSteps(1, walk))
      self.step = step
      while known.count <= months { known.append(step(known[known.count - 1])) }
    }
    walked[key] = known
    return known[months]
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
