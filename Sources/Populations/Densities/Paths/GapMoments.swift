// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// The moments of the gap between the logarithms of what a window shows and of the truth, by which
/// the truth's law given what is shown follows where the density of the truth changes slowly.
struct GapMoments: Sendable {
  /// The means of the gap's first four powers.
  private var powers: (Double, Double, Double, Double) = (0, 0, 0, 0)
  /// The covariance of the gap with the truth.
  private var covariance = 0.0

  /// No gap, with no share.
  init() {}

  /// Works out the moments.
  ///
  /// - Parameters:
  ///   - ways: how what is seen and what is true go together.
  ///   - factor: logarithms of the factor, with their weights.
  init(_ ways: WindowWays, _ factor: [(Double, Double)]) {
    for way in ways.ways {
      let variance = way.gap.variance
      covariance += way.chance * way.covariance
      for (place, weight) in factor {
        let (share, mean) = (way.chance * weight, place + way.gap.mean)
        let square = mean * mean
        powers.0 += share * mean
        powers.1 += share * (square + variance)
        powers.2 += share * mean * (square + 3 * variance)
        powers.3 += share * (square * square + 6 * square * variance + 3 * variance * variance)
      }
    }
  }

  /// Adds a share of other moments.
  mutating func add(_ share: Double, _ other: GapMoments) {
    powers.0 += share * other.powers.0
    powers.1 += share * other.powers.1
    powers.2 += share * other.powers.2
    powers.3 += share * other.powers.3
    covariance += share * other.covariance
  }

  /// Multiplies all shares.
  mutating func scale(by factor: Double) {
    let all = self
    self = GapMoments()
    add(factor, all)
  }

  /// The variance.
  var variance: Double { powers.1 - powers.0 * powers.0 }

  /// Two gaps with weights that have the first three moments of the gap's law, given what is shown.
  ///
  /// - Parameter slope: the slope of the logarithm of the density of what is shown. The density of the
  ///   truth is taken for exponential with that slope over the reach of the gap, which tilts the
  ///   gap's law; its cumulants are then power series in the slope.
  /// - Returns: gaps with weights that add up to 1.
  func points(slope: Double) -> [(gap: Double, weight: Double)] {
    let (mean, second) = (powers.0, variance)
    let third = powers.2 - 3 * mean * powers.1 + 2 * mean * mean * mean
    let fourth =
      powers.3 - 4 * mean * powers.2 + 6 * mean * mean * powers.1 - 3 * mean * mean * mean * mean
      - 3 * second * second
    let tilted =
      mean - slope * (second + covariance) + slope * slope * (third / 2 - slope * fourth / 6)
    let spread = second - slope * third + slope * slope * fourth / 2
    guard spread > 1e-14 else { return [(tilted, 1)] }
    let deviation = spread.squareRoot()
    let half = (third - slope * fourth) / (spread * deviation) / 2
    let root = (1 + half * half).squareRoot()
    return [
      (tilted + deviation * (half - root), (1 + half / root) / 2),
      (tilted + deviation * (half + root), (1 - half / root) / 2),
    ]
  }
}
