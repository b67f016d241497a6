// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// A step of the view that passes a value on with an error whose law is known.
protocol SeenChannel: Sendable {
  /// The level slots its law depends on.
  var levelSlots: [Int] { get }
  /// Whether single values passed on have a probability, not a density.
  var isDiscrete: Bool { get }
  /// The channel where the levels are known.
  ///
  /// - Parameter levels: level codes by slot.
  /// - Returns: the channel; nothing when its law is impossible there.
  func given(_ levels: [UInt8]) -> (any KnownChannel)?
}

/// A conditional law of what is passed on, given a number.
protocol KnownChannel: Sendable {
  /// The density, or probability, of what is passed on.
  ///
  /// - Parameters:
  ///   - pieces: what is passed on; all points or, where some are intervals, intervals.
  ///   - value: what it is given.
  /// - Returns: the weighted sum over the pieces.
  func mass(_ pieces: [SeenPiece], given value: Double) -> Double
  /// The values that can have been given, but for a chance below 1e-18.
  ///
  /// - Parameter pieces: what is passed on.
  /// - Returns: a range.
  func reach(_ pieces: [SeenPiece]) -> ClosedRange<Double>
  /// The points at which masses of single values passed on are tabled; nothing where they are not.
  ///
  /// - Parameter law: the law of what is given.
  /// - Returns: points close enough for interpolation to nine digits.
  func grid(over law: PlacedLaw) -> PointGrid?
  /// The laws of what is passed on, where it follows one.
  ///
  /// - Parameter values: what it is given.
  /// - Returns: a law by value, with nothing where its parameters are impossible; nothing at all
  ///   where what is passed on follows no law of its own.
  func laws(given values: [Double]) -> [(any Law)?]?
  /// The numbers given at which the mass of what is passed on jumps or bends.
  ///
  /// - Parameter pieces: what is passed on.
  /// - Returns: the numbers, in any order.
  func kinks(_ pieces: [SeenPiece]) -> [Double]
}

extension KnownChannel {
  func kinks(_ pieces: [SeenPiece]) -> [Double] { [] }
  func grid(over law: PlacedLaw) -> PointGrid? { nil }
  func laws(given values: [Double]) -> [(any Law)?]? { nil }
}

/// Noise that is added or multiplied.
struct NoiseChannel: SeenChannel {
  /// How the noise and the value make what is seen.
  enum Combination: Sendable {
    /// They are added.
    case plus
    /// They are multiplied.
    case times

    /// The reading of a fixed number in the place of noise.
    func reading(of number: Double) -> StepReading {
      if self == .times, number == 0 { return .unreadable("is multiplied with 0") }
      let change = ScaleChange(
        scale: .identity, kind: self == .plus ? .add : .times, amount: number)
      return .pieces { piece in
        switch piece.values {
        case .missing: [piece]
        case .point(let value): [piece.with(.point(change.inverse(value)))]
        case .interval(let interval):
          [
            piece.with(
              .interval(
                change.isAscending
                  ? interval.mapped(change.inverse) : interval.reversed(change.inverse)))
          ]
        }
      }
    }
  }

  /// How the noise and the value make what is seen.
  let combination: Combination
  /// How the noise is drawn.
  let plan: DrawPlan

  /// The reading of noise, or why there is none.
  static func reading(_ combination: Combination, _ plan: DrawPlan) -> StepReading {
    plan.numberSlots.isEmpty
      ? .channel(NoiseChannel(combination: combination, plan: plan))
      : .unreadable("has noise whose law depends on numbers of the world")
  }

  var levelSlots: [Int] { plan.levelSlots }
  // Where the value is continuous, so is what is seen.
  var isDiscrete: Bool { false }

  func given(_ levels: [UInt8]) -> (any KnownChannel)? {
    guard let law = plan.law(numbers: [], levels: levels) else { return nil }
    switch combination {
    case .plus: return AddedNoise(law: law)
    case .times: return MultipliedNoise(law: law)
    }
  }
}

/// Added noise of one law.
private struct AddedNoise: KnownChannel {
  let law: any Law

  func mass(_ pieces: [SeenPiece], given value: Double) -> Double {
    pieces.reduce(0) { $0 + $1.weight * law.mass($1.values.shifted(-value)) }
  }

  func reach(_ pieces: [SeenPiece]) -> ClosedRange<Double> {
    guard let values = SeenPiece.hull(pieces) else { return -Double.infinity...Double.infinity }
    let noise = law.reach
    return values.lowerBound - noise.upperBound...values.upperBound - noise.lowerBound
  }

  func kinks(_ pieces: [SeenPiece]) -> [Double] {
    pieces.flatMap(\.ends).flatMap { end in law.jumps.map { end - $0 } }
  }
}

extension AddedNoise {
  func grid(over given: PlacedLaw) -> PointGrid? {
    // Where both jump, what is passed on bends, and is not interpolated.
    guard !law.isDiscrete, !given.isDiscrete, law.jumps.isEmpty || given.law.jumps.isEmpty else {
      return nil
    }
    return PointGrid(given, law, isLogarithmic: false) { $0 + $1 }
  }
}

extension MultipliedNoise {
  func grid(over given: PlacedLaw) -> PointGrid? {
    guard !law.isDiscrete, !given.isDiscrete, law.support.lowerBound >= 0,
      law.jumps.isEmpty || given.law.jumps.isEmpty,
      given.quantile(normalScore: -PointGrid.outermost) > 0
    else { return nil }
    return PointGrid(given, law, isLogarithmic: true) { $0 * $1 }
  }
}

/// Multiplied noise of one law.
private struct MultipliedNoise: KnownChannel {
  let law: any Law

  func mass(_ pieces: [SeenPiece], given value: Double) -> Double {
    guard value != 0 else {
      return pieces.reduce(0) { $0 + ($1.values.contains(0) ? $1.weight : 0) }
    }
    return pieces.reduce(0) { sum, piece in
      let scaled = piece.values.divided(by: value)
      let jacobian = if case .point = scaled { 1 / abs(value) } else { 1.0 }
      return sum + piece.weight * jacobian * law.mass(scaled)
    }
  }

  func reach(_ pieces: [SeenPiece]) -> ClosedRange<Double> {
    let (noise, all) = (law.reach, -Double.infinity...Double.infinity)
    guard let values = SeenPiece.hull(pieces), noise.lowerBound >= 0 else { return all }
    func divided(_ end: Double, _ factor: Double) -> Double {
      end == 0 ? 0 : factor == 0 ? end * .infinity : end / factor
    }
    let ends = [values.lowerBound, values.upperBound].flatMap { end in
      [divided(end, noise.lowerBound), divided(end, noise.upperBound)]
    }
    return (ends.min() ?? -.infinity)...(ends.max() ?? .infinity)
  }

  func kinks(_ pieces: [SeenPiece]) -> [Double] {
    pieces.flatMap(\.ends).flatMap { end in law.jumps.filter { $0 != 0 }.map { end / $0 } }
  }
}
