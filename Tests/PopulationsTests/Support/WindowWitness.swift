// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// The joint law of the mean that is seen of two months of a walk and of the true mean, by nested
/// quadrature: double exponential over the factor and the last step of the walk, parted where the
/// factor would have to end, trapezoidal over the step before.
struct WindowWitness {
  /// The density of the logarithm of the number at the base.
  let density: (Double) -> Double
  /// Steps since the base, at most 2, with mean and standard deviation.
  let steps: Int
  let mean: Double
  let deviation: Double
  /// The share of late months.
  let late: Double
  /// The shapes of the factor's beta law.
  let alpha: Double
  let beta: Double

  /// The density of what is seen, on the logarithmic scale, of all truths, where the density at the base may jump.
  func density(seen: Double, jump: Double) -> Double {
    densities(seen: seen) { _ in log(jump) }.all
  }

  /// The density of what is seen, on the logarithmic scale, of truths below a bound and of all.
  func densities(seen: Double, bound: Double) -> (below: Double, all: Double) {
    densities(seen: seen) { x in log(bound) - log((x[steps] + x[max(0, steps - 1)]) / 2) }
  }

  /// The same of numbers at the base below a place that depends on the steps, and of all.
  private func densities(
    seen: Double, _ most: ([Double]) -> Double
  ) -> (below: Double, all: Double) {
    var (below, all) = (0.0, 0.0)
    for pattern in 0..<(1 << min(2, steps + 1)) {
      let lateNow = pattern & 1 == 1
      let lateThen = pattern & 2 == 2
      let share = (lateNow ? late : 1 - late) * (steps == 0 ? 1 : lateThen ? late : 1 - late)
      // Where the number would lie at the base, were the factor 1 and what is seen as it is.
      func place(_ x: [Double]) -> Double {
        let (now, then) = (x[steps], x[max(0, steps - 1)])
        let shownNow = lateNow ? then : now
        let shownThen = lateThen ? x[max(0, steps - 2)] : then
        return log(seen) - log((shownNow + shownThen) / 2)
      }
      let gap = { (x: [Double]) in place(x) - most(x) }
      visit(gap) { weight, x in
        let part = integrals(place(x), upTo: most(x))
        below += share * weight * part.below
        all += share * weight * part.all
      }
    }
    return (below, all)
  }

  /// Calls a visitor with points of all steps: a weight, and the number in every month relative to the base.
  ///
  /// - Parameters:
  ///   - gap: what changes its sign where functions of the steps have a kink.
  ///   - visit: the visitor.
  private func visit(_ gap: ([Double]) -> Double, _ visit: (Double, [Double]) -> Void) {
    func path(_ scores: [Double]) -> [Double] {
      scores.reduce(into: [1.0]) { $0.append($0[$0.count - 1] * exp(mean + deviation * $1)) }
    }
    func inner(_ weight: Double, _ scores: (Double) -> [Double]) {
      let own = { (score: Double) in gap(path(scores(score))) }
      visitAcross(own) { part, score in
        visit(weight * part, path(scores(score)))
      }
    }
    guard steps > 0 else { return visit(1, [1]) }
    guard steps > 1 else { return inner(1) { [$0] } }
    // Across the kink: along the step that moves the gap most.
    let isLast =
      abs(gap(path([0, 1])) - gap(path([0, 0]))) > abs(gap(path([1, 0])) - gap(path([0, 0]))) * 0.9
    Self.normal { weight, other in inner(weight) { isLast ? [other, $0] : [$0, other] } }
  }

  /// Calls a visitor with points of one step.
  private func visitAcross(_ gap: (Double) -> Double, _ visit: (Double, Double) -> Void) {
    var (low, high) = (-7.0, 7.0)
    let rises = gap(high) > gap(low)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if (gap(middle) < 0) == rises { low = middle } else { high = middle }
    }
    guard low > -6.9, high < 6.9 else { return Self.normal(visit) }
    for (from, to) in [(-7.0, low), (low, 7)] {
      Self.doubleExponential(from, to, step: 0.06) { score, part in
        visit(part * exp(-score * score / 2) / (2 * Double.pi).squareRoot(), score)
      }
    }
  }

  /// The trapezoidal rule over a standard normal law.
  private static func normal(_ visit: (Double, Double) -> Void) {
    for index in -11...11 {
      let score = Double(index) * 0.6
      visit(0.6 / (2 * Double.pi).squareRoot() * exp(-score * score / 2), score)
    }
  }

  /// Integrals over the factor F = 1 - q^(3/beta), which is below 1: of bases below a place, and all.
  private func integrals(_ place: Double, upTo most: Double) -> (below: Double, all: Double) {
    let constant = exp(lgamma(alpha + beta) - lgamma(alpha) - lgamma(beta)) * 3 / beta
    func value(_ q: Double) -> Double {
      let rest = pow(q, 3 / beta)
      return constant * pow(1 - rest, alpha - 1) * q * q * density(place - log1p(-rest))
    }
    // The point at which the base lies at a place; 0 for one that the factor would have to exceed.
    func point(_ base: Double) -> Double {
      base <= place ? 0 : pow(-expm1(place - base), beta / 3)
    }
    let last = pow(0.75, beta / 3)
    let end = min(last, point(most))
    var (below, all) = (0.0, 0.0)
    for (low, high) in [(0, end), (end, last)] where high > low {
      Self.doubleExponential(low, high, step: 0.08) { q, weight in
        let part = weight * value(q)
        all += part
        if high <= end { below += part }
      }
    }
    return (below, all)
  }

  /// Takahasi and Mori's rule (1974).
  private static func doubleExponential(
    _ low: Double, _ high: Double, step: Double, _ visit: (Double, Double) -> Void
  ) {
    let reach = Int((3 / step).rounded())
    for index in -reach...reach {
      let u = Double(index) * step
      let inner = Double.pi / 2 * sinh(u)
      let weight = step * Double.pi / 2 * cosh(u) / (cosh(inner) * cosh(inner))
      visit((low + high) / 2 + (high - low) / 2 * tanh(inner), weight * (high - low) / 2)
    }
  }
}
