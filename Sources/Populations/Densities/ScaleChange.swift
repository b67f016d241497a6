// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A fixed change of a number on a scale, with its inverse: a drift's shift, months of age.
struct ScaleChange: Sendable, Hashable {
  /// What is done on the scale.
  enum Kind: Sendable, Hashable {
    case add
    case times
  }

  /// The scale on which it is done.
  let scale: DriftChange.Scale
  /// What is done on the scale.
  let kind: Kind
  /// The number that is added or multiplied with; not 0 when multiplied with.
  let amount: Double

  /// Whether greater numbers stay greater.
  var isAscending: Bool { kind == .add || amount > 0 }

  /// The changed number.
  func callAsFunction(_ value: Double) -> Double {
    from(kind == .add ? to(value) + amount : to(value) * amount)
  }

  /// The number before the change.
  func inverse(_ changed: Double) -> Double {
    from(kind == .add ? to(changed) - amount : to(changed) / amount)
  }

  /// The logarithm of the number's rate of change with the changed number: what a density gains.
  func logInverseRate(_ changed: Double) -> Double {
    let before = inverse(changed)
    let bend =
      switch scale {
      case .identity: 0.0
      case .log: log(before) - log(changed)
      case .logit: log(before) + log1p(-before) - log(changed) - log1p(-changed)
      }
    return bend - (kind == .times ? log(abs(amount)) : 0)
  }

  /// The number on the scale; infinite at its ends and beyond.
  private func to(_ value: Double) -> Double {
    switch scale {
    case .identity: value
    case .log: value > 0 ? log(value) : -.infinity
    case .logit: value <= 0 ? -.infinity : value >= 1 ? .infinity : log(value) - log1p(-value)
    }
  }

  /// The values on which the scale is finite.
  var domain: ClosedRange<Double> {
    switch scale {
    case .identity: -Double.infinity...Double.infinity
    case .log: Double.leastNormalMagnitude...Double.greatestFiniteMagnitude
    case .logit: Double.leastNormalMagnitude...1.0.nextDown
    }
  }

  private func from(_ value: Double) -> Double {
    switch scale {
    case .identity: value
    case .log: exp(value)
    case .logit: 1 / (1 + exp(-value))
    }
  }
}
