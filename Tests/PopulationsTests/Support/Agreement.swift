// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// Distances of a sample from a law, in units in which chance is known.
enum Agreement {
  /// The distance of a counted share from a chance, in standard errors.
  static func share(_ count: Int, of total: Int, _ chance: Double) -> Double {
    let n = Double(total)
    return abs(Double(count) / n - chance) / (chance * (1 - chance) / n).squareRoot()
  }

  /// The distance of a sample's mean from an expected one, in standard errors.
  static func mean(_ values: [Double], _ expected: Double) -> Double {
    abs(values.mean - expected) / (values.variance / Double(values.count)).squareRoot()
  }

  /// Kolmogorov's statistic times the root of the sample's size: above 2.69 once in a million.
  static func kolmogorov(_ values: [Double], _ cdf: (Double) -> Double) -> Double {
    let (sorted, n) = (values.sorted(), Double(values.count))
    let distance = sorted.enumerated().reduce(0.0) { greatest, next in
      let p = cdf(next.element)
      return max(greatest, p - Double(next.offset) / n, Double(next.offset + 1) / n - p)
    }
    return distance * n.squareRoot()
  }

  /// The chance of a greater χ² than that of counts against shares.
  static func chiSquared(_ counts: [Int], _ shares: [Double]) -> Double {
    let total = Double(counts.reduce(0, +))
    let statistic = zip(counts, shares).reduce(0.0) { sum, cell in
      let expected = cell.1 * total
      return sum + (Double(cell.0) - expected) * (Double(cell.0) - expected) / expected
    }
    return GammaFunctions.upper(statistic / 2, shape: Double(counts.count - 1) / 2)
  }
}
