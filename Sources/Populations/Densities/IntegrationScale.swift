// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// The scale on which a law's values are integrated over: normal scores or, of a uniform law, the
/// values themselves.
struct IntegrationScale: Sendable {
  private let law: PlacedLaw
  private let isUniform: Bool
  /// Whether the scale's points are the values themselves.
  var isPlain: Bool { isUniform }
  /// Scores beyond which a normal law has less than 1e-32.
  private static let outermost = 12.0

  /// Chooses the scale.
  ///
  /// - Parameter law: the law of the values.
  init(_ law: PlacedLaw) {
    self.law = law
    isUniform = law.law is UniformLaw && law.changes.isEmpty
  }

  /// The scale's points that count.
  var range: ClosedRange<Double> {
    isUniform ? law.law.support : -Self.outermost...Self.outermost
  }

  /// The value at a point of the scale.
  func value(_ point: Double) -> Double {
    isUniform ? point : law.quantile(normalScore: point)
  }

  /// The point of a value on the scale.
  func from(_ value: Double) -> Double { isUniform ? value : law.normalScore(value) }

  /// The logarithm of the density at a point of the scale.
  func logDensity(_ point: Double) -> Double {
    isUniform ? law.logMass(at: point) : StandardNormal.logDensity(point)
  }
}
