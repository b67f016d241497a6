// SPDX-License-Identifier: GPL-3.0-or-later

/// A negative binomial law of counts by its mean and size, or Poisson's as its size grows.
struct CountLaw: Sendable, Equatable {
  /// The mean.
  let mean: Double
  /// The size: the variance is mean + mean² / size; infinite for Poisson's law.
  let size: Double

  /// Finds the most likely law of some counts.
  ///
  /// The mean is the counts' mean, or half a count in all where every count is 0, as a mean of 0
  /// would forbid every other count. The size is the root of the profile likelihood's derivative,
  /// sum over j of N(count > j) / (size + j) + n log(size / (size + mean)) (Fisher 1941), found by
  /// bisection; it has none where the variance is at most the mean.
  ///
  /// - Parameter counts: whole numbers of at least 0, at least one.
  init(_ counts: [Double]) {
    let moments = Moments(counts)
    mean = moments.mean > 0 ? moments.mean : 0.5 / Double(max(1, counts.count))
    guard moments.variance > moments.mean else {
      size = .infinity
      return
    }
    size = Self.size(counts, mean: moments.mean)
  }

  private static func size(_ counts: [Double], mean: Double) -> Double {
    let number = Double(counts.count)
    let beyond = tails(counts)
    var (low, high) = (1e-4, 1e6)
    for _ in 0..<100 {
      let middle = (low * high).squareRoot()
      var slope = number * naturalLogarithm(middle / (middle + mean))
      for (value, tail) in beyond.enumerated() { slope += tail / (middle + Double(value)) }
      if slope > 0 { low = middle } else { high = middle }
    }
    return low > 9e5 ? .infinity : low
  }

  /// How many counts lie above 0, 1, 2 and so on.
  private static func tails(_ counts: [Double]) -> [Double] {
    var tails = [Double](repeating: 0, count: Int(counts.max() ?? 0))
    for count in counts where count > 0 { tails[Int(count) - 1] += 1 }
    for value in tails.indices.dropLast().reversed() { tails[value] += tails[value + 1] }
    return tails
  }

  /// The logarithm of the probability of each count.
  ///
  /// - Parameter last: the greatest count.
  /// - Returns: entries for 0 ... last.
  func logDensities(upTo last: Int) -> [Double] {
    var entries: [Double] = []
    entries.reserveCapacity(last + 1)
    let isPoisson = !size.isFinite
    entries.append(isPoisson ? -mean : size * naturalLogarithm(size / (size + mean)))
    for count in 1...max(1, last) {
      let number = Double(count)
      let ratio =
        isPoisson ? mean / number : (size + number - 1) / number * (mean / (size + mean))
      entries.append(entries[count - 1] + naturalLogarithm(ratio))
    }
    return entries
  }
}
