// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// The density of a number, in adjoining stretches on which it is smooth, with its values at the points of
/// the twelve-point rule.
struct LineDensity {
  /// Where it is smooth.
  struct Stretch {
    let low: Double
    let high: Double
    /// The points, with what a function is multiplied by there in the integral of both.
    let points: [(place: Double, share: Double)]
  }

  /// The stretches.
  let stretches: [Stretch]
  /// The density itself.
  let density: (Double) -> Double

  /// Works out values.
  init(_ panels: [ClosedRange<Double>], _ density: @escaping (Double) -> Double) {
    self.density = density
    stretches = panels.map {
      Stretch(low: $0.lowerBound, high: $0.upperBound, points: Self.points($0, density))
    }
  }

  private static func points(
    _ panel: ClosedRange<Double>, _ density: (Double) -> Double
  ) -> [(place: Double, share: Double)] {
    var points: [(place: Double, share: Double)] = []
    GaussLegendre.twelve.visit(from: panel.lowerBound, to: panel.upperBound, panels: 1) {
      points.append(($0, $1 * density($0)))
    }
    return points
  }
}
