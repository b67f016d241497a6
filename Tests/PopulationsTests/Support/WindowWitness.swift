// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// The joint law of the mean that is seen of two months of a walk and of the true mean, by nested
/// quadrature: trapezoidal over every step of the walk, Simpson's rule over the factor.
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

  /// The density of what is seen, on the logarithmic scale, of truths below a bound and of all.
  func densities(seen: Double, bound: Double) -> (below: Double, all: Double) {
    var (below, all) = (0.0, 0.0)
    for pattern in 0..<(1 << min(2, steps + 1)) {
      let lateNow = pattern & 1 == 1
      let lateThen = pattern & 2 == 2
      let share = (lateNow ? late : 1 - late) * (steps == 0 ? 1 : lateThen ? late : 1 - late)
      // The kink at the bound needs closer points where a month is late.
      let step = pattern == 0 ? 0.5 : 0.25
      visit(step) { weight, x in
        let now = x[steps]
        let then = x[max(0, steps - 1)]
        let shownNow = lateNow ? x[max(0, steps - 1)] : now
        let shownThen = lateThen ? x[max(0, steps - 2)] : then
        let place = log(seen) - log((shownNow + shownThen) / 2)
        let most = log(bound) - log((now + then) / 2)
        let part = integrals(place, upTo: most)
        below += share * weight * part.below
        all += share * weight * part.all
      }
    }
    return (below, all)
  }

  /// Calls a visitor with every combination of steps: its weight, and the number in every month
  /// relative to the base.
  private func visit(_ step: Double, _ visit: (Double, [Double]) -> Void) {
    let count = Int((6 / step).rounded())
    let scores = (-count...count).map { Double($0) * step }
    let weights = scores.map { step / (2 * Double.pi).squareRoot() * exp(-$0 * $0 / 2) }
    guard steps > 0 else { return visit(1, [1]) }
    for (one, first) in scores.enumerated() {
      let next = exp(mean + deviation * first)
      guard steps > 1 else {
        visit(weights[one], [1, next])
        continue
      }
      for (other, second) in scores.enumerated() where first * first + second * second < 32 {
        visit(
          weights[one] * weights[other],
          [1, next, next * exp(mean + deviation * second)])
      }
    }
  }

  /// Integrals over the factor F = 1 - q^(3/beta), which is below 1: of bases below a place, and all.
  private func integrals(_ place: Double, upTo most: Double) -> (below: Double, all: Double) {
    let constant = exp(lgamma(alpha + beta) - lgamma(alpha) - lgamma(beta)) * 3 / beta
    func value(_ q: Double) -> Double {
      let factor = 1 - pow(q, 3 / beta)
      return constant * pow(factor, alpha - 1) * q * q * density(place - log(factor))
    }
    // The point at which the base lies at a place; 0 for one that the factor would have to exceed.
    func point(_ base: Double) -> Double {
      base <= place ? 0 : pow(1 - exp(place - base), beta / 3)
    }
    let last = pow(0.75, beta / 3)
    let end = min(last, point(most))
    let ends = Set([0, end, last]).sorted()
    var (below, all) = (0.0, 0.0)
    for (low, high) in zip(ends, ends.dropFirst()) {
      let count = 2 * (4 + Int((high - low) * 30))
      let width = (high - low) / Double(count)
      var sum = 0.0
      for index in 0...count {
        let weight = index == 0 || index == count ? 1.0 : index % 2 == 1 ? 4 : 2
        sum += weight * value(low + width * Double(index))
      }
      sum *= width / 3
      all += sum
      if high <= end { below += sum }
    }
    return (below, all)
  }
}
