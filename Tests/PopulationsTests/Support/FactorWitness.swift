// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// The chances of what is true of a walk, given what is seen of it times a factor that a customer keeps.
///
/// The densities without the factor are tabled once, on panels that end where these are not smooth.
struct FactorWitness {
  /// The law of the factor.
  enum Factor: Sendable {
    case beta(mean: Double, precision: Double)
    case lognormal(median: Double, sigma: Double)

    /// The logarithms beyond which next to nothing lies.
    var ends: ClosedRange<Double> {
      switch self {
      case .beta: log(0.25)...0
      case .lognormal(let median, let sigma): (log(median) - 7 * sigma)...(log(median) + 7 * sigma)
      }
    }

    /// The density of the logarithm.
    ///
    /// - Parameter below: how far below the upper end.
    /// - Returns: the density.
    func density(below: Double) -> Double {
      switch self {
      case .beta(let mean, let precision):
        let (alpha, beta) = (mean * precision, (1 - mean) * precision)
        let constant = lgamma(alpha + beta) - lgamma(alpha) - lgamma(beta)
        return exp(constant - alpha * below) * pow(-expm1(-below), beta - 1)
      case .lognormal(_, let sigma):
        let score = 7 - below / sigma
        return exp(-score * score / 2) / (2 * Double.pi).squareRoot() / sigma
      }
    }
  }

  private struct Panel {
    let (low, high): (Double, Double)
    /// Densities at Chebyshev's points.
    var values: [[Double]] = []
  }

  private let factor: Factor
  private var panels: [Panel] = []
  private static let points = 24

  /// Tables the densities without the factor.
  ///
  /// - Parameters:
  ///   - walk: the law of what is seen without the factor.
  ///   - factor: the law of the factor.
  ///   - range: the values that are seen.
  ///   - widest: the greatest width of panels.
  init(
    _ walk: WalkWitness, _ factor: Factor, seen range: ClosedRange<Double>, widest: Double = 0.25
  ) {
    self.factor = factor
    let (low, high) = (
      log(range.lowerBound) - factor.ends.upperBound, log(range.upperBound) - factor.ends.lowerBound
    )
    let inner = walk.breaks.filter { $0 > low && $0 < high }
    let edges = [low] + inner + [high]
    for (from, to) in zip(edges, edges.dropFirst()) where to > from + 1e-12 {
      var place = from
      while place < to {
        let far = walk.breaks.map { abs($0 - place) }.min() ?? widest
        let width = min(widest, max(1.25 * walk.deviation, far / 4)) / walk.fineness
        // No sliver is left, and no panel ends beyond its break.
        let end = to - place < 1.5 * width ? to : place + width
        panels.append(Panel(low: place, high: end))
        place = end
      }
    }
    for index in panels.indices {
      let (middle, half) = Self.middle(panels[index])
      panels[index].values = (0..<Self.points).map {
        walk.densities(middle + half * Self.angles[$0].cosine)
      }
    }
  }

  private static func middle(_ panel: Panel) -> (Double, Double) {
    ((panel.low + panel.high) / 2, (panel.high - panel.low) / 2)
  }

  private static let angles = (0..<points).map { index in
    let angle = (Double(index) + 0.5) / Double(points) * Double.pi
    return (cosine: cos(angle), weight: sin(angle) * (index % 2 == 0 ? 1 : -1))
  }

  /// The densities of what is seen: of truths below each bound, and of all.
  func densities(seen: Double) -> [Double] {
    let first = log(seen) - factor.ends.upperBound
    var sums = [Double](repeating: 0, count: panels[0].values[0].count)
    for panel in panels where panel.high > first {
      let low = max(panel.low, first)
      let visit = { (distance: Double, weight: Double) in
        let own = weight * factor.density(below: low - first + distance)
        for (index, value) in Self.interpolated(panel, low + distance).enumerated() {
          sums[index] += own * value
        }
      }
      // A beta law's density may have a pole at its end.
      if low - first < panel.high - panel.low {
        DoubleExponential.visit(low, panel.high, step: 0.08, visit)
      } else {
        GaussRule.of(Self.points).visit(low, panel.high, visit)
      }
    }
    return sums
  }

  /// The barycentric formula (Berrut and Trefethen 2004).
  private static func interpolated(_ panel: Panel, _ place: Double) -> [Double] {
    let (middle, half) = middle(panel)
    let at = (place - middle) / half
    var (sums, all) = ([Double](repeating: 0, count: panel.values[0].count), 0.0)
    for (index, angle) in angles.enumerated() {
      guard at != angle.cosine else { return panel.values[index] }
      let weight = angle.weight / (at - angle.cosine)
      all += weight
      for own in sums.indices { sums[own] += weight * panel.values[index][own] }
    }
    return sums.map { $0 / all }
  }

  /// The chances of the segments between bounds.
  func chances(seen: Double) -> [Double] { Self.chances(densities(seen: seen)) }

  /// The chances of the segments, by densities of truths below each bound and of all.
  static func chances(_ densities: [Double]) -> [Double] {
    let all = densities[densities.count - 1]
    return densities.indices.map { (densities[$0] - ($0 > 0 ? densities[$0 - 1] : 0)) / all }
  }
}

/// Takahasi and Mori's rule (1974).
enum DoubleExponential {
  /// Calls a visitor with distances from the lower end, and weights.
  static func visit(
    _ low: Double, _ high: Double, step: Double, _ visit: (Double, Double) -> Void
  ) {
    let reach = Int((3.4 / step).rounded())
    for index in -reach...reach {
      let u = Double(index) * step
      let inner = Double.pi / 2 * sinh(u)
      let weight = step * Double.pi / 2 * cosh(u) / (cosh(inner) * cosh(inner))
      visit((high - low) / (1 + exp(-2 * inner)), weight * (high - low) / 2)
    }
  }
}
