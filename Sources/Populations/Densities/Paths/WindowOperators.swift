// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// How densities at the base of a window lead to those of what is shown, some months after the base; a part
/// is worked out for every way in which months come late.
struct WindowOperators: Sendable {
  /// How what is shown before the factor goes together with truths below a bound.
  struct Bound: Sendable {
    /// The first point above the bound.
    let above: Int
    /// The points at which late months matter.
    let points: Range<Int>
    /// Of ways in which both go together, at these points.
    let together: GridOperator
    /// The chances of truths below the bound where what is shown is the base, at these points.
    let base: [Double]
  }

  /// The truth; nothing where it is the number at the base, or nobody asks for it.
  let truth: GridOperator?
  /// The chance that what is shown is the truth, where that is asked for.
  private(set) var sameChance = 0.0
  /// The chance that it is the number at the base, which is not the truth.
  private(set) var baseChance = 0.0
  /// What is shown otherwise.
  private(set) var other: GridOperator?
  /// By bound.
  private(set) var bounds: [Bound] = []

  /// Works out operators.
  ///
  /// - Parameters:
  ///   - ways: how what is seen and what is true go together.
  ///   - walk: how the number walks.
  ///   - grid: the points.
  ///   - places: the bounds.
  ///   - isSeen: whether anything is shown.
  ///   - tellsTruth: whether the truth is asked for.
  /// - Complexity: O(points × ways) integrals.
  init(
    _ ways: WindowWays, _ walk: EvolvingNumber.Walk, _ grid: GradedGrid, bounds places: [Double],
    isSeen: Bool, tellsTruth: Bool
  ) {
    let truth = MonthsLaw(ways.truthWeights, walk)
    self.truth = tellsTruth ? truth.map { GridOperator(grid, adding: [$0]) } : nil
    var others: [LateWay] = []
    var mixed: [(chance: Double, law: MonthsLaw)] = []
    for way in ways.ways where isSeen {
      if way.gap == (0, 0), let truth, !tellsTruth {
        mixed.append((way.chance, truth))
      } else if way.gap == (0, 0) {
        sameChance += way.chance
      } else if let late = LateWay(way, of: ways, walk) {
        others.append(late)
      } else {
        baseChance += way.chance
      }
    }
    mixed += others.map { ($0.way.chance, $0.law) }
    other = mixed.isEmpty ? nil : GridOperator(grid, adding: MonthsLaw.mixed(mixed))
    guard !places.isEmpty else { return }
    let sight = isSeen ? LateSight(others, of: ways, walk) : nil
    let reaches = others.map(\.reach) + (baseChance > 0 ? truth.map { [$0.farthest] } ?? [] : [])
    let reach = reaches.max() ?? 0
    bounds = places.map { bound in
      let above = grid.firstPoint(above: bound)
      let from = grid.points.firstIndex { $0 > bound - reach } ?? grid.points.count
      let to = max(from, grid.points.firstIndex { $0 >= bound + reach } ?? grid.points.count)
      let points = reaches.isEmpty ? above..<above : from..<to
      var together = GridOperator(grid)
      for point in points {
        let place = grid.points[point]
        sight?.add(place, above: place - bound, to: &together)
        together.close()
      }
      together.finish()
      let base = points.map { baseChance * (truth?.chance(below: bound - grid.points[$0]) ?? 0) }
      return Bound(above: above, points: points, together: together, base: base)
    }
  }

  /// Densities of what is shown, before the factor.
  ///
  /// - Parameter base: the density of the logarithm of the number at the base.
  /// - Returns: densities of what is shown, of all truths and by bound of those below it.
  func shown(_ base: [Double]) -> (all: [Double], below: [[Double]]) {
    let truth = truth?(base) ?? base
    var late = other?(base) ?? [Double](repeating: 0, count: base.count)
    late.add(baseChance, base)
    var all = late
    all.add(sameChance, truth)
    let below = bounds.map { bound in
      var below = late
      let together = bound.together(base)
      for (index, point) in bound.points.enumerated() {
        below[point] = together[index] + bound.base[index] * base[point]
      }
      for point in bound.points.upperBound..<below.count { below[point] = 0 }
      for point in 0..<bound.above { below[point] += sameChance * truth[point] }
      return below
    }
    return (all, below)
  }
}

extension GridOperator {
  /// The density of a number with another added to it, at the points of its grid.
  ///
  /// - Parameters:
  ///   - grid: the points.
  ///   - laws: laws whose densities add up to the other number's.
  init(_ grid: GradedGrid, adding laws: [MonthsLaw]) {
    self.init(grid)
    let densities = laws.map { LineDensity($0.panels, $0.density) }
    for place in grid.points {
      for density in densities { add(place, density) }
      close()
    }
    finish()
  }

  /// The density of a number with some steps of a walk added to it, at the points of its grid.
  init(_ grid: GradedGrid, adding steps: NormalSteps) {
    self.init(grid)
    let density = LineDensity(steps.panels, steps.density)
    for place in grid.points {
      add(place, density)
      close()
    }
    finish()
  }

  /// The density of a number with the logarithm of a factor added to it, at other points.
  init(_ grid: GradedGrid, adding factor: WindowFactor, at points: [Double]) {
    self.init(grid)
    let (panels, atoms) = factor.parts
    let density = LineDensity(panels, factor.density)
    for place in points {
      add(place, density)
      for atom in atoms { add(atom.chance, at: place - atom.place) }
      close()
    }
    finish()
  }
}
