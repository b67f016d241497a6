// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Glibc
import Probability

/// The law of offsets from the logarithm of a number at its start, on multiples of a width.
struct WalkedOffsets: Sendable {
  /// The chance and the cumulants of a part that is nearly normal.
  struct Part: Sendable {
    let chance: Double
    let mean: Double
    let variance: Double
    /// The third cumulant.
    let third: Double
  }

  private let lattice: LatticeChances
  private static var width: Double { WalkedTables.width }

  private init(_ lattice: LatticeChances) { self.lattice = lattice }

  /// A mixture of nearly normal laws.
  ///
  /// - Parameter parts: the laws.
  init(_ parts: [Part]) {
    lattice = LatticeChances(mixing: parts.map { ($0.chance, Self.lattice($0)) }, Self.width)
  }

  private static func lattice(_ part: Part) -> LatticeChances {
    let deviation = part.variance.squareRoot()
    guard deviation > 1.5 * width else {
      // Three points have the first five moments of a normal law.
      let far = 3.0.squareRoot() * deviation
      let points = [(-far, 1.0 / 6), (0, 2.0 / 3), (far, 1.0 / 6)]
      return LatticeChances(points.map { (part.mean + $0, $1) }, width: width)
    }
    // Sums over multiples of so small a width are integrals.
    let first = Int(((part.mean - 9 * deviation) / width).rounded(.down))
    let last = Int(((part.mean + 9 * deviation) / width).rounded(.up))
    return LatticeChances(
      width: width, first: first,
      chances: (first...last).map { chance(part, deviation, Double($0) * width) })
  }

  /// A law's density times the width, by its third cumulant (Charlier 1905).
  private static func chance(_ part: Part, _ deviation: Double, _ place: Double) -> Double {
    let score = (place - part.mean) / deviation
    let skew = part.third / (6 * part.variance * deviation)
    return width / deviation * StandardNormal.density(score)
      * max(0, 1 + skew * (score * score - 3) * score)
  }

  /// The offsets with those of a factor added.
  ///
  /// - Parameter factor: the law of its logarithm; nothing for none.
  /// - Returns: the offsets of the product.
  func times(_ factor: LatticeChances?) -> WalkedOffsets {
    factor.map { WalkedOffsets(lattice.plus($0)) } ?? self
  }

  /// The densities of the sum of a start and an offset.
  ///
  /// - Parameters:
  ///   - places: where.
  ///   - start: the law of the start's logarithm.
  /// - Returns: a density for each place.
  /// - Complexity: O(places × offsets).
  func densities(_ places: [Double], _ start: LatticeChances) -> [Double] {
    visiting(start) { density in
      places.map { point in
        let place = point / Self.width
        let nearest = place.rounded()
        // Multiples of the width, but for their last digits.
        if abs(place - nearest) < 1e-7 { return density(Int(nearest)) }
        let from = Int(place.rounded(.down)) - 2
        let weights = PointTable.lagrange(place - Double(from))
        return (0..<6).reduce(0) { $0 + weights[$1] * density(from + $1) }
      }
    }
  }

  /// The densities of the sum of a start and an offset at places with the same distance.
  ///
  /// - Parameters:
  ///   - first: the first place.
  ///   - stride: the distance, in widths.
  ///   - count: how many places.
  ///   - start: the law of the start's logarithm.
  /// - Returns: a density for each place.
  /// - Complexity: O(places × offsets).
  func densities(
    from first: Double, by stride: Int, count: Int, _ start: LatticeChances
  ) -> [Double] {
    // All places lie the same part of a width above a multiple, by which offsets are moved instead.
    let place = first / Self.width
    let cell = Int(place.rounded(.down))
    let part = (place - Double(cell)) * Self.width
    let moved = lattice.plus(LatticeChances([(-part, 1)], width: Self.width))
    return WalkedOffsets(moved).visiting(start) { density in
      (0..<count).map { density(cell + stride * $0) }
    }
  }

  /// Gives densities at multiples.
  private func visiting(
    _ start: LatticeChances, _ body: ((Int) -> Double) -> [Double]
  ) -> [Double] {
    let backward = Array(lattice.chances.reversed())
    let last = lattice.first + backward.count - 1
    return start.chances.withUnsafeBufferPointer { spread in
      backward.withUnsafeBufferPointer { backward in
        body { multiple in
          // The start's multiple that goes with the last offset.
          let distance = multiple - last - start.first
          let from = max(0, -distance)
          let to = min(backward.count, spread.count - distance)
          guard from < to, let one = backward.baseAddress, let two = spread.baseAddress
          else { return 0 }
          return max(0, ck_dot(one + from, two + from + distance, to - from) / Self.width)
        }
      }
    }
  }

  /// The chance that the sum of a start and an offset is below a bound.
  ///
  /// - Parameters:
  ///   - bound: the bound, as a logarithm.
  ///   - law: the law at the start.
  /// - Returns: a probability.
  func chance(below bound: Double, _ law: any Law) -> Double {
    var sum = 0.0
    for (index, chance) in lattice.chances.enumerated() where abs(chance) > 1e-18 {
      sum += chance * law.cdf(exp(bound - Double(lattice.first + index) * Self.width))
    }
    return min(1, max(0, sum))
  }
}
