// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// The law of the factor that each customer keeps on what is shown.
struct WindowFactor: Sendable {
  /// The law itself.
  let law: any Law
  /// The logarithms at which its density jumps, begins or ends.
  let kinks: [Double]
  /// How far its logarithm spreads: half the distance that two thirds of it cover.
  let deviation: Double
  /// The probability that may be left out at either end.
  static let tail = 1e-13
  /// The size of stretches at kinks, where the density may grow beyond all bounds.
  private static let least = 1e-9

  /// Reads a law.
  init(_ law: any Law) {
    self.law = law
    kinks = Self.edges(law)
    deviation = max(Self.least, Self.deviation(law))
  }

  /// The logarithms between which it lies.
  ///
  /// - Parameter tail: the probability that is left out at either end.
  /// - Returns: the quantiles.
  func ends(_ tail: Double) -> (low: Double, high: Double) {
    (Self.place(law.quantile(tail)), Self.place(law.quantile(upperTail: tail)))
  }

  /// The logarithms at which the density of a positive number jumps, begins or ends.
  static func edges(_ law: any Law) -> [Double] {
    let ends = [law.support.lowerBound, law.support.upperBound] + law.breakpoints
    return Set(ends.filter { $0 > 0 && $0.isFinite }).sorted().map { log($0) }
  }

  /// The logarithm of a number, that of a very small one for none.
  static func place(_ value: Double) -> Double { log(max(value, 1e-300)) }

  /// How far the logarithm of a number spreads: half the distance that two thirds of it cover.
  static func deviation(_ law: any Law) -> Double {
    (place(law.quantile(normalScore: 1)) - place(law.quantile(normalScore: -1))) / 2
  }

  /// The density of the logarithm.
  func density(_ place: Double) -> Double {
    let density = exp(law.logDensity(exp(place)) + place)
    return density.isFinite ? density : 0
  }

  /// Stretches on which the density is smooth, the shorter the nearer a kink is, and single logarithms with
  /// chances of their own, which stand for what lies at kinks.
  var parts: (panels: [ClosedRange<Double>], atoms: [(place: Double, chance: Double)]) {
    let ends = ends(Self.tail)
    // Nothing of what may be near 0 is lost.
    var panels: [ClosedRange<Double>] = []
    var atoms = [(ends.low, law.cdf(exp(ends.low)))]
    let inner = kinks.filter { $0 > ends.low && $0 < ends.high }
    let marks = [ends.low] + inner + [ends.high]
    for (low, high) in zip(marks, marks.dropFirst()) where high > low {
      // From either end each as long as four times all before, up to a deviation and a half.
      var sizes: [Double] = []
      var (size, covered) = (Self.least, 0.0)
      while covered < (high - low) / 2 {
        sizes.append(size)
        covered += size
        size = min(4 * covered, 1.5 * deviation)
      }
      let scale = (high - low) / 2 / covered
      var place = low
      for (index, size) in (sizes + sizes.reversed()).enumerated() {
        let next = index + 1 == 2 * sizes.count ? high : place + size * scale
        if index == 0 || index + 1 == 2 * sizes.count {
          atoms.append(((place + next) / 2, chance(place, next)))
        } else {
          panels.append(place...next)
        }
        place = next
      }
    }
    return (panels, atoms)
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
