// SPDX-License-Identifier: GPL-3.0-or-later

/// Points of a line that lie the closer the nearer a kink is, in zones between kinks.
///
/// Functions that are smooth but for the kinks are interpolated by polynomials of degree five, each
/// zone by itself.
struct GradedGrid: Sendable {
  /// The points, ascending within a zone; a kink is the last point of one zone and the first of the
  /// next.
  let points: [Double]
  /// The zones, as positions of points.
  let zones: [Range<Int>]

  /// Makes the points.
  ///
  /// - Parameters:
  ///   - range: what is covered.
  ///   - kinks: where functions are not smooth.
  ///   - most: the greatest distance of points.
  ///   - least: the distance at kinks.
  init(_ range: ClosedRange<Double>, kinks: [Double], most: Double, least: Double) {
    let inner = Set(kinks.filter { range.contains($0) }).sorted()
    let ends = ([range.lowerBound] + inner + [range.upperBound]).filter { $0.isFinite }
    var (points, zones): ([Double], [Range<Int>]) = ([], [])
    for (low, high) in zip(ends, ends.dropFirst()) where high > low {
      let own = Self.zone(
        low, high, (inner.contains(low), inner.contains(high)), most: most, least: least)
      zones.append(points.count..<points.count + own.count)
      points += own
    }
    (self.points, self.zones) = (points, zones)
  }

  private static func zone(
    _ low: Double, _ high: Double, _ kinks: (low: Bool, high: Bool), most: Double, least: Double
  ) -> [Double] {
    // The density of points integrates to an equal part between neighbours.
    func distance(_ place: Double) -> Double {
      let near = min(kinks.low ? place - low : .infinity, kinks.high ? high - place : .infinity)
      return min(most, max(least, near / 8))
    }
    var offsets = [0.0]
    var place = low
    while place < high {
      place += max(distance(place), distance(place + distance(place)) / 2)
      offsets.append(place - low)
    }
    while offsets.count < 7 { offsets.append(offsets[offsets.count - 1] + most) }
    let scale = (high - low) / offsets[offsets.count - 1]
    return offsets.dropLast().map { low + $0 * scale } + [high]
  }

  /// The first of six points around a place with their weights; nothing outside.
  func around(_ place: Double) -> (start: Int, weights: InlineArray<6, Double>)? {
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
    let start = min(max(low - 2, zone.lowerBound), zone.upperBound - 6)
    var weights = InlineArray<6, Double>(repeating: 1)
    for one in 0..<6 {
      for other in 0..<6 where other != one {
        weights[one] *=
          (place - points[start + other]) / (points[start + one] - points[start + other])
      }
    }
    return (start, weights)
  }
}
