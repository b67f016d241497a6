// SPDX-License-Identifier: GPL-3.0-or-later

extension GradedGrid {
  /// How far apart points lie.
  struct Distances {
    /// At most.
    let most: Double
    /// At most within ranges where functions change faster.
    let fine: [(range: ClosedRange<Double>, distance: Double)]
    /// At most beside kinks: a seventh of the least distance over which a jump may be smoothed there.
    let near: Double
    /// At kinks, where functions may change like a power of the distance.
    let least: Double
    /// A smaller distance is lost in a place's last digits.
    private static let smallest = 1e-10

    /// The greatest distance at a place, so far from the next kink.
    func at(_ place: Double, from kink: Double) -> Double {
      // A jump smoothed over a distance is none from six such distances on.
      let own = min(max(least, kink / 6), max(near, kink / 24))
      return fine.reduce(max(Self.smallest, min(own, most))) { least, fine in
        // Towards a range as towards a kink, so that no step leaps over it.
        let beyond = max(0, fine.range.lowerBound - place, place - fine.range.upperBound)
        return min(least, max(Self.smallest, fine.distance + beyond / 6))
      }
    }
  }

  /// The points from one kink or end to the next.
  ///
  /// - Parameters:
  ///   - low: where the zone begins.
  ///   - high: where it ends.
  ///   - kinks: whether these are kinks.
  ///   - distances: how far apart points lie.
  /// - Returns: the points, at least one more than interpolate.
  static func zone(
    _ low: Double, _ high: Double, _ kinks: (low: Bool, high: Bool), _ distances: Distances
  ) -> [Double] {
    func distance(_ place: Double) -> Double {
      distances.at(
        place, from: min(kinks.low ? place - low : .infinity, kinks.high ? high - place : .infinity)
      )
    }
    if !kinks.low, !kinks.high, distances.fine.isEmpty {
      let count = max(order, Int(((high - low) / distances.most).rounded(.up)))
      return (0..<count).map { low + (high - low) / Double(count) * Double($0) } + [high]
    }
    var places = [low]
    var place = low
    while true {
      let step = max(distance(place), distance(place + distance(place)) / 2)
      place += step
      // The last step is neither much longer nor much shorter than those before.
      guard place < high - 0.4 * step else { break }
      places.append(place)
    }
    // At least as many as interpolate.
    if places.count < order {
      places = (0..<order).map { low + (high - low) / Double(order) * Double($0) }
    }
    return places + [high]
  }
}
