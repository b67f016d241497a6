// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// Least errors of scenarios in which what is seen falls into pieces on which the greatest chance is smooth.
extension ExactFloorTests {
  private typealias Sights = [(seen: [Double], weight: Double)]

  /// A band of ages with the salaries at which it is of group a, in thousands.
  private typealias Band = (low: Double, high: Double)

  /// By whole age as it is seen the chances of the three bands of ages: whole years from 20 to 80, three
  /// years more or less, clipped and rounded; borders at 40 and 60.
  private static let ages = (20...80).map { seen -> (seen: Double, bands: [Double]) in
    let low = seen == 20 ? -Double.infinity : Double(seen) - 0.5
    let high = seen == 80 ? Double.infinity : Double(seen) + 0.5
    let bands = [20..<40, 40..<60, 60..<81].map { band in
      band.reduce(0) { sum, age in
        sum + max(0, min(high, Double(age) + 3) - max(low, Double(age) - 3)) / 6 / 61
      }
    }
    return (Double(seen), bands)
  }

  @Test func agrawalThreeIsEnumerated() throws {
    let sights = Self.ages.flatMap { age in
      (0..<5).map { ([age.seen, Double($0)], age.bands.reduce(0, +) / 5) }
    }
    try Self.expect("agrawal-3", 3.0 / 122, ["age", "elevel"], sights)
  }

  @Test func agrawalTwoIsEnumerated() throws {
    let sights = Self.salaries([(50, 100), (75, 125), (25, 75)])
    try Self.expect(
      "agrawal-2", 2_802_181.0 / 47_627_580, ["salary", "commission", "age"], sights)
  }

  @Test func agrawalFourIsEnumerated() throws {
    let (inside, outside): ([Band], [Band]) = (
      [(25, 75), (50, 100), (50, 100)], [(50, 100), (75, 125), (25, 75)]
    )
    let among: [ClosedRange<Int>] = [0...1, 1...3, 2...4]
    let sights = (0..<5).flatMap { level in
      Self.salaries((0..<3).map { among[$0].contains(level) ? inside[$0] : outside[$0] }).map {
        (seen: $0.seen + [Double(level)], weight: $0.weight / 5)
      }
    }
    try Self.expect(
      "agrawal-4", 2_539_819.0 / 47_627_580, ["salary", "commission", "age", "elevel"], sights)
  }

  /// All that can be seen of salary, commission and age: middles of pieces on which the densities of both
  /// groups are linear and neither line crosses the other, and both ends.
  ///
  /// Salaries are uniform from 20 to 150 thousand, 6.5 more or less, clipped; whether there is a
  /// commission tells on which side of 75 they lie, and its amount tells nothing.
  ///
  /// - Parameter group: the salaries of group a by band of ages.
  /// - Returns: what is seen, with its weight.
  private static func salaries(_ group: [Band]) -> Sights {
    ages.flatMap { age in
      [(Band(20, 75), 40_000.0), (Band(75, 150), 0)].flatMap { side, commission in
        pieces(side, zip(age.bands, group).map { ($0, $1) }).map {
          (seen: [$0.salary * 1_000, commission, age.seen], weight: $0.weight)
        }
      }
    }
  }

  private static func pieces(
    _ side: Band, _ bands: [(share: Double, group: Band)]
  ) -> [(salary: Double, weight: Double)] {
    let noise = 6.5
    let inner = bands.map { Band(max(side.low, $0.group.low), min(side.high, $0.group.high)) }
    /// The densities of group a and of all.
    func densities(_ seen: Double) -> (own: Double, all: Double) {
      func part(_ band: Band) -> Double {
        max(0, min(band.high, seen + noise) - max(band.low, seen - noise)) / (2 * noise) / 130
      }
      let own = zip(bands, inner).reduce(0) { $0 + $1.0.share * part($1.1) }
      return (own, bands.reduce(0) { $0 + $1.share } * part(side))
    }
    let edges = ([side] + inner).flatMap { [$0.low, $0.high] }.flatMap { [$0 - noise, $0 + noise] }
    let low = max(20, side.low - noise)
    let high = min(150, side.high + noise)
    let knots = [low] + Set(edges).filter { low < $0 && $0 < high }.sorted() + [high]
    var found: [(salary: Double, weight: Double)] = []
    for (from, to) in zip(knots, knots.dropFirst()) {
      let gaps = [from, to].map { densities($0) }.map { 2 * $0.own - $0.all }
      let crosses = gaps[0] * gaps[1] < 0
      let cross = crosses ? [from + (to - from) * gaps[0] / (gaps[0] - gaps[1])] : []
      let cuts = [from] + cross + [to]
      for (one, two) in zip(cuts, cuts.dropFirst()) {
        let middle = (one + two) / 2
        found.append((middle, (two - one) * densities(middle).all))
      }
    }
    // Of the salaries near an end those that are shown beyond it.
    let beyond = bands.reduce(0) { $0 + $1.share } * noise * noise / 2 / (2 * noise) / 130
    found.append((side.low == 20 ? 20 : 150, beyond))
    return found
  }

  /// The odds of ringnorm's classes change with the distance from 4a/3 alone, whose square is
  /// non-central chi-square: about (0, 4 I) four times that of 16/9, about (a, I) that of 4/9.
  @Test func ringnormIsIntegratedOverTheRadius() throws {
    let center = 4.0 / 3 * 2 / 20.0.squareRoot()
    // Three eighths of the square less two thirds are 20 log 2.
    let border = 8.0 / 3 * (20 * log(2) + 2.0 / 3)
    // Gauss's rule of three points.
    let end = 0.6.squareRoot()
    let rule: [(Double, Double)] = [(-end, 5.0 / 18), (0, 8.0 / 18), (end, 5.0 / 18)]
    var sights: Sights = []
    for (from, to) in [(0, border), (border, 900)] {
      let width = (to - from) / 4_000
      for panel in 0..<4_000 {
        for (place, weight) in rule {
          let square = from + width * (Double(panel) + (1 + place) / 2)
          let (wide, narrow) = (
            Self.noncentral(square / 4, 16.0 / 9), Self.noncentral(square, 4.0 / 9)
          )
          let density = wide / 8 + narrow / 2
          let x = center + (square / 20).squareRoot()
          sights.append(([Double](repeating: x, count: 20), width * weight * density))
        }
      }
    }
    try Self.expect("ringnorm", 0.0123966081, (1...20).map { "x[\($0)]" }, sights)
  }

  /// The density of non-central chi-square of 20 degrees: central ones mixed by Poisson's law.
  private static func noncentral(_ value: Double, _ noncentrality: Double) -> Double {
    let (half, place): (Double, Double) = (noncentrality / 2, value / 2)
    var sum = 0.0
    for count in 0..<60 {
      let more = Double(count)
      let chance: Double = more * log(half) - half - lgamma(more + 1)
      let density: Double = (9 + more) * log(place) - place - lgamma(10 + more)
      sum += exp(chance + density) / 2
    }
    return sum
  }
}
