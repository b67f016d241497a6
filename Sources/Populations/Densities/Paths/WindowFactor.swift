// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// The law of the factor that each customer keeps on what is shown.
struct WindowFactor: Sendable {
  /// The law itself.
  let law: any Law
  /// The logarithms at which its density jumps, begins or ends.
  let kinks: [Double]

  init(_ law: any Law) { (self.law, kinks) = (law, LatticeChances.edges(law)) }

  /// The law of its logarithm on multiples of a width.
  func lattice(_ width: Double) -> LatticeChances {
    LatticeChances(logarithmOf: law, width: width, tail: 1e-12)
  }

  /// The logarithms between which it lies.
  var ends: (low: Double, high: Double) {
    (
      LatticeChances.place(law.quantile(1e-10)),
      LatticeChances.place(law.quantile(upperTail: 1e-10))
    )
  }

  /// How far its logarithm spreads: half the distance that two thirds of it cover.
  var deviation: Double {
    let (low, high) = (law.quantile(normalScore: -1), law.quantile(normalScore: 1))
    return (LatticeChances.place(high) - LatticeChances.place(low)) / 2
  }

  /// Points of gaps of a way between two gaps, with weights that add up to the way's chance of them.
  func points(
    _ low: Double, _ high: Double, _ way: WindowWays.Way
  ) -> [(place: Double, weight: Double)] {
    var points: [(place: Double, weight: Double)] = []
    let mean = way.gap.mean
    GaussLegendre.four.visit(from: low, to: high, panels: 1) { place, weight in
      let density = exp(law.logDensity(exp(place - mean)) + place - mean)
      if density > 0, density.isFinite { points.append((place, way.chance * weight * density)) }
    }
    // In a cell at an end the density may grow beyond all bounds.
    guard kinks.contains(where: { abs($0 + mean - low) < 1e-9 || abs($0 + mean - high) < 1e-9 })
    else { return points }
    let total = points.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return points }
    let mass = way.chance * chance(low - mean, high - mean)
    return points.map { ($0.place, $0.weight * mass / total) }
  }

  /// The chance of a logarithm between two.
  private func chance(_ low: Double, _ high: Double) -> Double {
    let below = law.cdf(exp(high))
    return below < 0.5
      ? below - law.cdf(exp(low)) : law.upperTail(exp(low)) - law.upperTail(exp(high))
  }

  /// Logarithms of the factor with weights, for sums of smooth functions; 0 for no factor.
  static func nodes(_ factor: WindowFactor?) -> [(Double, Double)] {
    guard let law = factor?.law else { return [(0, 1)] }
    var nodes: [(Double, Double)] = []
    GaussLegendre.twelve.visit(from: -6.4, to: 6.4, panels: 8) { score, weight in
      let value = law.quantile(normalScore: score)
      if value > 0 { nodes.append((log(value), weight * StandardNormal.density(score))) }
    }
    let total = nodes.reduce(0) { $0 + $1.1 }
    return nodes.map { ($0.0, $0.1 / total) }
  }
}
