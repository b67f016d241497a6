// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// A way in which months come late that spreads what is shown about the number at the base.
struct LateWay: Sendable {
  /// Its chance.
  let chance: Double
  /// The law of what is shown, relative to the base.
  let law: MonthsLaw
  /// The greatest distance of the truth from what is shown.
  let reach: Double
  /// How what is shown follows from the truth, where one tells the other.
  fileprivate let curve: TruthCurve?
  /// How both go together otherwise.
  fileprivate let gap: MonthsGap?

  /// Reads a way; nothing where what is shown is the base.
  init?(_ way: WindowWays.Way, of ways: WindowWays, _ walk: EvolvingNumber.Walk) {
    guard let law = MonthsLaw(way.weights, walk) else { return nil }
    (chance, self.law) = (way.chance, law)
    curve = TruthCurve(way.weights, ways.truthWeights)
    gap = curve == nil ? MonthsGap(way.weights, ways.truthWeights, walk) : nil
    reach =
      gap?.reach ?? abs(way.gap.mean) + 2 * MonthsLaw.reach * way.gap.variance.squareRoot()
  }
}

/// What is shown of truths below a bound by ways in which months come late.
struct LateSight {
  private let curves: [(chance: Double, law: MonthsLaw, curve: TruthCurve)]
  private let gaps: [MonthsGap]

  /// Joins ways.
  init(_ ways: [LateWay]) {
    curves = ways.compactMap { way in way.curve.map { (way.chance, way.law, $0) } }
    gaps = MonthsGap.mixed(ways.compactMap { way in way.gap.map { (way.chance, $0) } })
  }

  /// Adds what is shown at a place of truths that lie by more than a gap below it.
  func add(_ place: Double, above least: Double, to sum: inout GridOperator) {
    for gap in gaps {
      let densities = gap.densities(above: least)
      sum.add(place, LineDensity(gap.panels) { gap.grid.interpolate(densities, at: $0) })
    }
    for (chance, law, curve) in curves {
      let density = LineDensity(law.panels) {
        curve.isAbove($0, by: least) ? chance * law.density($0) : 0
      }
      sum.add(place, density, cuts: curve.seen(gap: least).map { [$0] } ?? [])
    }
  }
}
