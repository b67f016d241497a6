// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// The true values of the first month's population, standardised, as points with shares.
struct TrueScores: Sendable {
  /// The mean of the true value.
  let mean: Double
  /// Its standard deviation.
  let deviation: Double
  /// Standardised values.
  let scores: [Double]
  /// Their shares, which sum to 1.
  let shares: [Double]

  private static let step = 1.0 / 32
  private static let reach = 8.5
  private static let groups = 2048

  /// Takes a mixture of continuous laws, by the trapezoidal rule on each law's normal score; fails
  /// where the mean or the variance is infinite, or the variance 0.
  ///
  /// - Parameter laws: the laws with their shares.
  init?(_ laws: [(share: Double, law: any Law)]) {
    let mean = laws.reduce(0) { $0 + $1.share * $1.law.mean }
    let variance = laws.reduce(0) { sum, part in
      let away = part.law.mean - mean
      return sum + part.share * (part.law.variance + away * away)
    }
    guard mean.isFinite, variance.isFinite, variance > 0 else { return nil }
    let deviation = variance.squareRoot()
    let steps = Int(Self.reach / Self.step)
    let places = (-steps...steps).map { Double($0) * Self.step }
    let weights = places.map { StandardNormal.density($0) * Self.step }
    scores = laws.flatMap { part in
      places.map { (part.law.quantile(normalScore: $0) - mean) / deviation }
    }
    shares = laws.flatMap { part in weights.map { part.share * $0 } }
    self.mean = mean
    self.deviation = deviation
  }

  /// Takes the values of a population, in groups of neighbours where there are many; fails where all
  /// are the same.
  ///
  /// - Parameter values: finite values.
  init?(sample values: [Double]) {
    let sorted = values.sorted()
    let count = Double(sorted.count)
    let mean = sorted.reduce(0, +) / max(1, count)
    let variance = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(1, count)
    guard variance > 0, variance.isFinite else { return nil }
    let deviation = variance.squareRoot()
    var (scores, shares) = ([Double](), [Double]())
    let groups = min(sorted.count, Self.groups)
    for group in 0..<groups {
      let range = sorted.count * group / groups..<sorted.count * (group + 1) / groups
      let sum = sorted[range].reduce(0) { $0 + ($1 - mean) / deviation }
      scores.append(sum / Double(range.count))
      shares.append(Double(range.count) / count)
    }
    self.scores = scores
    self.shares = shares
    self.mean = mean
    self.deviation = deviation
  }
}
