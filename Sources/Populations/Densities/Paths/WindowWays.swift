// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// How the logarithm of the mean that is seen goes together with that of the mean that is true, of a
/// number that walks on a logarithmic scale: by each way in which months come late.
///
/// Both logarithms are less the number's own at a base month, before which nothing matters. Their
/// moments are found by three-point Gauss–Hermite quadrature of every step since, exact to the fifth
/// degree.
struct WindowWays: Sendable {
  /// A way in which months come late.
  struct Way: Sendable {
    /// Its chance.
    let chance: Double
    /// The share of each month since the base in what is seen.
    let weights: [Double]
    /// The mean and variance of what is seen.
    let seen: (mean: Double, variance: Double)
    /// How far what is seen lies above what is true.
    let gap: (mean: Double, variance: Double)
    /// The covariance of that with what is true.
    let covariance: Double
  }

  /// How many months lie between the base and the present.
  let steps: Int
  /// The ways.
  let ways: [Way]
  /// The share of each month since the base in what is true.
  let truthWeights: [Double]
  /// The variance of what is true.
  let truthVariance: Double

  /// Works out the moments.
  ///
  /// - Parameters:
  ///   - window: what is seen; nothing where nothing is.
  ///   - months: how many months the true mean holds at most.
  ///   - age: months since the number's start.
  ///   - walk: how the number walks.
  /// - Complexity: O(3^steps × 2^months).
  init(_ window: WalkedWindow?, months: Int, age: Int, _ walk: EvolvingNumber.Walk) {
    let steps = min(age, max(months - 1, window?.reach ?? 0))
    let late = window?.late
    let shown = min(window?.months ?? 1, age + 1)
    var (chances, weights): ([Double], [[Double]]) = ([], [])
    for pattern in 0..<(late == nil ? 1 : 1 << shown) {
      var (chance, own) = (1.0, [Double](repeating: 0, count: steps + 1))
      for back in 0..<shown {
        let isLate = pattern >> back & 1 == 1
        if let late { chance *= isLate ? late.share : 1 - late.share }
        own[max(0, steps - back - (isLate ? late?.by ?? 0 : 0))] += 1 / Double(shown)
      }
      guard chance > 0 else { continue }
      if let known = weights.firstIndex(where: { Self.isSame($0, own) }) {
        chances[known] += chance
      } else {
        chances.append(chance)
        weights.append(own)
      }
    }
    let held = min(months, age + 1)
    let truth = (0...steps).map { $0 > steps - held ? 1 / Double(held) : 0 }
    weights.append(truth)
    let isSame = weights.map { Self.isSame($0, truth) }
    var sums = Sums(weights.count)
    [PairedStep](repeating: PairedStep(NormalSteps(1, walk)), count: steps).visitNodes {
      share, factors in
      sums.add(share, weights.map { Self.dot($0, factors).logarithm })
    }
    (self.steps, truthWeights) = (steps, truth)
    let last = weights.count - 1
    truthVariance = sums.truthVariance
    ways = chances.indices.map { index in
      let both = sums.covariance(index, last)
      let variance = sums.covariance(index, index)
      return Way(
        chance: chances[index], weights: weights[index], seen: (sums.mean(index), variance),
        gap: isSame[index]
          ? (0, 0)
          : (sums.mean(index) - sums.mean(last), max(0, variance - 2 * both + sums.truthVariance)),
        covariance: isSame[index] ? 0 : both - sums.truthVariance)
    }
  }

  /// Whether weights differ by no more than rounding makes of them.
  private static func isSame(_ weights: [Double], _ others: [Double]) -> Bool {
    zip(weights, others).allSatisfy { abs($0 - $1) < 1e-12 }
  }

  private static func dot(_ weights: [Double], _ factors: [Double]) -> Double {
    var sum = 0.0
    for index in weights.indices { sum += weights[index] * factors[index] }
    return sum
  }
}

/// Weighted sums of several values, of their squares, and of their products with the last one.
private struct Sums {
  private var first: [Double]
  private var squares: [Double]
  private var products: [Double]
  /// The first values, from which all are counted, so that little is lost where they hardly spread.
  private var origins: [Double] = []

  init(_ count: Int) {
    first = Array(repeating: 0, count: count)
    (squares, products) = (first, first)
  }

  mutating func add(_ weight: Double, _ whole: [Double]) {
    if origins.isEmpty { origins = whole }
    let values = zip(whole, origins).map { $0 - $1 }
    let last = values[values.count - 1]
    for (index, value) in values.enumerated() {
      first[index] += weight * value
      squares[index] += weight * value * value
      products[index] += weight * value * last
    }
  }

  func mean(_ index: Int) -> Double { first[index] + origins[index] }

  /// The covariance of a value with itself or with the last one.
  func covariance(_ index: Int, _ other: Int) -> Double {
    index == other
      ? max(0, squares[index] - first[index] * first[index])
      : products[index] - first[index] * first[other]
  }

  /// The variance of the last value.
  var truthVariance: Double { covariance(first.count - 1, first.count - 1) }
}

/// How what is seen and what is true go together, by the months since the number's start.
struct WaysByAge: Sendable {
  /// For every number of months, the last for all longer ones.
  let all: [WindowWays]

  init(_ window: WalkedWindow?, _ walk: EvolvingNumber.Walk, months: Int) {
    let reach = max(months - 1, window?.reach ?? 0)
    all = (0...reach).map { WindowWays(window, months: months, age: $0, walk) }
  }

  subscript(age: Int) -> WindowWays { all[min(age, all.count - 1)] }
}
