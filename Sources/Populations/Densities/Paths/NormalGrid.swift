// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Equally spaced points that cover all normal laws that a number can have.
struct NormalGrid: Sendable {
  let first: Double
  let step: Double
  let count: Int
  private let ends: (low: Double, high: Double, deviation: Double)

  /// Where the number may lie.
  ///
  /// - Parameter reach: how many of the greatest standard deviations from the outermost means.
  /// - Returns: the ends.
  func range(reach: Double) -> (from: Double, to: Double) {
    (ends.low - reach * ends.deviation, ends.high + reach * ends.deviation)
  }

  /// Covers a number with noise.
  ///
  /// - Parameters:
  ///   - number: a number for which `isNormal` holds.
  ///   - noise: the mean and standard deviation of noise.
  init?(_ number: EvolvingNumber, _ noise: (mean: Double, deviation: Double)) {
    let months = number.model.months + number.model.warmUp
    var (least, most, low, high) = (Double.infinity, 0.0, Double.infinity, -Double.infinity)
    for (epoch, plan) in number.node.plans.enumerated() {
      for level in (plan.laws ?? []).indices {
        for steps in [0, months] {
          let stage = EvolvingNumber.Stage(
            epoch: epoch, level: UInt8(level), drawnIn: 0, steps: steps, shift: 0)
          guard let (mean, own) = number.moments(stage) else { return nil }
          let deviation = (own * own + noise.deviation * noise.deviation).squareRoot()
          (least, most) = (min(least, deviation), max(most, deviation))
          (low, high) = (min(low, mean + noise.mean), max(high, mean + noise.mean))
        }
      }
    }
    guard least > 0, low.isFinite, high.isFinite else { return nil }
    // Going toward new laws again and again leads no farther than half their distance beyond.
    let beyond = 9 * most + (high - low) / 2
    ends = (low - (high - low) / 2, high + (high - low) / 2, most)
    (first, step) = (low - beyond, least / 7)
    count = Int((high - low + 2 * beyond) / step) + 9
    guard count < 20_000 else { return nil }
  }

  /// A point.
  func point(_ index: Int) -> Double { first + step * Double(index) }

  /// Adds a normal law's densities at all points, from its middle outward: there the ratio of one to
  /// the next falls by the same factor at each step.
  ///
  /// - Parameters:
  ///   - share: what multiplies the densities.
  ///   - mean: the law's mean.
  ///   - deviation: its standard deviation.
  ///   - row: receives a density for each point, to a relative 1e-10.
  func addNormal(
    _ share: Double, mean: Double, deviation: Double, to row: inout [Double]
  ) {
    let middle = min(max(Int(((mean - first) / step).rounded()), 0), count - 1)
    let (score, width) = ((point(middle) - mean) / deviation, step / deviation)
    let top = share / deviation * 0.3989422804014327 * exp(-0.5 * score * score)
    let fall = exp(-width * width)
    row.withUnsafeMutableBufferPointer { row in
      var (density, ratio) = (top, exp(-width * (score + 0.5 * width)))
      var index = middle
      while index < count, density > 1e-300 {
        row[index] += density
        density *= ratio
        ratio *= fall
        index &+= 1
      }
      ratio = exp(width * (score - 0.5 * width))
      density = top * ratio
      index = middle - 1
      while index >= 0, density > 1e-300 {
        row[index] += density
        ratio *= fall
        density *= ratio
        index &-= 1
      }
    }
  }

  /// The first of eight points around a place, with their weights; nothing outside.
  func around(_ place: Double) -> (start: Int, weights: InlineArray<8, Double>)? {
    let at = (place - first) / step
    guard at >= 3, at < Double(count - 5) else { return nil }
    let start = Int(at) - 3
    return (start, Self.lagrange(at - Double(start)))
  }

  /// Weights of eight equally spaced points at a place between the fourth and the fifth.
  private static func lagrange(_ t: Double) -> InlineArray<8, Double> {
    let (a, b, c, d) = (t, t - 1, t - 2, t - 3)
    let (e, f, g, h) = (t - 4, t - 5, t - 6, t - 7)
    let (low, high) = (a * b * c * d, e * f * g * h)
    return [
      -b * c * d * high / 5040, a * c * d * high / 720, -a * b * d * high / 240,
      a * b * c * high / 144, -low * f * g * h / 144, low * e * g * h / 240,
      -low * e * f * h / 720, low * e * f * g / 5040,
    ]
  }
}
