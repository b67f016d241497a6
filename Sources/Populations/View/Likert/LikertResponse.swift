// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// How a population answers a questionnaire: the law of the sum given the true value.
public struct LikertResponse: Sendable, Equatable {
  /// The items and their points.
  public let scale: LikertScale
  /// The mean of the true value over the first month's population.
  public let mean: Double
  /// Its standard deviation.
  public let deviation: Double
  /// The correlation of two items' latents, above 0 and below 1.
  public let correlation: Double

  /// Makes a response.
  ///
  /// - Parameters:
  ///   - scale: the items and their points.
  ///   - mean: the mean of the true value over the first month's population.
  ///   - deviation: its standard deviation, above 0.
  ///   - correlation: the correlation of two items' latents, above 0 and below 1.
  public init(scale: LikertScale, mean: Double, deviation: Double, correlation: Double) {
    precondition(deviation > 0 && correlation > 0 && correlation < 1, "a possible response")
    self.scale = scale
    self.mean = mean
    self.deviation = deviation
    self.correlation = correlation
  }

  /// Finds the error of the items that gives the sum a Cronbach's alpha in a population; fails where
  /// none does.
  ///
  /// - Parameters:
  ///   - scale: the items and their points.
  ///   - reliability: alpha, above 0 and below 1.
  ///   - population: the true values.
  init?(_ scale: LikertScale, reliability: Double, in population: TrueScores) {
    let found = Self.correlation(scale, reliability, population)
    guard let found else { return nil }
    self.init(
      scale: scale, mean: population.mean, deviation: population.deviation, correlation: found)
  }

  /// The root of alpha(r) = reliability, by halving until no number lies between: alpha grows with r.
  private static func correlation(
    _ scale: LikertScale, _ reliability: Double, _ population: TrueScores
  ) -> Double? {
    var (low, high) = (1e-9, 1 - 1e-9)
    let ends = [low, high].map { scale.alpha(correlation: $0, in: population) - reliability }
    guard ends[0] < 0, ends[1] > 0 else { return nil }
    while high - low > 1e-13 {
      let middle = 0.5 * (low + high)
      if scale.alpha(correlation: middle, in: population) < reliability {
        low = middle
      } else {
        high = middle
      }
    }
    return 0.5 * (low + high)
  }

  /// The probability of each sum given the true value: the law of an item's points, convolved with
  /// itself once for each further item.
  ///
  /// - Parameter value: the true value, in the units of the world.
  /// - Returns: a probability for each of `scale.sums`, in order; they sum to 1.
  /// - Complexity: O(items² × points²).
  public func sumProbabilities(givenTrueValue value: Double) -> [Double] {
    let item = pointProbabilities(givenTrueValue: value)
    var sums = item
    for _ in 1..<scale.items {
      var longer = [Double](repeating: 0, count: sums.count + item.count - 1)
      for (sum, chance) in sums.enumerated() {
        for (point, own) in item.enumerated() { longer[sum + point] += chance * own }
      }
      sums = longer
    }
    return sums
  }

  /// The logarithm of the probability of a sum given the true value.
  ///
  /// - Parameters:
  ///   - sum: the feature's value.
  ///   - value: the true value, in the units of the world.
  /// - Returns: the logarithm; minus infinity of what is no sum of the scale.
  /// - Complexity: that of `sumProbabilities`, by which sums of one true value are tabled at once.
  public func logProbability(of sum: Double, givenTrueValue value: Double) -> Double {
    guard sum == sum.rounded(), sum >= Double(scale.sums.lowerBound),
      sum <= Double(scale.sums.upperBound)
    else { return -.infinity }
    return log(sumProbabilities(givenTrueValue: value)[Int(sum) - scale.sums.lowerBound])
  }

  /// The probability of each point of an item given the true value, each accurate relative to itself.
  private func pointProbabilities(givenTrueValue value: Double) -> [Double] {
    let place = correlation.squareRoot() * (value - mean) / deviation
    let noise = (1 - correlation).squareRoot()
    let cuts = (1..<scale.points).map { (scale.cut(above: $0) - place) / noise }
    let ends = [-Double.infinity] + cuts + [Double.infinity]
    return zip(ends, ends.dropFirst()).map { low, high in
      // By the tail that is nearer, so that no small difference of numbers near 1 is taken.
      low > 0
        ? StandardNormal.upperTail(low) - StandardNormal.upperTail(high)
        : StandardNormal.cdf(high) - StandardNormal.cdf(low)
    }
  }
}
