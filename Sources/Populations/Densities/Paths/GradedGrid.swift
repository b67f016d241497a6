// SPDX-License-Identifier: GPL-3.0-or-later

/// Points of a line that lie the closer the nearer a kink is, in zones between kinks.
///
/// Functions that are smooth but for the kinks are interpolated by polynomials of degree nine, each
/// zone by itself.
struct GradedGrid: Sendable {
  /// How many points interpolate.
  static let order = 10

  /// How far apart points lie.
  struct Distances {
    /// At most.
    let most: Double
    /// At most where functions change faster.
    let near: Double
    /// Where they do.
    let fine: [ClosedRange<Double>]
    /// At kinks.
    let least: Double

    /// The greatest distance at a place, so far from the next kink.
    func at(_ place: Double, from kink: Double) -> Double {
      let own = fine.contains { $0.contains(place) } ? near : most
      return min(own, max(least, kink / 6))
    }
  }

  /// The points, ascending within a zone; a kink is the last point of one zone and the first of the
  /// next.
  let points: [Double]
  /// The zones, as positions of points.
  let zones: [Range<Int>]
  /// For every point that may be the first of ten, what the weight of each is divided by.
  private let divisors: [Double]

  /// Makes the points.
  ///
  /// - Parameters:
  ///   - range: what is covered.
  ///   - kinks: where functions are not smooth.
  ///   - distances: how far apart points lie.
  init(_ range: ClosedRange<Double>, kinks: [Double], distances: Distances) {
    // Kinks that differ in their last digits are one.
    let inner = kinks.filter { range.contains($0) }.sorted().reduce(into: [Double]()) {
      kept, kink in
      if kink - (kept.last ?? -.infinity) > 1e-9 { kept.append(kink) }
    }
    let ends = ([range.lowerBound] + inner + [range.upperBound]).filter { $0.isFinite }
    var (points, zones): ([Double], [Range<Int>]) = ([], [])
    for (low, high) in zip(ends, ends.dropFirst()) where high > low {
      let own = Self.zone(low, high, (inner.contains(low), inner.contains(high)), distances)
      zones.append(points.count..<points.count + own.count)
      points += own
    }
    (self.points, self.zones) = (points, zones)
    divisors = Self.divisors(points)
  }

  private static func zone(
    _ low: Double, _ high: Double, _ kinks: (low: Bool, high: Bool), _ distances: Distances
  ) -> [Double] {
    func distance(_ place: Double) -> Double {
      distances.at(
        place, from: min(kinks.low ? place - low : .infinity, kinks.high ? high - place : .infinity)
      )
    }
    var offsets = [0.0]
    var place = low
    while place < high {
      place += max(distance(place), distance(place + distance(place)) / 2)
      offsets.append(place - low)
    }
    while offsets.count <= order {
      offsets.append(offsets[offsets.count - 1] + distances.most)
    }
    let scale = (high - low) / offsets[offsets.count - 1]
    return offsets.dropLast().map { low + $0 * scale } + [high]
  }

  private static func divisors(_ points: [Double]) -> [Double] {
    guard points.count >= order else { return [] }
    return (0...points.count - order).flatMap { start in
      (0..<order).map { one in
        (0..<order).reduce(1.0) { product, other in
          other == one ? product : product * (points[start + one] - points[start + other])
        }
      }
    }
  }

  /// The first of ten points around a place with their weights; nothing outside.
  func around(_ place: Double) -> (start: Int, weights: InlineArray<10, Double>)? {
    // At a kink the zone above serves.
    guard
      let zone = zones.last(where: { points[$0.lowerBound] <= place }),
      place <= points[zone.upperBound - 1]
    else { return nil }
    var (low, high) = (zone.lowerBound, zone.upperBound - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if points[middle] <= place { low = middle } else { high = middle }
    }
    let start = min(max(low - 4, zone.lowerBound), zone.upperBound - Self.order)
    var weights = InlineArray<10, Double>(repeating: 1)
    // Products of the distances from all points before, and then from all points behind.
    var product = 1.0
    for one in 0..<Self.order {
      weights[one] = product / divisors[start * Self.order + one]
      product *= place - points[start + one]
    }
    product = 1
    for one in stride(from: Self.order - 1, through: 0, by: -1) {
      weights[one] *= product
      product *= place - points[start + one]
    }
    return (start, weights)
  }
}
