// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability
import Testing

/// What every law promises, checked on all fixtures.
@Suite struct LawContractTests {
  private let shares = [1e-12, 1e-6, 0.01, 0.2, 0.5, 0.7, 0.93, 0.999, 1 - 1e-6]

  @Test func quantilesInvertTheDistribution() throws {
    for law in try LawFixtures.continuous() {
      for p in shares {
        let x = law.quantile(p)
        // A quantile below the least positive number is 0.
        let lost = x == 0 ? p : 0
        #expect(abs(law.cdf(x) - p) <= 1e-10 * p + 1e-14 + lost, "\(law) at \(p)")
        // Near its upper end a law's x no longer tells how far the end is.
        let top = law.quantile(upperTail: p)
        let blur = exp(law.logDensity(top)) * top.ulp
        #expect(abs(law.upperTail(top) - p) <= 1e-10 * p + 2 * blur, "\(law) at \(p)")
      }
    }
  }

  @Test func discreteQuantilesAreTheLeastValues() throws {
    for law in try LawFixtures.discrete() {
      for p in shares {
        let x = law.quantile(p)
        #expect(law.cdf(x) >= p && (x == law.support.lowerBound || law.cdf(x - 1) < p))
        let top = law.quantile(upperTail: p)
        #expect(
          law.upperTail(top) <= p
            && (top == law.support.lowerBound || law.upperTail(top - 1) > p))
      }
    }
  }

  @Test func endsAndImpossibleProbabilities() throws {
    for law in try LawFixtures.continuous() + LawFixtures.discrete() {
      #expect(law.quantile(1.5).isNaN && law.quantile(-0.1).isNaN && law.quantile(.nan).isNaN)
      #expect(law.quantile(upperTail: 1.5).isNaN && law.quantile(upperTail: .nan).isNaN)
      #expect(law.quantile(0) == law.support.lowerBound, "\(law)")
      #expect(law.quantile(upperTail: 1) == law.support.lowerBound, "\(law)")
      #expect(law.quantile(upperTail: 0) == law.support.upperBound, "\(law)")
      #expect(law.cdf(.infinity) == 1 && law.upperTail(.infinity) == 0, "\(law)")
      #expect(law.cdf(-.infinity) == 0 && law.upperTail(-.infinity) == 1, "\(law)")
      #expect(law.logDensity(.nan).isNaN, "\(law)")
      let outside = law.support.lowerBound - 1
      if outside.isFinite { #expect(law.logDensity(outside) == -.infinity, "\(law)") }
    }
  }

  /// Five-point Gauss-Legendre over intervals of a hundredth of the law.
  @Test func densitiesIntegrateToProbabilities() throws {
    let nodes: [(Double, Double)] = [
      (0, 128.0 / 225), (0.538_469_310_105_683_1, 0.478_628_670_499_366_47),
      (-0.538_469_310_105_683_1, 0.478_628_670_499_366_47),
      (0.906_179_845_938_664, 0.236_926_885_056_189_08),
      (-0.906_179_845_938_664, 0.236_926_885_056_189_08),
    ]
    for law in try LawFixtures.continuous() {
      let ends = (2...98).map { law.quantile(Double($0) / 100) }
      let cuts = (ends + law.breakpoints.filter { $0 > ends[0] && $0 < ends[96] }).sorted()
      for (low, high) in zip(cuts, cuts.dropFirst()) {
        // On the logarithm where there is one: some laws run over many orders of magnitude.
        let isPositive = low > 0
        let (from, to) = isPositive ? (log(low), log(high)) : (low, high)
        let half = 0.5 * (to - from)
        let sum = nodes.reduce(0.0) { sum, node in
          let y = 0.5 * (from + to) + half * node.0
          return sum + node.1 * exp(law.logDensity(isPositive ? exp(y) : y) + (isPositive ? y : 0))
        }
        #expect(
          abs(sum * half - (law.cdf(high) - law.cdf(low))) < 1e-7, "\(law) in \(low)...\(high)")
      }
    }
  }

  @Test func probabilitiesOfValuesSumToTheDistribution() throws {
    for law in try LawFixtures.discrete() {
      var sum = 0.0
      let last = min(law.quantile(upperTail: 1e-9), law.support.lowerBound + 20_000)
      var x = law.support.lowerBound
      while x <= last {
        sum += exp(law.logDensity(x))
        #expect(abs(sum - law.cdf(x)) < 1e-9, "\(law) at \(x)")
        #expect(law.logDensity(x + 0.5) == -.infinity)
        x += 1
      }
    }
  }

  /// Means and variances against the integral of quantiles on a fine grid of shares (midpoints),
  /// for laws with light tails.
  @Test func momentsMatchTheQuantiles() throws {
    for law in try LawFixtures.continuous() where law.variance.isFinite {
      guard !(law is ParetoLaw), !(law is SpliceLaw && law.support.upperBound > 1e300) else {
        continue
      }
      let count = 20_000
      let values = (0..<count).map { law.quantile((Double($0) + 0.5) / Double(count)) }
      let mean = values.reduce(0, +) / Double(count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
      #expect(abs(mean - law.mean) < 0.002 * law.variance.squareRoot(), "\(law)")
      #expect(abs(variance - law.variance) < 0.08 * law.variance, "\(law): \(variance)")
    }
  }
}
