// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// A function on a stretch of a line as a sum of Legendre polynomials up to degree eleven.
struct LegendrePanel: Sendable {
  /// Where the stretch begins.
  let from: Double
  /// Where it ends.
  let to: Double
  /// The coefficients from degree 0 on, without those that vanish at the end.
  private(set) var coefficients: [Double]

  /// How many points fix the polynomial.
  static let points = GaussLegendre.twelve.nodes.count

  /// The polynomials' values at the points times what makes coefficients of a function's values.
  private static let matrix: [[Double]] = {
    let rule = GaussLegendre.twelve
    return (0..<points).map { degree in
      zip(rule.nodes, rule.weights).map { node, weight in
        polynomials(node)[degree] * weight * (Double(degree) + 0.5)
      }
    }
  }()

  private static func polynomials(_ x: Double) -> [Double] {
    var found = [1, x]
    for degree in 1..<points - 1 {
      let n = Double(degree)
      found.append(((2 * n + 1) * x * found[degree] - n * found[degree - 1]) / (n + 1))
    }
    return found
  }

  /// Fits the polynomial through a function's values at the points of the twelve-point rule.
  ///
  /// - Parameters:
  ///   - from: where the stretch begins.
  ///   - to: where it ends.
  ///   - values: the values at the points, ascending.
  init(from: Double, to: Double, values: [Double]) {
    (self.from, self.to) = (from, to)
    coefficients = Self.matrix.map { row in
      var sum = 0.0
      for index in row.indices { sum += row[index] * values[index] }
      return sum
    }
  }

  /// How far the last coefficients are from nothing, times the stretch's length: about the error.
  var tail: Double {
    (abs(coefficients[Self.points - 1]) + abs(coefficients[Self.points - 2])) * (to - from)
  }

  /// The integral over the stretch.
  var integral: Double { coefficients[0] * (to - from) }

  /// The polynomial times a factor, without coefficients that are nothing beside the first.
  func scaled(_ factor: Double) -> LegendrePanel {
    var scaled = self
    for index in scaled.coefficients.indices { scaled.coefficients[index] *= factor }
    let least = abs(scaled.coefficients[0]) * 1e-14
    while scaled.coefficients.count > 1,
      abs(scaled.coefficients[scaled.coefficients.count - 1]) < least
    {
      scaled.coefficients.removeLast()
    }
    return scaled
  }

  /// The degree of the polynomial.
  var degree: Int { coefficients.count - 1 }

  /// The value at a place.
  func value(at place: Double) -> Double {
    let x = (2 * place - from - to) / (to - from)
    guard coefficients.count > 1 else { return coefficients[0] }
    var (before, last, sum) = (1.0, x, coefficients[0] + coefficients[1] * x)
    for degree in 2..<max(2, coefficients.count) {
      let n = Double(degree)
      let next = ((2 * n - 1) * x * last - (n - 1) * before) / n
      sum += coefficients[degree] * next
      (before, last) = (last, next)
    }
    return sum
  }

  /// The integral from the beginning to a place within the stretch.
  func integral(to place: Double) -> Double {
    let x = min(1, max(-1, (2 * place - from - to) / (to - from)))
    // The integral of the polynomial of degree n is the difference of its neighbours over 2n + 1.
    var (before, last, sum) = (1.0, x, coefficients[0] * (x + 1))
    for degree in 1..<max(1, coefficients.count) {
      let n = Double(degree)
      let next = ((2 * n + 1) * x * last - n * before) / (n + 1)
      sum += coefficients[degree] * (next - before) / (2 * n + 1)
      (before, last) = (last, next)
    }
    return sum * (to - from) / 2
  }
}
