// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// A questionnaire as a channel from the true value to the sum of its items.
struct LikertChannel: SeenChannel {
  /// How it is answered; nothing before the development view is known.
  let response: LikertResponse?

  var levelSlots: [Int] { [] }
  var isDiscrete: Bool { true }

  func given(_ levels: [UInt8]) -> (any KnownChannel)? { response.map(KnownLikert.init) }
}

/// A questionnaire that is answered in a known way.
private struct KnownLikert: KnownChannel {
  let response: LikertResponse

  func mass(_ pieces: [SeenPiece], given value: Double) -> Double {
    let (sums, chances) = (
      response.scale.sums, response.sumProbabilities(givenTrueValue: value)
    )
    return pieces.reduce(0) { total, piece in
      let inside = zip(sums, chances).reduce(0) {
        $0 + (piece.values.contains(Double($1.0)) ? $1.1 : 0)
      }
      return total + piece.weight * inside
    }
  }

  func reach(_ pieces: [SeenPiece]) -> ClosedRange<Double> {
    -Double.infinity...Double.infinity
  }
}
