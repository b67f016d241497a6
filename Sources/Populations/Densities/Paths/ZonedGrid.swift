// SPDX-License-Identifier: GPL-3.0-or-later

/// Points of a line, closer where functions of them change faster.
struct ZonedGrid: Sendable {
  /// Equally spaced points.
  struct Zone: Sendable {
    let first: Double
    let step: Double
    let count: Int
    /// The position of its first point among all.
    let start: Int
  }

  /// The zones; of those that hold a place the one with the closest points serves.
  let zones: [Zone]
  /// All points, zone by zone.
  let points: [Double]

  /// The places that are covered.
  let range: ClosedRange<Double>

  /// Makes the points.
  ///
  /// - Parameters:
  ///   - range: the places to be covered.
  ///   - step: the distance of points.
  ///   - fine: narrower places with a smaller distance of points.
  init(
    _ range: ClosedRange<Double>, step: Double, fine: [(range: ClosedRange<Double>, step: Double)]
  ) {
    var (zones, points): ([Zone], [Double]) = ([], [])
    for (range, step) in fine + [(range, step)] {
      let count = Int((range.upperBound - range.lowerBound) / step) + 7
      let first = range.lowerBound - 3 * step
      zones.append(Zone(first: first, step: step, count: count, start: points.count))
      points += (0..<count).map { first + step * Double($0) }
    }
    (self.zones, self.points, self.range) = (zones, points, range)
  }

  /// The first of six points around a place, with their weights; nothing outside.
  func around(_ place: Double) -> (start: Int, weights: InlineArray<6, Double>)? {
    for zone in zones {
      let at = (place - zone.first) / zone.step
      guard at >= 2, at < Double(zone.count - 4) else { continue }
      let start = Int(at) - 2
      return (zone.start + start, PointTable.lagrange(at - Double(start)))
    }
    return nil
  }
}
