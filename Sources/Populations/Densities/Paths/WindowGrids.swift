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
    let walked = (
      down: min(0, far.mean) - 9 * far.deviation, up: max(0, far.mean) + 9 * far.deviation
    )
    let all = laws.map { Self.extent($0, Self.tail) }
    let range =
      (all.map(\.lowerBound).min() ?? 0) + walked.down...(all.map(\.upperBound).max() ?? 1)
      + walked.up
    let steepest = max(Self.least, ways.narrowest(walk))
    let edges = Set(laws.flatMap(WindowFactor.edges))
    let kinks = (edges + bounds + ways.curved(edges, bounds)).sorted()
    let carried = CarriedPlace.all(edges, bounds, ways, walk, age: age).filter {
      range.contains($0.place)
    }
    let spreads = laws.flatMap { Self.spreads($0, walked, steepest / 7) }
    // Where all laws spread widely few points tell them.
    let most = max(Self.most, min(1, spreads.map(\.distance).min() ?? 0))
    let isRegular = laws.allSatisfy(Self.isRegular)
    bare = GradedGrid(
      range, kinks: kinks,
      distances: GradedGrid.Distances(
        most: most, fine: spreads + carried.map { ($0.range, $0.deviation / 7) },
        near: steepest / 7, least: steepest / (isRegular ? 7 : 5_000)))
    guard let factor else {
      shown = bare
      return
    }
    let (ends, own) = (factor.ends(WindowFactor.tail), factor.deviation / 6)
    let marks = Self.marks(factor)
    shown = GradedGrid(
      range.lowerBound + min(0, ends.low)...range.upperBound + max(0, ends.high),
      kinks: kinks.flatMap { kink in marks.map { kink + $0 } },
      distances: GradedGrid.Distances(
        most: max(most, min(1, own)),
        fine: Self.fine(spreads, kinks.filter(range.contains), carried, factor, most: most),
        near: min(steepest / 7, own), least: steepest / 5_000))
  }

  private static func extent(_ law: any Law, _ tail: Double) -> ClosedRange<Double> {
    WindowFactor.place(law.quantile(tail))...WindowFactor.place(law.quantile(upperTail: tail))
  }

  /// How far points of a law lie apart, where it starts and where it has walked to.
  private static func spreads(
    _ law: any Law, _ walked: (down: Double, up: Double), _ least: Double
  ) -> [(range: ClosedRange<Double>, distance: Double)] {
    let (own, distance) = (extent(law, rare), WindowFactor.deviation(law) / 12)
    return [
      (own, distance),
      (own.lowerBound + walked.down...own.upperBound + walked.up, hypot(distance, least)),
    ]
  }

  /// The factors at which what is shown of a kink is not smooth, or changes most.
  private static func marks(_ factor: WindowFactor) -> [Double] {
    let middle = WindowFactor.place(factor.law.quantile(0.5))
    let hasEnd = factor.kinks.contains { abs($0 - middle) < 3 * factor.deviation }
    return factor.kinks + (hasEnd ? [] : [middle])
  }

  /// How far points of what is shown lie apart.
  private static func fine(
    _ spreads: [(range: ClosedRange<Double>, distance: Double)], _ kinks: [Double],
    _ carried: [CarriedPlace], _ factor: WindowFactor, most: Double
  ) -> [(range: ClosedRange<Double>, distance: Double)] {
    let ((low, high), own) = (factor.ends(rare), factor.deviation / 6)
    let near = factor.ends(seldom)
    func moved(_ range: ClosedRange<Double>, _ low: Double, _ high: Double) -> ClosedRange<Double> {
      range.lowerBound + low...range.upperBound + high
    }
    return spreads.map { (moved($0.range, low, high), max($0.distance, min(own, most))) }
      + marks(factor).flatMap { mark in
        spreads.map { (moved($0.range, mark, mark), $0.distance) }
      }
      + (kinks + carried.map(\.place)).map { ($0 + near.low...$0 + near.high, own) }
      + marks(factor).flatMap { mark in
        carried.map { (moved($0.range, mark, mark), min($0.deviation / 7, own)) }
      }
  }

  /// The probability of a start's law that is left out at either end.
  static let tail = 1e-15
  /// The probability at either end where fewer points do.
  private static let rare = 1e-10
  /// The probability at either end of a factor where fewer points tell what it makes of a kink.
  private static let seldom = 1e-6

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
