// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

extension DrawnChances {
  /// The most points of a number, where each kind of customer must be quick.
  private static let mostPoints = 12

  /// A few points of a number, the fewer the less the utilities spread by it.
  ///
  /// - Parameters:
  ///   - posterior: the number's law given what is seen.
  ///   - position: the number's position.
  /// - Returns: points of a Gauss quadrature; all of the number's where a utility bends, so that few do
  ///   not meet its mean.
  func few(_ posterior: NumberPosterior, _ position: Int) -> Points {
    let most = posterior.points(atMost: Self.mostPoints)
    let all = points(most.map(\.value), most.map(\.weight), position)
    let whole = whole(posterior, position)
    let isMet = zip(means(all), means(whole)).allSatisfy { abs($0 - $1) < Self.mostBend }
    guard isMet else { return whole }
    let spread = spread(all)
    let count = Self.count(forSpread: spread)
    guard spread < Self.mostSpread else {
      let many = Int((1.07 * spread * spread).rounded(.up))
      guard many < whole.values.count else { return whole }
      let found = posterior.points(atMost: many)
      return points(found.map(\.value), found.map(\.weight), position)
    }
    guard count < most.count else { return all }
    let fewer = posterior.points(atMost: count)
    return points(fewer.map(\.value), fewer.map(\.weight), position)
  }

  /// How far the mean of a utility by a few points may be off.
  private static let mostBend = 0.003

  /// The means of what a number adds to the utilities.
  private func means(_ points: Points) -> [Double] {
    (0..<segments).map { segment in
      points.weights.indices.reduce(0) {
        $0 + points.weights[$1] * points.utilities[$1 * segments + segment]
      }
    }
  }

  /// The spread of utilities up to which `mostPoints` serve.
  private static let mostSpread = 3.5

  /// All of a number's points, so many that utilities change little from one to the next.
  func whole(_ posterior: NumberPosterior, _ position: Int) -> Points {
    let points = posterior.points
    let all = self.points(points.map(\.value), points.map(\.weight), position)
    let change = greatestStep(all)
    guard change > 1, !posterior.panels.isEmpty else { return all }
    let more = posterior.points(ofParts: min(32, Int(change.rounded(.up))))
    return self.points(more.map(\.value), more.map(\.weight), position)
  }

  /// The greatest change of a difference of two utilities from one point to the next.
  private func greatestStep(_ points: Points) -> Double {
    var greatest = 0.0
    for point in points.values.indices.dropFirst() {
      var (least, most) = (Double.infinity, -Double.infinity)
      for segment in 0..<segments {
        let change =
          points.utilities[point &* segments &+ segment]
          - points.utilities[(point &- 1) &* segments &+ segment]
        (least, most) = (min(least, change), max(most, change))
      }
      if (most - least).isFinite { greatest = max(greatest, most - least) }
    }
    return greatest
  }

  /// How many points a sum of chances needs.
  ///
  /// A logistic function has its poles at pi over its slope, so
  /// that the error falls like exp(-2 pi sqrt(2n) / spread): below 1e-4 where n is 1.07 times the square of
  /// the spread.
  ///
  /// - Parameter spread: the greatest standard deviation of a difference of two utilities.
  /// - Returns: at most as many as any number has.
  private static func count(forSpread spread: Double) -> Int {
    switch spread {
    case ..<0.01: 1
    case ..<0.15: 2
    case ..<0.4: 3
    case ..<0.8: 4
    case ..<1.4: 6
    case ..<2: 8
    default: mostPoints
    }
  }

  /// The greatest standard deviation of a difference of two utilities.
  func spread(_ points: Points) -> Double {
    var greatest = 0.0
    for one in 0..<segments {
      for other in 0..<one {
        var (first, second) = (0.0, 0.0)
        for point in points.values.indices {
          let far =
            points.utilities[point * segments + one] - points.utilities[point * segments + other]
          first += points.weights[point] * far
          second += points.weights[point] * far * far
        }
        greatest = max(greatest, second - first * first)
      }
    }
    return greatest.squareRoot()
  }
}
