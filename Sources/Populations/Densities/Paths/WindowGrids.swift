// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// The points at which functions of a window are tabled: of the logarithm of a mean of months before the
/// factor on what is shown, and after it.
struct WindowGrids: Sendable {
  /// Before the factor.
  let bare: GradedGrid
  /// After it.
  let shown: GradedGrid
  /// The distance of points where no law is narrow.
  private static let most = 0.1
  /// Distances over which jumps are smoothed that are told from none.
  private static let least = 1e-6

  /// Lays out points.
  ///
  /// - Parameters:
  ///   - laws: all laws at the start.
  ///   - bounds: logarithms of bounds of the truth.
  ///   - ways: how what is seen and what is true go together.
  ///   - walk: how the number walks.
  ///   - age: the greatest number of months since a start.
  ///   - factor: the law of the factor on what is seen; nothing for none.
  init(
    _ laws: [any Law], bounds: [Double], _ ways: WaysByAge, _ walk: EvolvingNumber.Walk, age: Int,
    _ factor: WindowFactor?
  ) {
    let far = NormalSteps(max(1, age), walk)
    let (down, up) = (min(0, far.mean) - 9 * far.deviation, max(0, far.mean) + 9 * far.deviation)
    func extent(_ law: any Law, _ tail: Double) -> ClosedRange<Double> {
      WindowFactor.place(law.quantile(tail))...WindowFactor.place(law.quantile(upperTail: tail))
    }
    let all = laws.map { extent($0, Self.tail) }
    let range =
      (all.map(\.lowerBound).min() ?? 0) + down...(all.map(\.upperBound).max() ?? 1) + up
    let steepest = max(Self.least, ways.narrowest(walk))
    let edges = Set(laws.flatMap(WindowFactor.edges))
    let kinks = (edges + bounds + ways.curved(edges, bounds)).sorted()
    // How far the points of laws lie apart, where they start and where they have walked to; beyond, few tell tails.
    let spreads: [(range: ClosedRange<Double>, distance: Double)] = laws.flatMap { law in
      let (own, deviation) = (extent(law, Self.rare), WindowFactor.deviation(law))
      return [
        (own, deviation / 12),
        (own.lowerBound + down...own.upperBound + up, hypot(deviation / 12, steepest / 7)),
      ]
    }
    // Where all laws spread widely few points tell them.
    let most = max(Self.most, min(1, spreads.map(\.distance).min() ?? 0))
    let isRegular = laws.allSatisfy(Self.isRegular)
    bare = GradedGrid(
      range, kinks: kinks,
      distances: GradedGrid.Distances(
        most: most, fine: spreads, near: steepest / 7,
        least: steepest / (isRegular ? 7 : 5_000)))
    guard let factor else {
      shown = bare
      return
    }
    let (low, high) = factor.ends(Self.rare)
    let ends = factor.ends(WindowFactor.tail)
    let own = factor.deviation / 6
    // Where the factor has no end near most of it, what it makes of a kink lies at its middle.
    let middle = WindowFactor.place(factor.law.quantile(0.5))
    let marks =
      factor.kinks
      + (factor.kinks.contains { abs($0 - middle) < 3 * factor.deviation } ? [] : [middle])
    var fine = spreads.map { spread in
      (
        range: spread.range.lowerBound + low...spread.range.upperBound + high,
        distance: max(spread.distance, min(own, most))
      )
    }
    for mark in marks {
      fine += spreads.map {
        ($0.range.lowerBound + mark...$0.range.upperBound + mark, $0.distance)
      }
    }
    fine += kinks.filter(range.contains).map { ($0 + low...$0 + high, own) }
    shown = GradedGrid(
      range.lowerBound + min(0, ends.low)...range.upperBound + max(0, ends.high),
      kinks: kinks.flatMap { kink in marks.map { kink + $0 } },
      distances: GradedGrid.Distances(
        most: max(most, min(1, own)), fine: fine, near: min(steepest / 7, own),
        least: steepest / 5_000))
  }

  /// The probability of a start's law that is left out at either end.
  static let tail = 1e-15
  /// The probability at either end where fewer points do.
  private static let rare = 1e-10

  /// Whether a law's density grows beyond all bounds at an end above 0.
  static func isUnbounded(_ law: any Law) -> Bool {
    WindowFactor.edges(law).contains { edge in
      [-1.0, 1].contains { side in
        law.logDensity(exp(edge + side * 1e-9)) > law.logDensity(exp(edge + side * 1e-6)) + 0.1
      }
    }
  }

  /// Whether a law's density neither falls to nothing nor grows beyond all bounds where it ends or jumps.
  private static func isRegular(_ law: any Law) -> Bool {
    WindowFactor.edges(law).allSatisfy { edge in
      [-1.0, 1].allSatisfy { side in
        let near = law.logDensity(exp(edge + side * 1e-9))
        let far = law.logDensity(exp(edge + side * 1e-6))
        return near == far || abs(near - far) < 1e-3
      }
    }
  }
}

extension WaysByAge {
  /// Where what is shown tells truths below bounds from others in another way on either side, since it stands for one
  /// at a jump of the start's law and for one at the bound.
  fileprivate func curved(_ edges: Set<Double>, _ bounds: [Double]) -> [Double] {
    all.flatMap { ways in
      ways.ways.compactMap { way in
        way.gap == (0, 0) ? nil : TruthCurve(way.weights, ways.truthWeights)
      }
    }.flatMap { curve in
      edges.flatMap { edge in
        bounds.compactMap { bound in curve.seen(at: bound - edge).map { edge + $0 } }
      }
    }
  }

  /// The least distance over which months smooth a jump.
  fileprivate func narrowest(_ walk: EvolvingNumber.Walk) -> Double {
    var variances = [walk.deviation * walk.deviation]
    for ways in all where ways.steps > 0 {
      variances.append(ways.truthVariance)
      for way in ways.ways where way.gap.variance > 0 && way.seen.variance > 0 {
        let both = way.covariance + way.gap.variance
        let (seen, gap) = (way.seen.variance, way.gap.variance)
        variances += [seen, gap, gap - both * both / seen, seen - both * both / gap]
      }
    }
    return variances.filter { $0 > 1e-3 * walk.deviation * walk.deviation }.min()?.squareRoot()
      ?? walk.deviation
  }
}
