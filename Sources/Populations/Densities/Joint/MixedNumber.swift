// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A number's points for a class of kinds, laid out for sums over all combinations of numbers: for each
/// segment the factors of all points side by side, in whole vectors.
struct MixedNumber: Sendable {
  /// How many points there are, with some of no weight that fill up the last vector.
  private(set) var count = 0
  /// Weights by point.
  private(set) var weights: [Double] = []
  /// By segment and point, the exponential of what the number adds to the utility, but for a factor of
  /// each point.
  private(set) var factors: [Double] = []

  /// Takes points.
  ///
  /// - Parameters:
  ///   - points: the points.
  ///   - all: their weights.
  ///   - segments: how many segments there are.
  ///   - least: points of less weight are left out.
  mutating func take(
    _ points: DrawnChances.Points, weights all: [Double], _ segments: Int, least: Double
  ) {
    weights.removeAll(keepingCapacity: true)
    for weight in all where weight > least { weights.append(weight) }
    count = (weights.count + 3) & ~3
    while weights.count < count { weights.append(0) }
    for _ in factors.count..<max(factors.count, count * segments) { factors.append(1) }
    let (room, from) = (count, points.factors)
    factors.withUnsafeMutableBufferPointer { factors in
      var place = 0
      for point in all.indices where all[point] > least {
        for segment in 0..<segments {
          factors[segment &* room &+ place] = from[point &* segments &+ segment]
        }
        place += 1
      }
      while place < room {
        for segment in 0..<segments { factors[segment &* room &+ place] = 1 }
        place += 1
      }
    }
  }
}

/// Sums of chances over all combinations of the points of several numbers.
struct MixedSums: Sendable {
  /// Combinations of all numbers but the last: weights, and factors by segment.
  private var weights: [Double] = []
  private var factors: [Double] = []
  private var nextWeights: [Double] = []
  private var nextFactors: [Double] = []
  private var shares: [Double] = []
  /// Combinations of less weight are left out.
  private static let least = 1e-8

  /// Adds the expected chances of the segments.
  ///
  /// - Parameters:
  ///   - numbers: the numbers' points; weights of each add up to 1.
  ///   - base: the segments' factors that depend on no number.
  ///   - mass: the mass that is shared out.
  ///   - sums: receives it, by segment.
  /// - Returns: whether the utilities are near enough to each other for products of exponentials; if
  ///   not, nothing is added.
  /// - Complexity: O(combinations × segments).
  mutating func add(
    _ numbers: [MixedNumber], base: [Double], mass: Double, to sums: inout [Double]
  ) -> Bool {
    guard let last = numbers.indices.max(by: { numbers[$0].count < numbers[$1].count }) else {
      return false
    }
    weights.removeAll(keepingCapacity: true)
    factors.removeAll(keepingCapacity: true)
    weights.append(1)
    factors.append(contentsOf: base)
    for index in numbers.indices where index != last { join(numbers[index], base.count) }
    return addLast(numbers[last], base.count, mass, &sums)
  }

  /// All combinations of those so far with a further number.
  private mutating func join(_ number: MixedNumber, _ segments: Int) {
    nextWeights.removeAll(keepingCapacity: true)
    nextFactors.removeAll(keepingCapacity: true)
    for (index, weight) in weights.enumerated() {
      for point in 0..<number.count {
        let both = weight * number.weights[point]
        guard both > Self.least else { continue }
        nextWeights.append(both)
        for segment in 0..<segments {
          nextFactors.append(
            factors[index &* segments &+ segment]
              * number.factors[segment &* number.count &+ point])
        }
      }
    }
    swap(&weights, &nextWeights)
    swap(&factors, &nextFactors)
  }

  private mutating func addLast(
    _ last: MixedNumber, _ segments: Int, _ mass: Double, _ sums: inout [Double]
  ) -> Bool {
    let room = last.count
    for _ in shares.count..<max(shares.count, room) { shares.append(0) }
    var least = Double.infinity
    withUnsafeTemporaryAllocation(of: Double.self, capacity: segments) { found in
      for segment in 0..<segments { found[segment] = 0 }
      last.factors.withUnsafeBufferPointer { own in
        last.weights.withUnsafeBufferPointer { own2 in
          shares.withUnsafeMutableBufferPointer { shares in
            factors.withUnsafeBufferPointer { factors in
              for (index, weight) in weights.enumerated() {
                let start = index &* segments
                var lowest = SIMD4<Double>(repeating: .infinity)
                for point in stride(from: 0, to: room, by: 4) {
                  var total = SIMD4<Double>()
                  for segment in 0..<segments {
                    total +=
                      Self.four(own, segment &* room &+ point) * factors[start &+ segment]
                  }
                  lowest = pointwiseMin(lowest, total)
                  let share = Self.four(own2, point) / total
                  for lane in 0..<4 { shares[point &+ lane] = share[lane] }
                }
                least = min(least, lowest.min())
                for segment in 0..<segments {
                  var sum = SIMD4<Double>()
                  for point in stride(from: 0, to: room, by: 4) {
                    sum +=
                      Self.four(own, segment &* room &+ point)
                      * Self.four(UnsafeBufferPointer(shares), point)
                  }
                  found[segment] += weight * factors[start &+ segment] * sum.sum()
                }
              }
            }
          }
        }
      }
      guard least > 1e-280 else { return }
      var total = 0.0
      for segment in 0..<segments { total += found[segment] }
      for segment in 0..<segments { sums[segment] += mass * found[segment] / total }
    }
    return least > 1e-280
  }

  @inline(__always)
  private static func four(_ numbers: UnsafeBufferPointer<Double>, _ place: Int) -> SIMD4<Double> {
    SIMD4(
      numbers[place], numbers[place &+ 1], numbers[place &+ 2], numbers[place &+ 3])
  }

  /// Adds the expected chances of utilities that lie far apart, by their logarithms.
  mutating func addFar(
    _ numbers: [MixedNumber], _ drawn: DrawnChances, mass: Double, to sums: inout [Double]
  ) {
    let segments = drawn.segments
    var (logs, weights) = (drawn.base.map { log($0) }, [1.0])
    for number in numbers {
      var (nextLogs, nextWeights): ([Double], [Double]) = ([], [])
      for (index, weight) in weights.enumerated() {
        for point in 0..<number.count where weight * number.weights[point] > Self.least {
          nextWeights.append(weight * number.weights[point])
          for segment in 0..<segments {
            nextLogs.append(
              logs[index * segments + segment]
                + log(number.factors[segment * number.count + point]))
          }
        }
      }
      (logs, weights) = (nextLogs, nextWeights)
    }
    let total = weights.reduce(0, +)
    guard total > 0 else { return }
    for (index, weight) in weights.enumerated() {
      let own = logs[index * segments..<(index + 1) * segments]
      let greatest = own.max() ?? 0
      guard greatest > -.infinity else { continue }
      let chances = own.map { exp($0 - greatest) }
      let share = mass * weight / total / chances.reduce(0, +)
      for segment in 0..<segments { sums[segment] += share * chances[segment] }
    }
  }
}
