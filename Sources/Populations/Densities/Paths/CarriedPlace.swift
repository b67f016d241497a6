// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a walk's drift has carried a jump or a bound, farther than it has smoothed it.
///
/// Points are graded towards the jump itself, which tells the density also where it was carried by a few
/// of the distances over which it was smoothed; where months rise by much more than they spread, its image
/// lies apart.
struct CarriedPlace {
  /// Where it is.
  let place: Double
  /// Over which distance it is smoothed there.
  let deviation: Double
  /// How many times as far as that points beside the jump itself tell the density.
  private static let most = 3.0

  /// The places at which the jump's image is more than nothing.
  var range: ClosedRange<Double> { place - 6 * deviation...place + 6 * deviation }

  /// A jump carried by a distance; nothing where it is still near itself.
  private init?(_ origin: Double, by distance: Double, _ variance: Double) {
    deviation = variance.squareRoot()
    place = origin + distance
    guard deviation > 0, abs(distance) > Self.most * deviation else { return nil }
  }

  /// All that are carried.
  ///
  /// - Parameters:
  ///   - edges: logarithms at which laws at the start jump or end.
  ///   - bounds: logarithms of bounds of the truth.
  ///   - ways: how what is seen and what is true go together.
  ///   - walk: how the number walks.
  ///   - age: the greatest number of months since a start.
  /// - Returns: places, none of which another one stands for.
  static func all(
    _ edges: Set<Double>, _ bounds: [Double], _ ways: WaysByAge, _ walk: EvolvingNumber.Walk,
    age: Int
  ) -> [CarriedPlace] {
    let variance = walk.deviation * walk.deviation
    var found: [CarriedPlace] = []
    func add(_ origin: Double, _ distance: Double, _ variance: Double) {
      guard let own = CarriedPlace(origin, by: distance, variance) else { return }
      let isKnown = found.contains {
        abs($0.place - own.place) < own.deviation / 4
          && abs($0.deviation - own.deviation) < own.deviation / 4
      }
      if !isKnown { found.append(own) }
    }
    // Ages of few months first, which are the least smoothed.
    for months in 0...max(0, age) {
      let own = ways[months]
      let base = Double(months - own.steps)
      let offsets =
        [(0.0, 0.0)] + own.ways.map(\.seen)
        + (own.ways.first.map { [($0.seen.mean - $0.gap.mean, own.truthVariance)] } ?? [])
      for (mean, spread) in offsets {
        for edge in edges { add(edge, base * walk.mean + mean, base * variance + spread) }
      }
      if months == own.steps {
        for way in own.ways {
          for bound in bounds { add(bound, way.gap.mean, way.gap.variance) }
        }
      }
    }
    return found
  }
}
