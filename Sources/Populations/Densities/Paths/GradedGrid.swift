// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// Points of a line that lie the closer the nearer a kink is, in zones between kinks.
///
/// Functions that are smooth but for the kinks are interpolated by polynomials of degree nine, each
/// zone by itself.
struct GradedGrid: Sendable {
  /// How many points interpolate.
  static let order = 10
  /// Kinks that differ by no more are one.
  private static let same = 1e-9

  /// The points, ascending within a zone; a kink is the last point of one zone and the first of the
  /// next.
  let points: [Double]
  /// The zones, as positions of points.
  let zones: [Range<Int>]
  /// For every point the first of the ten that interpolate from it to the next.
  private let starts: [Int]
  /// For equal parts of the range the last point that is not above where they begin.
  private let buckets: (scale: Double, lows: [Int])
  /// For every point that may be the first of ten, what the weight of each is multiplied by.
  private let factors: [Double]

  /// Makes the points.
  ///
  /// - Parameters:
  ///   - range: what is covered.
  ///   - kinks: where functions are not smooth.
  ///   - distances: how far apart points lie.
  init(_ range: ClosedRange<Double>, kinks: [Double], distances: Distances) {
    // Kinks that differ in their last digits are one.
    let inner = kinks.filter {
      $0 > range.lowerBound + Self.same && $0 < range.upperBound - Self.same
    }.sorted().reduce(into: [Double]()) {
      kept, kink in
      if kink - (kept.last ?? -.infinity) > Self.same { kept.append(kink) }
    }
    let ends = ([range.lowerBound] + inner + [range.upperBound]).filter { $0.isFinite }
    var (points, zones): ([Double], [Range<Int>]) = ([], [])
    for (low, high) in zip(ends, ends.dropFirst()) where high > low {
      let own = Self.zone(low, high, (inner.contains(low), inner.contains(high)), distances)
      zones.append(points.count..<points.count + own.count)
      points += own
    }
    (self.points, self.zones) = (points, zones)
    factors = Self.factors(points)
    starts = zones.flatMap { zone in
      zone.map { min(max($0 - 4, zone.lowerBound), zone.upperBound - Self.order) }
    }
    buckets = Self.buckets(points)
  }

  private static func buckets(_ points: [Double]) -> (scale: Double, lows: [Int]) {
    guard let first = points.first, let last = points.last, first < last else {
      return (0, [0, 0])
    }
    let scale = Double(4 * points.count) / (last - first)
    var (lows, low) = ([Int](), 0)
    for bucket in 0...4 * points.count + 1 {
      // A little early, for what rounding makes of places at the ends.
      let start = first + (Double(bucket) - 1e-6) / scale
      while low + 1 < points.count, points[low + 1] <= start { low += 1 }
      lows.append(low)
    }
    return (scale, lows)
  }

  private static func factors(_ points: [Double]) -> [Double] {
    guard points.count >= order else { return [] }
    var factors: [Double] = []
    factors.reserveCapacity((points.count - order + 1) * order)
    for start in 0...points.count - order {
      for one in start..<start + order {
        var product = 1.0
        for other in start..<start + order where other != one {
          product *= points[one] - points[other]
        }
        factors.append(1 / product)
      }
    }
    return factors
  }

  /// The last point that is not above a place but for the very last; nothing outside.
  private func cell(_ place: Double) -> Int? {
    guard let first = points.first, let last = points.last, place >= first, place <= last else {
      return nil
    }
    let bucket = min(Int((place - first) * buckets.scale), buckets.lows.count - 2)
    var (low, high) = (buckets.lows[bucket], buckets.lows[bucket + 1] &+ 1)
    while high &- low > 1 {
      let middle = (low &+ high) / 2
      if points[middle] <= place { low = middle } else { high = middle }
    }
    while low + 1 < points.count, points[low + 1] <= place { low += 1 }
    return min(low, points.count - 2)
  }

  /// The first of ten points around a place with their weights; nothing outside.
  ///
  /// At a kink the zone above serves.
  func around(_ place: Double) -> (start: Int, weights: InlineArray<10, Double>)? {
    guard let low = cell(place) else { return nil }
    let start = starts[low]
    var weights = InlineArray<10, Double>(repeating: 1)
    // Products of the distances from all points before, and then from all points behind.
    var product = 1.0
    for one in 0..<Self.order {
      weights[one] = product * factors[start * Self.order + one]
      product *= place - points[start + one]
    }
    product = 1
    for one in stride(from: Self.order - 1, through: 0, by: -1) {
      weights[one] *= product
      product *= place - points[start + one]
    }
    return (start, weights)
  }

  /// The first point from a kink on, in the zone above it.
  func firstPoint(above kink: Double) -> Int {
    zones.first { points[$0.lowerBound] > kink - 2 * Self.same }?.lowerBound ?? points.count
  }

  /// The value of a function at a place; 0 outside.
  ///
  /// - Parameters:
  ///   - values: the function's values at the points.
  ///   - place: the place.
  /// - Returns: the value of the polynomial through the ten points around the place.
  func interpolate(_ values: [Double], at place: Double) -> Double {
    guard let (start, weights) = around(place) else { return 0 }
    var sum = 0.0
    for index in 0..<Self.order { sum += weights[index] * values[start + index] }
    return sum
  }

  /// Whether a stretch is longer than so many of the least distances of points in it.
  func isLong(_ low: Double, _ high: Double, distances: Double) -> Bool {
    guard let from = cell(max(low, points.first ?? 0)), let to = cell(min(high, points.last ?? 0))
    else { return false }
    // More cells than that are longer.
    guard Double(to - from) <= distances + 2 else { return true }
    return (from...max(from, to)).contains {
      points[$0 + 1] > points[$0] && high - low > distances * (points[$0 + 1] - points[$0])
    }
  }

  /// Adjoining stretches of a range that are cut at kinks and hold few points each.
  ///
  /// - Parameters:
  ///   - low: where the range begins.
  ///   - high: where it ends.
  /// - Returns: the stretches, on which twelve points tell a function; none of an empty range.
  func stretches(_ low: Double, _ high: Double) -> [ClosedRange<Double>] {
    guard low < high else { return [] }
    let cuts = zones.flatMap { zone in
      stride(from: zone.lowerBound, to: zone.upperBound, by: Self.order).map { points[$0] }
    }.filter { $0 > low && $0 < high }
    return zip([low] + cuts, cuts + [high]).filter { $0 < $1 }.map { $0...$1 }
  }

  /// What values at the points are multiplied by in the integral of a function over all zones.
  func integrals() -> [Double] {
    var sums = [Double](repeating: 0, count: points.count)
    for low in zones.flatMap({ $0.dropLast() }) {
      GaussLegendre.twelve.visit(from: points[low], to: points[low + 1], panels: 1) {
        guard let (start, weights) = around($0) else { return }
        for index in 0..<Self.order { sums[start + index] += $1 * weights[index] }
      }
    }
    return sums
  }
}
