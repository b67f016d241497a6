// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// A law with fixed changes of its values: how a number is spread among customers of one kind.
final class PlacedLaw: Sendable {
  /// The law before the changes.
  let law: any Law
  /// The changes in order, each ascending.
  let changes: [ScaleChange]

  /// Places a law.
  ///
  /// - Parameters:
  ///   - law: the law before the changes.
  ///   - changes: the changes in order, each ascending.
  init(law: any Law, changes: [ScaleChange]) { (self.law, self.changes) = (law, changes) }

  /// Whether the law lies on separate values.
  var isDiscrete: Bool { law.isDiscrete }

  /// The number at a normal score.
  ///
  /// - Parameter score: a standard normal score.
  /// - Returns: the changed quantile there.
  func quantile(normalScore score: Double) -> Double {
    changes.reduce(law.quantile(normalScore: score)) { $1($0) }
  }

  /// The normal score of a number.
  ///
  /// - Parameter value: a number.
  /// - Returns: a score; infinite outside the support.
  func normalScore(_ value: Double) -> Double {
    let plain = undone(value)
    let below = law.cdf(plain)
    return below <= 0.5
      ? StandardNormal.quantile(below) : StandardNormal.quantile(upperTail: law.upperTail(plain))
  }

  /// The density of a point, or the probability of an interval or, on separate values, of a point.
  func mass(_ values: SeenPiece.Values) -> Double {
    switch values {
    case .missing: return 0
    case .point(let value):
      guard !law.isDiscrete else { return law.mass(.point(undone(value))) }
      return exp(logMass(at: value))
    case .interval(let interval): return law.mass(.interval(interval.mapped(undone)))
    }
  }

  /// The logarithm of a point's density, or of its probability.
  func logMass(at value: Double) -> Double {
    // A value that was rounded to the end of its scale stands for the last one inside.
    let inside = changes.last.map { min(max(value, $0.domain.lowerBound), $0.domain.upperBound) }
    let value = inside ?? value
    let rate = law.isDiscrete ? 0 : logRate(value)
    let logDensity = law.logDensity(undone(value)) + rate
    return logDensity.isNaN ? -.infinity : logDensity
  }

  private func undone(_ value: Double) -> Double {
    changes.reversed().reduce(value) { $1.inverse($0) }
  }

  private func logRate(_ value: Double) -> Double {
    var (sum, changed) = (0.0, value)
    for change in changes.reversed() {
      sum += change.logInverseRate(changed)
      changed = change.inverse(changed)
    }
    return sum
  }
}

extension Law {
  /// The density of a point, or the probability of an interval or, of a discrete law, of a point.
  func mass(_ values: SeenPiece.Values) -> Double {
    switch values {
    case .missing: return 0
    case .point(let value):
      if isDiscrete, value != value.rounded() { return 0 }
      let density = logDensity(value)
      return density.isNaN ? 0 : exp(density)
    case .interval(let interval):
      guard isDiscrete else { return share(above: interval.low, to: interval.high) }
      let first =
        interval.includesLow ? interval.low.rounded(.up) : interval.low.rounded(.down) + 1
      let last =
        interval.includesHigh ? interval.high.rounded(.down) : interval.high.rounded(.up) - 1
      return first <= last ? share(above: first - 1, to: last) : 0
    }
  }

  /// P(low < X <= high), by whichever tail is the smaller.
  private func share(above low: Double, to high: Double) -> Double {
    guard low < high else { return 0 }
    let below = low == -.infinity ? 0 : cdf(low)
    if below > 0.5 { return max(0, upperTail(low) - (high == .infinity ? 0 : upperTail(high))) }
    return max(0, (high == .infinity ? 1 : cdf(high)) - below)
  }

  /// The values at which the density jumps: its breakpoints, and ends at which it does not vanish.
  var jumps: [Double] {
    let ends = [support.lowerBound, support.upperBound].filter {
      $0.isFinite && logDensity($0) > -.infinity
    }
    return isDiscrete ? [] : breakpoints + ends
  }

  /// The values of the law but for 1e-18 at each end.
  var reach: ClosedRange<Double> {
    let (low, high) = (quantile(1e-18), quantile(upperTail: 1e-18))
    return low <= high ? low...high : support
  }
}

extension SeenPiece {
  /// The finite ends of its values.
  var ends: [Double] {
    switch values {
    case .missing: []
    case .point(let value): [value]
    case .interval(let interval): [interval.low, interval.high].filter(\.isFinite)
    }
  }

  /// The least range that holds the values of all pieces; nothing when there are none.
  static func hull(_ pieces: [SeenPiece]) -> ClosedRange<Double>? {
    let ends = pieces.compactMap { piece -> (Double, Double)? in
      switch piece.values {
      case .missing: nil
      case .point(let value): (value, value)
      case .interval(let interval): (interval.low, interval.high)
      }
    }
    guard let low = ends.map(\.0).min(), let high = ends.map(\.1).max() else { return nil }
    return low...high
  }

  /// The pieces that count: where some are intervals, a single value of a continuous law has no
  /// probability beside them, and a world value is never missing.
  ///
  /// - Parameters:
  ///   - pieces: all pieces.
  ///   - isDiscrete: whether single values have a probability.
  /// - Returns: those that count.
  static func counting(_ pieces: [SeenPiece], isDiscrete: Bool) -> [SeenPiece] {
    if pieces.count == 1, pieces[0].weight > 0, pieces[0].values != .missing { return pieces }
    let present = pieces.filter { $0.weight > 0 && $0.values != .missing }
    guard !isDiscrete else { return present }
    let intervals = present.filter { if case .interval = $0.values { true } else { false } }
    return intervals.isEmpty ? present : intervals
  }
}

extension SeenPiece.Values {
  /// Whether a value is one of them.
  func contains(_ value: Double) -> Bool {
    switch self {
    case .missing: false
    case .point(let own): own == value
    case .interval(let interval): interval.contains(value)
    }
  }

  /// The values with a number added.
  func shifted(_ amount: Double) -> Self {
    switch self {
    case .missing: self
    case .point(let value): .point(value + amount)
    case .interval(let interval): .interval(interval.mapped { $0 + amount })
    }
  }

  /// The values divided by a number other than 0.
  func divided(by factor: Double) -> Self {
    switch self {
    case .missing: self
    case .point(let value): .point(value / factor)
    case .interval(let interval):
      .interval(
        factor > 0 ? interval.mapped { $0 / factor } : interval.reversed { $0 / factor })
    }
  }
}
