// SPDX-License-Identifier: GPL-3.0-or-later

/// What may have stood before some steps of the view, given what stands after them, with a chance.
///
/// A seen value is read backwards step by step; each step turns a piece into the pieces it may have
/// come from. The density of the seen value is the weighted sum of the pieces' densities.
struct SeenPiece: Sendable, Equatable {
  /// The values that may have stood there.
  enum Values: Sendable, Equatable {
    /// Nothing: the value was missing.
    case missing
    /// Exactly one value.
    case point(Double)
    /// Any value of an interval.
    case interval(ValueInterval)
  }

  /// The values that may have stood there.
  var values: Values
  /// The chance that the steps make of such a value what is seen, or its density.
  var weight: Double

  /// A seen value; NaN when it is missing.
  static func seen(_ value: Double) -> SeenPiece {
    SeenPiece(values: value.isNaN ? .missing : .point(value), weight: 1)
  }

  /// The same values with a weight that is multiplied.
  func times(_ factor: Double) -> SeenPiece {
    SeenPiece(values: values, weight: weight * factor)
  }

  /// Other values with the same weight.
  func with(_ values: Values) -> SeenPiece { SeenPiece(values: values, weight: weight) }
}

/// An interval of values with ends that may belong to it.
struct ValueInterval: Sendable, Equatable {
  /// The lower end; minus infinity for none.
  var low: Double
  /// The upper end; infinity for none.
  var high: Double
  /// Whether the lower end belongs to it.
  var includesLow = true
  /// Whether the upper end belongs to it.
  var includesHigh = true

  /// Every value.
  static let all = ValueInterval(low: -.infinity, high: .infinity)

  /// Whether a value lies in it.
  func contains(_ value: Double) -> Bool {
    (includesLow ? value >= low : value > low) && (includesHigh ? value <= high : value < high)
  }

  /// What lies in both; nothing when that is empty.
  func intersection(_ other: ValueInterval) -> ValueInterval? {
    var both = self
    if other.low > low || (other.low == low && !other.includesLow) {
      (both.low, both.includesLow) = (other.low, other.includesLow)
    }
    if other.high < high || (other.high == high && !other.includesHigh) {
      (both.high, both.includesHigh) = (other.high, other.includesHigh)
    }
    let isPoint = both.low == both.high && both.includesLow && both.includesHigh
    return both.low < both.high || isPoint ? both : nil
  }

  /// The interval with both ends mapped by an ascending function.
  func mapped(_ transform: (Double) -> Double) -> ValueInterval {
    ValueInterval(
      low: transform(low), high: transform(high), includesLow: includesLow,
      includesHigh: includesHigh)
  }

  /// The interval with both ends mapped by a descending function.
  func reversed(_ transform: (Double) -> Double) -> ValueInterval {
    ValueInterval(
      low: transform(high), high: transform(low), includesLow: includesHigh,
      includesHigh: includesLow)
  }
}
