// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

extension KnownGroup {
  /// The logarithms of the density of what is seen together with each target.
  ///
  /// - Parameters:
  ///   - evidence: what is seen, read backwards.
  ///   - target: what the segment needs to know of the number.
  ///   - masses: receives a logarithm for each cell or segment, or one for all; minus infinity for
  ///     what is impossible.
  /// - Complexity: one evaluation of the laws for a seen point; a few hundred for a quadrature.
  func logMasses(
    _ evidence: SeenEvidence, _ target: SeenGroup.Target, into masses: inout [Double]
  ) {
    for index in masses.indices { masses[index] = -.infinity }
    for place in evidence.places {
      switch place.values {
      case .missing: continue
      case .point(let value): add(point: value, place.weight, evidence, target, &masses)
      case .interval(let interval):
        if let table, interval == .all, let point = evidence.onlyPoint,
          table.add(point, log(place.weight), to: &masses)
        {
          continue
        }
        switch target {
        case .cells(let cells):
          for (index, cell) in cells.enumerated() {
            guard let inside = cell.intersection(interval) else { continue }
            add(inside, log(place.weight), evidence, &masses, at: index)
          }
        case .none, .points: add(interval, log(place.weight), evidence, &masses, at: 0)
        case .smooth: integrate(interval, log(place.weight), evidence, &masses, at: nil)
        }
      }
    }
  }

  /// The logarithm of the chance, or density, of what the channels have passed on.
  func logPassed(_ evidence: SeenEvidence, given value: Double) -> Double {
    var sum = 0.0
    for (channel, pieces) in zip(channels, evidence.passed) {
      if let pieces { sum += log(channel.mass(pieces, given: value)) }
    }
    return sum
  }

  private func add(
    point value: Double, _ weight: Double, _ evidence: SeenEvidence, _ target: SeenGroup.Target,
    _ masses: inout [Double]
  ) {
    let mass = law.logMass(at: value) + log(weight) + logPassed(evidence, given: value)
    switch target {
    case .none, .points: masses[0].addExponential(mass)
    case .cells(let cells):
      if let index = cells.firstIndex(where: { $0.contains(value) }) {
        masses[index].addExponential(mass)
      }
    case .smooth:
      var shares = [Double](repeating: 0, count: masses.count)
      chances?(value, &shares)
      for index in masses.indices { masses[index].addExponential(mass + log(shares[index])) }
    }
  }

  private func add(
    _ interval: ValueInterval, _ logWeight: Double, _ evidence: SeenEvidence,
    _ masses: inout [Double], at index: Int
  ) {
    if evidence.passed.allSatisfy({ $0 == nil }) {
      masses[index].addExponential(logWeight + log(law.mass(.interval(interval))))
    } else {
      integrate(interval, logWeight, evidence, &masses, at: index)
    }
  }

  /// Adds the integral over an interval, to one mass or, by their chances, to all segments.
  private func integrate(
    _ interval: ValueInterval, _ logWeight: Double, _ evidence: SeenEvidence,
    _ masses: inout [Double], at index: Int?
  ) {
    guard !law.isDiscrete else {
      return sum(interval, logWeight, evidence, &masses, at: index)
    }
    var (low, high) = (interval.low, interval.high)
    var bends: [Double] = []
    for (channel, pieces) in zip(channels, evidence.passed) {
      guard let pieces else { continue }
      let reach = channel.reach(pieces)
      (low, high) = (max(low, reach.lowerBound), min(high, reach.upperBound))
      bends += channel.kinks(pieces)
    }
    guard low < high else { return }
    for (from, to) in stretches(of: ValueInterval(low: low, high: high), bends) {
      var values = nodes.first { $0.from == from && $0.to == to }?
        .logValues(evidence, width: masses.count, at: index)
      if values == nil {
        var integral = ScaleIntegral(self, evidence, from: from, to: to, masses.count, index)
        values = integral.logValues()
      }
      for (position, value) in (values ?? []).enumerated() {
        masses[position].addExponential(value + logWeight)
      }
    }
  }

  /// The stretches of the scale that an interval takes, cut where the density jumps.
  ///
  /// - Parameters:
  ///   - interval: values of the number.
  ///   - bends: further values at which the integrand jumps or bends.
  /// - Returns: adjoining stretches, ascending; none where nothing of the scale is left.
  func stretches(
    of interval: ValueInterval, _ bends: [Double] = []
  ) -> [(from: Double, to: Double)] {
    let (low, high) = (interval.low, interval.high)
    let from = max(scale.range.lowerBound, low == -.infinity ? low : scale.from(low))
    let to = min(scale.range.upperBound, high == .infinity ? high : scale.from(high))
    guard from < to else { return [] }
    let kinks = (law.kinks + bends).map(scale.from).filter { $0 > from && $0 < to }
    let ends = [from] + (bends.isEmpty ? kinks : Set(kinks).sorted()) + [to]
    return zip(ends, ends.dropFirst()).map { ($0, $1) }
  }

  private func sum(
    _ interval: ValueInterval, _ logWeight: Double, _ evidence: SeenEvidence,
    _ masses: inout [Double], at index: Int?
  ) {
    let reach = law.law.reach
    let first = max(interval.low, reach.lowerBound).rounded(.up)
    let last = min(interval.high, reach.upperBound).rounded(.down)
    var shares = [Double](repeating: 0, count: masses.count)
    for value in stride(from: first, through: last, by: 1) where interval.contains(value) {
      let mass = law.logMass(at: value) + logPassed(evidence, given: value) + logWeight
      if let index {
        masses[index].addExponential(mass)
      } else {
        chances?(value, &shares)
        for segment in masses.indices {
          masses[segment].addExponential(mass + log(shares[segment]))
        }
      }
    }
  }

  /// The logarithm of the integrand at a point of the scale, with the value there.
  func logIntegrand(_ point: Double, _ evidence: SeenEvidence) -> (Double, Double) {
    let value = scale.value(point)
    return (scale.logDensity(point) + logPassed(evidence, given: value), value)
  }
}

extension PlacedLaw {
  /// Where the density jumps.
  var kinks: [Double] { law.breakpoints.map { point in changes.reduce(point) { $1($0) } } }
}

extension Double {
  /// Adds to a logarithm what another one stands for.
  ///
  /// - Parameter other: a logarithm; minus infinity for nothing.
  mutating func addExponential(_ other: Double) {
    guard other > -.infinity else { return }
    guard self > -.infinity else {
      self = other
      return
    }
    let (less, more) = self < other ? (self, other) : (other, self)
    self = more + log1p(exp(less - more))
  }
}
