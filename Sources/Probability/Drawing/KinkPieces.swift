// SPDX-License-Identifier: GPL-3.0-or-later
import CCounterRandom
import Glibc

/// The cubics of the cells of a quantile table in which the law's density jumps.
struct KinkPieces {
  /// The cells that hold a kink, or touch one.
  private(set) var cells: Set<Int> = []
  /// Their cubics, from left to right.
  private(set) var pieces: [ccr_piece] = []

  init(_ law: any Law, knots: QuantileKnots) {
    let kinks = law.breakpoints.map(Self.score(law)).filter { abs($0) < QuantileKnots.reach }
    for kink in kinks {
      let place = (kink + QuantileKnots.reach) * QuantileKnots.perUnit
      cells.insert(Int(place))
      if place == place.rounded(.down), place > 0 { cells.insert(Int(place) - 1) }
    }
    for cell in cells.sorted() where cell < QuantileKnots.cellCount {
      let (left, right) = (QuantileKnots.score(cell), QuantileKnots.score(cell + 1))
      let inside = kinks.filter { $0 > left && $0 < right }.sorted()
      for (from, to) in zip([left] + inside, inside + [right]) {
        pieces.append(Self.piece(law, from, to, logarithmic: knots.isLogarithmic))
      }
    }
  }

  private static func score(_ law: any Law) -> (Double) -> Double {
    { x in
      let below = law.cdf(x)
      return below <= 0.5
        ? StandardNormal.quantile(below) : StandardNormal.quantile(upperTail: law.upperTail(x))
    }
  }

  /// The cubic through four Chebyshev-Lobatto points, in Newton's form made powers of z - from.
  private static func piece(
    _ law: any Law, _ from: Double, _ to: Double, logarithmic: Bool
  ) -> ccr_piece {
    let width = to - from
    let steps = [0, 0.25, 0.75, 1].map { $0 * width }
    var differences = steps.map { step in
      let x = law.quantile(normalScore: from + step)
      return logarithmic ? log(x) : x
    }
    for order in 1..<4 {
      for index in stride(from: 3, through: order, by: -1) {
        differences[index] =
          (differences[index] - differences[index - 1]) / (steps[index] - steps[index - order])
      }
    }
    var terms = [differences[3], 0, 0, 0]
    for index in stride(from: 2, through: 0, by: -1) {
      for power in stride(from: 3, through: 1, by: -1) {
        terms[power] = terms[power - 1] - terms[power] * steps[index]
      }
      terms[0] = differences[index] - terms[0] * steps[index]
    }
    return ccr_piece(from: from, origin: from, terms: (terms[0], terms[1], terms[2], terms[3]))
  }
}
