// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// A way in which months come late that spreads what is shown about the number at the base.
struct LateWay: Sendable {
  /// The way.
  let way: WindowWays.Way
  /// The law of what is shown, relative to the base.
  let law: MonthsLaw
  /// How what is shown follows from the truth, where one tells the other.
  let curve: TruthCurve?

  /// Reads a way; nothing where what is shown is the base.
  init?(_ way: WindowWays.Way, of ways: WindowWays, _ walk: EvolvingNumber.Walk) {
    guard let law = MonthsLaw(way.weights, walk) else { return nil }
    (self.way, self.law) = (way, law)
    curve = TruthCurve(way.weights, ways.truthWeights)
  }

  /// The greatest distance of the truth from what is shown.
  var reach: Double {
    // Where one tells the other the gap may be far from normal.
    let deviations = curve == nil ? MonthsLaw.reach : 2 * MonthsLaw.reach
    return abs(way.gap.mean) + deviations * way.gap.variance.squareRoot()
  }
}

/// What is shown of truths below a bound by ways in which months come late.
struct LateSight {
  private let curves: [(chance: Double, law: MonthsLaw, curve: TruthCurve)]
  private let gaps: [MonthsGap]

  /// Joins ways.
  init(_ late: [LateWay], of ways: WindowWays, _ walk: EvolvingNumber.Walk) {
    curves = late.compactMap { own in own.curve.map { (own.way.chance, own.law, $0) } }
    gaps = MonthsGap.mixed(
      late.filter { $0.curve == nil }.compactMap { own in
        MonthsGap(own.way.weights, ways.truthWeights, walk).map { (own.way.chance, $0) }
      })
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
