// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// p-values of draws against a law.
enum GoodnessOfFit {
  /// Kolmogorov's test against the law's distribution function.
  static func kolmogorov(_ draws: [Double], _ law: any Law) -> Double {
    kolmogorov(draws.map(law.cdf))
  }

  /// Kolmogorov's test of values that should be uniform.
  static func kolmogorov(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let count = Double(sorted.count)
    var distance = 0.0
    for (index, value) in sorted.enumerated() {
      distance = max(distance, value - Double(index) / count, Double(index + 1) / count - value)
    }
    guard !distance.isNaN, sorted.allSatisfy({ !$0.isNaN }) else { return 0 }
    return SpecialFunctions.kolmogorovUpperTail(distance * count.squareRoot())
  }

  /// Pearson's chi-square test over values of at least 20 expected draws, the rest merged.
  static func chiSquare(_ draws: [Double], _ law: any Law) -> Double {
    var counts: [Double: Int] = [:]
    for draw in draws { counts[draw, default: 0] += 1 }
    let total = Double(draws.count)
    var statistic = 0.0
    var cells = 0
    var expected = 0.0
    var seen = 0.0
    var x = law.support.lowerBound
    let last = law.quantile(upperTail: 20 / total)
    func close() {
      statistic += (seen - expected) * (seen - expected) / max(expected, 1e-300)
      cells += 1
      (expected, seen) = (0, 0)
    }
    var counted = 0.0
    while x < last {
      expected += total * exp(law.logDensity(x))
      seen += Double(counts[x] ?? 0)
      counted += Double(counts[x] ?? 0)
      if expected >= 20 { close() }
      x += 1
    }
    expected += total * (last > law.support.lowerBound ? law.upperTail(last - 1) : 1)
    seen += total - counted
    close()
    guard cells > 1 else { return statistic < 1e-9 * total ? 1 : 0 }
    return SpecialFunctions.chiSquareUpperTail(statistic, degreesOfFreedom: Double(cells - 1))
  }
}
