// SPDX-License-Identifier: GPL-3.0-or-later

/// Means of functions of a continuous law, integrated on the normal score.
enum NormalQuadrature {
  private static let step = 1.0 / 16
  private static let reach = 37.0

  /// E g(X) = the integral of g(T(z)) phi(z) dz, by the trapezoidal rule.
  ///
  /// The integrand and its derivatives vanish at both ends, where the rule converges faster than
  /// any power of the step (Trefethen and Weideman 2014).
  ///
  /// - Parameters:
  ///   - law: a continuous law with a smooth quantile function and a finite mean of `value`.
  ///   - value: the function g.
  /// - Returns: the mean of g.
  static func mean(_ law: any Law, _ value: (Double) -> Double) -> Double {
    var sum = 0.0
    let steps = Int(reach / step)
    for index in -steps...steps {
      let z = Double(index) * step
      let weight = StandardNormal.density(z)
      let x = law.quantile(normalScore: z)
      if weight > 0 && x.isFinite { sum += weight * value(x) }
    }
    return sum * step
  }
}
