// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// Chances on multiples of a width that stand for a law: sums over them of a smooth function are its
/// integrals over the law, as exact as interpolation by polynomials of degree five.
///
/// Every piece of the law is shared among the six nearest multiples by the weights of that
/// interpolation, so that cells keep their first five moments, and jumps of the density cost nothing.
struct LatticeChances: Sendable {
  /// The distance of multiples.
  let width: Double
  /// The first multiple.
  let first: Int
  /// The chances of the multiples from there.
  let chances: [Double]

  /// Takes chances without the ends that no density shows.
  init(width: Double, first: Int, chances: [Double]) {
    let least = 1e-22
    let from = chances.firstIndex { abs($0) > least } ?? 0
    let to = (chances.lastIndex { abs($0) > least } ?? -1) + 1
    self.width = width
    self.first = first + from
    self.chances = Array(chances[from..<max(from, to)])
  }

  /// The law of the logarithm of a positive number.
  ///
  /// - Parameters:
  ///   - law: the continuous law of the number.
  ///   - width: the distance of multiples.
  ///   - tail: the probability that may be left out at either end.
  /// - Complexity: O(multiples) evaluations of the law's density.
  init(logarithmOf law: any Law, width: Double, tail: Double) {
    let low = Int((Self.place(law.quantile(tail)) / width).rounded(.down))
    let high = Int((Self.place(law.quantile(upperTail: tail)) / width).rounded(.up))
    let edges = Self.edges(law)
    var shared = SharedChances(first: low, count: high - low + 1)
    for cell in low..<max(low + 1, high) {
      let (from, to) = (Double(cell) * width, Double(cell + 1) * width)
      if edges.contains(where: { $0 > from - 4 * width && $0 < to + 4 * width }) {
        Self.visitByScore(law, from, to, edges) { shared.add($0 / width, $1) }
      } else {
        GaussLegendre.four.visit(from: from, to: to, panels: 1) { place, weight in
          shared.add(place / width, weight * exp(law.logDensity(exp(place)) + place))
        }
      }
    }
    self.init(width: width, first: shared.first, chances: shared.chances)
  }

  /// The law of the logarithm of a positive number whose density is asked for itself, at multiples: jumps
  /// stay within a width, where sharing would spread them over six.
  ///
  /// - Parameters:
  ///   - law: the continuous law of the number.
  ///   - width: the distance of multiples.
  ///   - tail: the probability that may be left out at either end.
  init(densityOf law: any Law, width: Double, tail: Double) {
    let low = Int((Self.place(law.quantile(tail)) / width).rounded(.down))
    let high = Int((Self.place(law.quantile(upperTail: tail)) / width).rounded(.up))
    let edges = Self.edges(law)
    self.init(
      width: width, first: low,
      chances: (low...max(low, high)).map { multiple in
        let place = Double(multiple) * width
        let (from, to) = (place - width / 2, place + width / 2)
        return edges.contains { $0 > from - 1e-9 && $0 < to + 1e-9 }
          ? law.cdf(exp(to)) - law.cdf(exp(from))
          : width * exp(law.logDensity(exp(place)) + place)
      })
  }

  /// Points with chances of their own.
  ///
  /// - Parameters:
  ///   - points: places with their chances.
  ///   - width: the distance of multiples.
  init(_ points: [(place: Double, chance: Double)], width: Double) {
    let places = points.map { $0.place / width }
    let low = Int((places.min() ?? 0).rounded(.down))
    let high = Int((places.max() ?? 0).rounded(.up))
    var shared = SharedChances(first: low, count: high - low + 1)
    for (place, point) in zip(places, points) { shared.add(place, point.chance) }
    self.init(width: width, first: shared.first, chances: shared.chances)
  }

  /// A mixture of laws.
  ///
  /// - Parameters:
  ///   - parts: laws on multiples of the same width, with their shares.
  ///   - width: the distance of multiples.
  init(mixing parts: [(share: Double, law: LatticeChances)], _ width: Double) {
    let first = parts.map(\.law.first).min() ?? 0
    let last = parts.map { $0.law.first + $0.law.chances.count }.max() ?? 0
    var chances = [Double](repeating: 0, count: last - first)
    for (share, law) in parts {
      for (index, chance) in law.chances.enumerated() {
        chances[law.first - first + index] += share * chance
      }
    }
    self.init(width: width, first: first, chances: chances)
  }

  /// The law of the sum of two independent numbers, both on multiples of the same width.
  func plus(_ other: LatticeChances) -> LatticeChances {
    guard !chances.isEmpty, !other.chances.isEmpty else { return self }
    return LatticeChances(
      width: width, first: first + other.first, chances: chances.convolved(with: other.chances))
  }

  /// The logarithms at which the density of a number jumps, begins or ends.
  static func edges(_ law: any Law) -> [Double] {
    let ends = [law.support.lowerBound, law.support.upperBound] + law.breakpoints
    return Set(ends.filter { $0 > 0 && $0.isFinite }).sorted().map { log($0) }
  }

  /// The logarithm of a number, that of a very small one for none.
  static func place(_ value: Double) -> Double { log(max(value, 1e-300)) }

  /// Visits an interval of logarithms by normal scores, in which densities that grow beyond all
  /// bounds at an end of the law are none.
  private static func visitByScore(
    _ law: any Law, _ from: Double, _ to: Double, _ edges: [Double],
    _ visit: (Double, Double) -> Void
  ) {
    func score(_ place: Double) -> Double {
      let value = exp(place)
      let below = law.cdf(value)
      let found =
        below < 0.5
        ? StandardNormal.quantile(below) : StandardNormal.quantile(upperTail: law.upperTail(value))
      return min(max(found, -Self.reach), Self.reach)
    }
    let ends = [from] + edges.filter { $0 > from && $0 < to } + [to]
    let scores = ends.map(score)
    for (low, high) in zip(scores, scores.dropFirst()) where low < high {
      let panels = Int((high - low) * 2) + 1
      GaussLegendre.twelve.visit(from: low, to: high, panels: panels) { score, weight in
        visit(Self.place(law.quantile(normalScore: score)), weight * StandardNormal.density(score))
      }
    }
  }

  /// Normal scores beyond which there is nothing.
  private static let reach = 9.0
}

/// Sums of chances that are shared among multiples.
private struct SharedChances {
  let first: Int
  private(set) var chances: [Double]

  /// Makes room for places from a multiple on.
  init(first: Int, count: Int) {
    self.first = first - 3
    chances = Array(repeating: 0, count: count + 7)
  }

  /// Shares a chance among the multiples around a place, which is counted in widths.
  mutating func add(_ place: Double, _ chance: Double) {
    let from = Double(first)
    let start = min(max(Int(place - from) - 2, 0), chances.count - 6)
    let weights = PointTable.lagrange(place - from - Double(start))
    for index in 0..<6 { chances[start + index] += weights[index] * chance }
  }
}

extension [Double] {
  /// The sums of products of all pairs with the same sum of positions.
  func convolved(with other: [Double]) -> [Double] {
    var both = [Double](repeating: 0, count: count + other.count - 1)
    both.withUnsafeMutableBufferPointer { both in
      withUnsafeBufferPointer { one in
        for (index, weight) in other.enumerated() {
          for position in 0..<one.count { both[index &+ position] += weight * one[position] }
        }
      }
    }
    return both
  }
}
