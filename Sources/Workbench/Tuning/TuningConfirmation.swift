// SPDX-License-Identifier: GPL-3.0-or-later
import Probability
import Results

/// What an answer is worth on fresh customers, and how far the best choice moves from population to population.
struct TuningConfirmation: Sendable {
  /// One fresh population.
  struct Fresh: Sendable {
    /// The objective there of the best choice, of the one to take and of the file's.
    let best: Double
    let chosen: Double
    let present: Double
    /// The choice that is best there; nothing when none is acceptable.
    let optimum: [Double]?
  }

  /// The populations on which all three choices have an objective.
  private(set) var populations: [Fresh] = []

  /// Adds a fresh population.
  mutating func add(_ fresh: Fresh) { populations.append(fresh) }

  /// The mean of a number over the populations with its standard error.
  func mean(_ number: (Fresh) -> Double) -> (value: Double, error: Double)? {
    Self.mean(populations.map(number))
  }

  private static func mean(_ numbers: [Double]) -> (value: Double, error: Double)? {
    guard numbers.count > 1 else { return nil }
    let count = Double(numbers.count)
    let mean = numbers.reduce(0, +) / count
    let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, (squares / (count - 1) / count).squareRoot())
  }

  /// How far the best number of a value moves from population to population.
  ///
  /// - Parameters:
  ///   - value: the value, by position.
  ///   - best: the best number of the tuned population.
  ///   - range: the numbers that it may have.
  /// - Returns: its standard deviation, the least and the greatest best number, and where 95 of 100 best
  ///   numbers of further populations would lie about the one that was found.
  func spread(of value: Int, about best: Double, within range: ClosedRange<Double>)
    -> TuningSummary.Spread?
  {
    let numbers = populations.compactMap { $0.optimum?[value] }
    guard let (_, error) = Self.mean(numbers), let least = numbers.min(), let most = numbers.max()
    else { return nil }
    let count = Double(numbers.count)
    let deviation = error * count.squareRoot()
    let half =
      StudentT.quantile(0.975, freedom: count - 1) * deviation * (1 + 1 / count).squareRoot()
    return TuningSummary.Spread(
      deviation: deviation, least: least, greatest: most, low: max(range.lowerBound, best - half),
      high: min(range.upperBound, best + half))
  }
}
