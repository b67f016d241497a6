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
  /// The greatest distance of points where nothing jumps.
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
    let ranges = laws.map { law in
      let low = WindowFactor.place(law.quantile(Self.tail)) + down
      return low...WindowFactor.place(law.quantile(upperTail: Self.tail)) + up
    }
    let range =
      (ranges.map(\.lowerBound).min() ?? 0)...(ranges.map(\.upperBound).max() ?? 1)
    let steepest = max(Self.least, ways.narrowest(walk))
    let edges = Set(laws.flatMap(WindowFactor.edges))
    let kinks = (edges + bounds + ways.curved(edges, bounds)).sorted()
    let spreads = laws.map { WindowFactor.deviation($0) / 12 }
    let isRegular = laws.allSatisfy(Self.isRegular)
    bare = GradedGrid(
      range, kinks: kinks,
      distances: GradedGrid.Distances(
        most: Self.most, fine: zip(ranges, spreads).map { ($0, $1) }, near: steepest / 7,
        least: steepest / (isRegular ? 7 : 5_000)))
    guard let factor else {
      shown = bare
      return
    }
    let (low, high) = factor.ends
    let own = factor.deviation / 6
    var fine = zip(ranges, spreads).map { range, spread in
      (range.lowerBound + low...range.upperBound + high, max(spread, min(own, Self.most)))
    }
    for kink in factor.kinks {
      fine += zip(ranges, spreads).map { range, spread in
        (range.lowerBound + kink...range.upperBound + kink, spread)
      }
    }
    fine += kinks.filter(range.contains).map { ($0 + low...$0 + high, own) }
    shown = GradedGrid(
      min(
        range.lowerBound, range.lowerBound + low)...max(range.upperBound, range.upperBound + high),
      kinks: kinks.flatMap { kink in factor.kinks.map { kink + $0 } },
      distances: GradedGrid.Distances(
        most: max(Self.most, min(1, own)), fine: fine, near: min(steepest / 7, own),
        least: steepest / 5_000))
  }

  /// The probability of a start's law that is left out at either end.
  static let tail = 1e-15

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
