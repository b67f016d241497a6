// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// The law of the logarithm of a weighted sum of months of a walk, relative to the month at its base.
///
/// From the last month back: what is left of the sum from a month on is a step's factor times that
/// from the next month on, plus the month's own weight.
struct MonthsLaw: Sendable {
  /// Adjoining stretches outside which there is nothing to 1e-16.
  private(set) var panels: [ClosedRange<Double>]
  /// The density.
  private(set) var density: @Sendable (Double) -> Double
  /// About its mean and its standard deviation.
  private(set) var mean: Double
  private(set) var deviation: Double

  /// How many standard deviations of a step count.
  static let reach = 8.5
  /// How many standard deviations twelve points tell, of a normal density times one that is as steep.
  private static let panel = 2.8

  /// Works out the law; nothing where only the base counts, which does not walk.
  ///
  /// - Parameters:
  ///   - weights: the weight of each month from the base on.
  ///   - walk: how the number walks.
  /// - Complexity: O(months × points²), of some hundred points.
  init?(_ weights: [Double], _ walk: EvolvingNumber.Walk) {
    let months = weights.indices.filter { weights[$0] > 0 }
    guard let last = months.last, last > 0 else { return nil }
    let earlier = Array(months.dropLast())
    var before = earlier.last ?? 0
    let first = NormalSteps(last - before, walk)
    let start = weights[last].logarithm
    panels = first.panels.map { $0.lowerBound + start...$0.upperBound + start }
    density = { first.density($0 - start) }
    (mean, deviation) = (start + first.mean, first.deviation)
    for (index, month) in earlier.enumerated().reversed() {
      add(weights[month])
      guard month > 0 else { break }
      before = index > 0 ? earlier[index - 1] : 0
      add(NormalSteps(month - before, walk))
    }
  }

  /// Mixtures of laws, joined where one table of all costs little more than one of each.
  ///
  /// - Parameter parts: laws with their chances, which need not add up to 1.
  /// - Returns: laws whose densities add up to the mixture's, not each to 1.
  static func mixed(_ parts: [(chance: Double, law: MonthsLaw)]) -> [MonthsLaw] {
    let ranges = parts.map {
      ($0.law.panels.first?.lowerBound ?? 0, $0.law.panels.last?.upperBound ?? 0)
    }
    let low = ranges.map(\.0).min() ?? 0
    let high = ranges.map(\.1).max() ?? 0
    let narrowest = parts.map(\.law.deviation).min() ?? 0
    guard high - low < 400 * narrowest else {
      return parts.map { part in
        var own = part.law
        own.density = { part.chance * part.law.density($0) }
        return own
      }
    }
    guard !parts.isEmpty else { return [] }
    return [
      MonthsLaw(from: low, to: high, deviation: narrowest) { place in
        zip(parts, ranges).reduce(0) { sum, part in
          part.1.0 <= place && place <= part.1.1
            ? sum + part.0.chance * part.0.law.density(place) : sum
        }
      }
    ]
  }

  /// Tables a density.
  private init(
    from low: Double, to high: Double, deviation: Double, _ density: (Double) -> Double
  ) {
    let grid = GradedGrid(
      low...high, kinks: [],
      distances: GradedGrid.Distances(
        most: deviation / 6, fine: [], near: .infinity, least: .infinity))
    let values = grid.points.map(density)
    let count = Int((high - low) / (Self.panel * deviation)) + 1
    panels = (0..<count).map { part in
      let width = (high - low) / Double(count)
      return low + width * Double(part)...low + width * Double(part + 1)
    }
    self.density = { grid.interpolate(values, at: $0) }
    (mean, self.deviation) = ((low + high) / 2, deviation)
  }

  /// Adds a constant to the number of which this is the logarithm.
  private mutating func add(_ weight: Double) {
    let before = density
    deviation =
      (log(weight + exp(mean + deviation)) - log(weight + exp(mean - deviation))) / 2
    mean = log(weight + exp(mean))
    panels = panels.map { log(weight + exp($0.lowerBound))...log(weight + exp($0.upperBound)) }
    density = { place in
      let rest = -expm1(weight.logarithm - place)
      return rest > 0 ? before(place + log(rest)) / rest : 0
    }
  }

  /// Adds steps to the logarithm.
  mutating func add(_ steps: NormalSteps) {
    let low = (panels.first?.lowerBound ?? 0) + (steps.panels.first?.lowerBound ?? 0)
    let high = (panels.last?.upperBound ?? 0) + (steps.panels.last?.upperBound ?? 0)
    var points: [(place: Double, share: Double)] = []
    for panel in panels {
      GaussLegendre.twelve.visit(from: panel.lowerBound, to: panel.upperBound, panels: 1) {
        points.append(($0, $1 * density($0)))
      }
    }
    let (mean, spread) = (mean + steps.mean, hypot(deviation, steps.deviation))
    self = MonthsLaw(from: low, to: high, deviation: steps.deviation) { place in
      points.reduce(0) { $0 + $1.share * steps.density(place - $1.place) }
    }
    (self.mean, deviation) = (mean, spread)
  }

  /// The greatest distance from nothing.
  var farthest: Double {
    max(abs(panels.first?.lowerBound ?? 0), abs(panels.last?.upperBound ?? 0))
  }

  /// The chance of less.
  func chance(below place: Double) -> Double {
    panels.reduce(0) { sum, panel in
      guard panel.lowerBound < place else { return sum }
      var own = 0.0
      GaussLegendre.twelve.visit(
        from: panel.lowerBound, to: min(place, panel.upperBound), panels: 1
      ) { own += $1 * density($0) }
      return sum + own
    }
  }
}
