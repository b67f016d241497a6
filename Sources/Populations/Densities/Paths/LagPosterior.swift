// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// The law of a number today, given what is seen of its value of some earlier month, mixed over the
/// months and hidden states it may come from.
struct LagPosterior {
  /// One month and hidden state.
  struct Part {
    /// The logarithm of its share.
    let logShare: Double
    /// The law of the present number.
    let present: PlacedLaw
    /// The changes since the value seen; nothing where the number was drawn anew.
    let changes: [ScaleChange]?
    /// The law and the channel of the value seen.
    let before: KnownGroup
    /// What is seen, read backwards.
    let evidence: SeenEvidence

    /// The present number that a value seen has become.
    func after(_ value: Double) -> Double { (changes ?? []).reduce(value) { $1($0) } }

    /// The logarithm of the chance of what is seen given the present number.
    func logSeen(given value: Double) -> Double {
      let then = (changes ?? []).reversed().reduce(value) { $1.inverse($0) }
      let weight = evidence.places.reduce(0) { $0 + ($1.values.contains(then) ? $1.weight : 0) }
      return log(weight) + before.logPassed(evidence, given: then)
    }

    /// The values at which the density of the present number may jump or bend.
    var kinks: [Double] {
      var found = present.kinks
      guard changes != nil else { return found }
      found += evidence.places.flatMap(\.ends).map(after)
      for (channel, pieces) in zip(before.channels, evidence.passed) {
        if let pieces { found += channel.kinks(pieces).map(after) }
      }
      return found
    }
  }

  private let parts: [Part]

  init(_ parts: [Part]) { self.parts = parts }

  /// The law; nothing where what is seen is impossible.
  ///
  /// - Parameter use: what the law must be good for.
  /// - Returns: the law.
  func law(for use: NumberPosterior.Use) -> NumberPosterior? {
    guard let first = parts.first else { return nil }
    if first.present.isDiscrete || parts.contains(where: { !singles($0).isEmpty }) {
      return NumberPosterior(values: parts.flatMap { masses($0) })
    }
    // What is seen of a value that has been drawn anew since tells of the kind alone.
    let told = parts.map { part -> Double in
      guard part.changes == nil else { return 0 }
      var mass = [-Double.infinity]
      part.before.logMasses(part.evidence, .none, into: &mass)
      return mass[0]
    }
    let isPositive = parts.allSatisfy { $0.present.law.support.lowerBound >= 0 }
    let scale =
      isPositive ? NumberScale(value: { exp($0) }, place: { log(max($0, 1e-300)) }) : .plain
    return NumberPosterior(over: stretches(scale), scale, for: use) { place in
      let value = scale.value(place)
      var sum = -Double.infinity
      for (part, logTold) in zip(parts, told) {
        let seen = part.changes == nil ? logTold : part.logSeen(given: value)
        sum.addExponential(part.logShare + part.present.logMass(at: value) + seen)
      }
      return sum + (isPositive ? place : 0)
    }
  }

  /// The values seen exactly, as they are today.
  private func singles(_ part: Part) -> [(value: Double, weight: Double)] {
    guard part.changes != nil else { return [] }
    return part.evidence.places.compactMap { piece in
      if case .point(let value) = piece.values { (part.after(value), piece.weight) } else { nil }
    }
  }

  private func masses(_ part: Part) -> [(value: Double, logMass: Double)] {
    if part.present.isDiscrete {
      let reach = part.present.law.reach
      return stride(from: reach.lowerBound.rounded(.up), through: reach.upperBound, by: 1).map {
        ($0, part.logShare + part.present.logMass(at: $0) + part.logSeen(given: $0))
      }
    }
    return singles(part).map { value, weight in
      (value, part.logShare + part.present.logMass(at: value) + log(weight))
    }
  }

  private func stretches(_ scale: NumberScale) -> [(from: Double, to: Double)] {
    let ends = parts.map { part in
      [-8.5, 8.5].map { scale.place(part.present.quantile(normalScore: $0)) }
    }
    guard let from = ends.map({ $0[0] }).min(), let to = ends.map({ $0[1] }).max(), from < to
    else { return [] }
    let jumps = parts.flatMap { part in
      part.kinks
        + part.present.law.jumps.map { jump in part.present.changes.reduce(jump) { $1($0) } }
    }
    let kinks = Set(jumps.filter(\.isFinite).map(scale.place)).filter { $0 > from && $0 < to }
    let parts = (1..<4).map { from + (to - from) * Double($0) / 4 }
    let places = [from] + (Array(kinks) + parts).sorted() + [to]
    return zip(places, places.dropFirst()).filter { $0 < $1 }.map { ($0, $1) }
  }
}
