// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// A questionnaire of alike items, each answered on the same points; its score is their sum.
///
/// An item's latent is r^(1/2) t + (1 - r)^(1/2) e: the true value t, standardised to mean 0 and
/// variance 1 over the first month's population, and a normal error of its own. Cuts at
/// 5 / points (j - points / 2), j = 1 ... points - 1, that is the range from -2.5 to 2.5 in equal
/// parts of which the outer two are open, turn it into a point from 1 to `points`.
public struct LikertScale: Sendable, Equatable {
  /// How many items there are, at least 2.
  public let items: Int
  /// How many points an item is answered on, at least 2.
  public let points: Int

  /// Makes a scale.
  ///
  /// - Parameters:
  ///   - items: how many items there are, at least 2.
  ///   - points: how many points an item is answered on, at least 2.
  public init(items: Int, points: Int) {
    precondition(items >= 2 && points >= 2, "a scale has two items and two points at least")
    self.items = items
    self.points = points
  }

  /// The sums that can come out.
  public var sums: ClosedRange<Int> { items...(items * points) }
  /// The distance of neighbouring cuts, in standard deviations of an item's latent.
  var width: Double { 5 / Double(points) }
  /// The cut above a point, the lowest of which is 1.
  func cut(above point: Int) -> Double { width * (Double(point) - Double(points) / 2) }

  /// The chance that an item is answered above each point but the last.
  ///
  /// - Parameters:
  ///   - score: the standardised true value.
  ///   - correlation: r, the correlation of two items' latents.
  ///   - chances: called with each point from 1 and the chance of an answer above it.
  func forEachPoint(
    score: Double, correlation: Double, _ chances: (_ point: Int, _ above: Double) -> Void
  ) {
    let (part, noise) = (correlation.squareRoot(), (1 - correlation).squareRoot())
    for point in 1..<points {
      chances(point, StandardNormal.cdf((part * score - cut(above: point)) / noise))
    }
  }

  /// Cronbach's alpha of the sum in a population: k C / (V + (k - 1) C), with k items, V the variance
  /// of an item's points and C the covariance of two items' (Cronbach 1951).
  ///
  /// - Parameters:
  ///   - correlation: r, the correlation of two items' latents, above 0 and below 1.
  ///   - population: standardised true values with their shares.
  /// - Returns: alpha; NaN where all items are answered alike by everybody.
  /// - Complexity: O(population × points).
  func alpha(correlation: Double, in population: TrueScores) -> Double {
    var (mean, square, product) = (0.0, 0.0, 0.0)
    for (score, share) in zip(population.scores, population.shares) {
      var (own, ownSquare) = (0.0, 0.0)
      forEachPoint(score: score, correlation: correlation) { point, above in
        own += above
        ownSquare += Double(2 * point - 1) * above
      }
      mean += share * own
      square += share * ownSquare
      product += share * own * own
    }
    let (variance, covariance) = (square - mean * mean, product - mean * mean)
    return Double(items) * covariance / (variance + Double(items - 1) * covariance)
  }
}
