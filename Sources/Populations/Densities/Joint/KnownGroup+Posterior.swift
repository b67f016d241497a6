// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

extension KnownGroup {
  /// The law of the number given what is seen of it.
  ///
  /// - Parameters:
  ///   - evidence: what is seen, read backwards.
  ///   - use: what the law must be good for.
  /// - Returns: the law; nothing where what is seen is impossible.
  func posterior(_ evidence: SeenEvidence, for use: NumberPosterior.Use) -> NumberPosterior? {
    var (single, ranges): ([(value: Double, logMass: Double)], [(ValueInterval, Double)]) = ([], [])
    for place in evidence.places where place.weight > 0 {
      switch place.values {
      case .missing: continue
      case .point(let value):
        single.append(
          (value, law.logMass(at: value) + log(place.weight) + logPassed(evidence, given: value)))
      case .interval(let interval): ranges.append((interval, place.weight))
      }
    }
    guard law.isDiscrete || single.isEmpty else { return NumberPosterior(values: single) }
    guard !law.isDiscrete else {
      for (interval, weight) in ranges {
        visit(interval) { value in
          single.append(
            (value, law.logMass(at: value) + log(weight) + logPassed(evidence, given: value)))
        }
      }
      return NumberPosterior(values: single)
    }
    return density(evidence, ranges, use)
  }

  /// The separate values of the law in an interval.
  private func visit(_ interval: ValueInterval, _ each: (Double) -> Void) {
    let reach = law.law.reach
    let first = max(interval.low, reach.lowerBound).rounded(.up)
    let last = min(interval.high, reach.upperBound).rounded(.down)
    for value in stride(from: first, through: last, by: 1) where interval.contains(value) {
      each(value)
    }
  }

  private func density(
    _ evidence: SeenEvidence, _ ranges: [(interval: ValueInterval, weight: Double)],
    _ use: NumberPosterior.Use
  ) -> NumberPosterior? {
    var (low, high) = (-Double.infinity, Double.infinity)
    var ends = law.kinks + ranges.flatMap { [$0.interval.low, $0.interval.high] }
    for (channel, pieces) in zip(channels, evidence.passed) {
      guard let pieces else { continue }
      let reach = channel.reach(pieces)
      (low, high) = (max(low, reach.lowerBound), min(high, reach.upperBound))
      ends += channel.kinks(pieces)
    }
    let range = scale.range
    let from = max(range.lowerBound, low == -.infinity ? low : scale.from(low))
    let to = min(range.upperBound, high == .infinity ? high : scale.from(high))
    guard from < to else { return nil }
    let inner = Set(ends.filter(\.isFinite).map(scale.from)).filter { $0 > from && $0 < to }
    let places = [from] + inner.sorted() + [to]
    var stretches: [(from: Double, to: Double, logWeight: Double)] = []
    for (start, end) in zip(places, places.dropFirst()) {
      let middle = scale.value(start + (end - start) / 2)
      let weight = ranges.reduce(0) { $0 + ($1.interval.contains(middle) ? $1.weight : 0) }
      if weight > 0 { stretches.append((start, end, log(weight))) }
    }
    return NumberPosterior(
      over: divided(stretches.map { ($0.from, $0.to) }),
      NumberScale(value: scale.value, place: scale.from, isPlain: scale.isPlain),
      for: use
    ) { place in
      let weight = stretches.first { place <= $0.to }?.logWeight ?? 0
      return logIntegrand(place, evidence).0 + weight
    }
  }

  /// Stretches of normal scores short enough that no ordinary density hides between points.
  private func divided(_ stretches: [(Double, Double)]) -> [(from: Double, to: Double)] {
    guard !scale.isPlain else { return stretches.map { ($0.0, $0.1) } }
    return stretches.flatMap { from, to in
      let parts = max(1, Int(((to - from) / 6).rounded(.up)))
      return (0..<parts).map { part in
        (
          from + (to - from) * Double(part) / Double(parts),
          from + (to - from) * Double(part + 1) / Double(parts)
        )
      }
    }
  }
}
