// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Densities in closed form of the logarithms of numbers that have walked.
enum WitnessLaws {
  /// A lognormal number after a walk of a variance.
  static func lognormal(_ place: Double, median: Double, sigma: Double, walked: Double) -> Double {
    normal(place - log(median), sigma * sigma + walked)
  }

  /// A lognormal body below a place and a tail of Pareto's above, after a walk of a variance.
  static func spliced(
    _ place: Double, median: Double, sigma: Double, from: Double, above: Double, alpha: Double,
    walked: Double
  ) -> Double {
    let (end, middle, own) = (log(from), log(median), sigma * sigma)
    let scale = (1 - above) / below((end - middle) / sigma)
    guard walked > 0 else {
      return place < end
        ? scale * normal(place - middle, own) : above * alpha * exp(alpha * (end - place))
    }
    let all = own + walked
    let (mean, left) = (middle + (place - middle) * own / all, own * walked / all)
    let body = scale * normal(place - middle, all) * below((end - mean) / left.squareRoot())
    let tail = above * alpha * exp(alpha * (end - place) + alpha * alpha * walked / 2)
    return body + tail * below((place - alpha * walked - end) / walked.squareRoot())
  }

  private static func below(_ score: Double) -> Double { erfc(-score / 2.0.squareRoot()) / 2 }

  private static func normal(_ far: Double, _ variance: Double) -> Double {
    exp(-far * far / 2 / variance) / (2 * Double.pi * variance).squareRoot()
  }
}
