// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Gauss's rule on Legendre's polynomials.
struct GaussRule {
  private let points: [(place: Double, weight: Double)]
  private static let all = (0...200).map { GaussRule(points: max(1, $0)) }

  /// The rule of a number of points, at most 200.
  static func of(_ points: Int) -> GaussRule { all[points] }

  /// Newton's method on the recurrence.
  private init(points count: Int) {
    points = (0..<count).map { index in
      var (place, slope) = (cos(Double.pi * (Double(index) + 0.75) / (Double(count) + 0.5)), 1.0)
      for _ in 0..<8 {
        var (last, own) = (1.0, place)
        for degree in 1..<max(2, count) where count > 1 {
          let n = Double(degree)
          (last, own) = (own, ((2 * n + 1) * place * own - n * last) / (n + 1))
        }
        slope = count == 1 ? 1 : Double(count) * (place * own - last) / (place * place - 1)
        place -= own / slope
      }
      return (place, 2 / ((1 - place * place) * slope * slope))
    }
  }

  /// The integral of a function.
  func integral(from low: Double, to high: Double, _ function: (Double) -> Double) -> Double {
    let (middle, half) = ((low + high) / 2, (high - low) / 2)
    return points.reduce(0) { $0 + half * $1.weight * function(middle + half * $1.place) }
  }

  /// Calls a visitor with distances from the lower end, and weights.
  func visit(_ low: Double, _ high: Double, _ visit: (Double, Double) -> Void) {
    let half = (high - low) / 2
    for point in points { visit(half * (1 + point.place), half * point.weight) }
  }
}

/// Gauss's rule on Hermite's polynomials.
struct HermiteRule {
  private let points: [(place: Double, weight: Double)]
  private static let all = (0...40).map { HermiteRule(points: max(1, $0)) }

  /// The rule of a number of points, at most 40.
  static func of(_ points: Int) -> HermiteRule { all[points] }

  /// Halving between the roots of the polynomial of one degree less, which part this one's.
  private init(points count: Int) {
    var roots: [Double] = []
    for degree in 1...count {
      let ends = [-2 * Double(degree).squareRoot()] + roots + [2 * Double(degree).squareRoot()]
      roots = zip(ends, ends.dropFirst()).map { low, high in
        var (low, high) = (low, high)
        let rises = Self.value(degree, high) > 0
        for _ in 0..<100 {
          let middle = (low + high) / 2
          if (Self.value(degree, middle) > 0) == rises { high = middle } else { low = middle }
        }
        return (low + high) / 2
      }
    }
    points = roots.map { root in
      let last = Self.value(count - 1, root)
      return (root, 1 / (Double(count) * last * last))
    }
  }

  /// The polynomial of a degree whose square has mean 1.
  private static func value(_ degree: Int, _ place: Double) -> Double {
    var (last, own) = (0.0, 1.0)
    for lower in 0..<degree {
      let n = Double(lower)
      (last, own) = (own, (place * own - n.squareRoot() * last) / (n + 1).squareRoot())
    }
    return own
  }

  /// The mean of a function of a standard normal number.
  func mean(_ function: (Double) -> Double) -> Double {
    points.reduce(0) { $0 + $1.weight * function($1.place) }
  }
}
