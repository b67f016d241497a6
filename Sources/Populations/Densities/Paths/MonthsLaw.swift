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

  /// How many standard deviations of a step count.
  static let reach = 8.5
  /// How many standard deviations twelve points tell, of a normal density times one that is as steep.
  private static let panel = 2.8

  /// Works out the law; nothing where only the base counts, which does not walk.
  ///
  /// - Parameters:
  ///   - weights: the weight of each month from the base on; they add up to 1.
  ///   - walk: how the number walks.
  /// - Complexity: O(months × 10,000) evaluations of a density.
  init?(_ weights: [Double], _ walk: EvolvingNumber.Walk) {
    let months = weights.indices.filter { weights[$0] > 0 }
    guard let last = months.last, last > 0 else { return nil }
    let earlier = Array(months.dropLast())
    var before = earlier.last ?? 0
    let first = NormalSteps(last - before, walk)
    let start = weights[last].logarithm
    panels = first.panels.map { $0.lowerBound + start...$0.upperBound + start }
    density = { first.density($0 - start) }
    for (index, month) in earlier.enumerated().reversed() {
      add(weights[month])
      guard month > 0 else { break }
      before = index > 0 ? earlier[index - 1] : 0
      add(NormalSteps(month - before, walk))
    }
  }

  /// A mixture.
  ///
  /// - Parameter parts: laws with their chances, which need not add up to 1; at least one.
  init(mixing parts: [(chance: Double, law: MonthsLaw)]) {
    let all = parts.flatMap(\.law.panels)
    let low = all.map(\.lowerBound).min() ?? 0
    let high = all.map(\.upperBound).max() ?? 0
    let narrowest = all.map { $0.upperBound - $0.lowerBound }.min() ?? 0
    self.init(from: low, to: high, deviation: narrowest / Self.panel) { place in
      parts.reduce(0) { sum, part in
        guard let from = part.law.panels.first?.lowerBound,
          let to = part.law.panels.last?.upperBound,
          from <= place, place <= to
        else { return sum }
        return sum + part.chance * part.law.density(place)
      }
    }
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
  }

  /// Adds a constant to the number of which this is the logarithm.
  private mutating func add(_ weight: Double) {
    let before = density
    panels = panels.map { log(weight + exp($0.lowerBound))...log(weight + exp($0.upperBound)) }
    density = { place in
      let rest = -expm1(weight.logarithm - place)
      return rest > 0 ? before(place + log(rest)) / rest : 0
    }
  }

  /// Adds steps to the logarithm.
  private mutating func add(_ steps: NormalSteps) {
    let low = (panels.first?.lowerBound ?? 0) + (steps.panels.first?.lowerBound ?? 0)
    let high = (panels.last?.upperBound ?? 0) + (steps.panels.last?.upperBound ?? 0)
    var points: [(place: Double, share: Double)] = []
    for panel in panels {
      GaussLegendre.twelve.visit(from: panel.lowerBound, to: panel.upperBound, panels: 1) {
        points.append(($0, $1 * density($0)))
      }
    }
    self = MonthsLaw(from: low, to: high, deviation: steps.deviation) { place in
      points.reduce(0) { $0 + $1.share * steps.density(place - $1.place) }
    }
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

/// Some steps of a walk at once.
struct NormalSteps: Sendable {
  let mean: Double
  let deviation: Double

  init(_ steps: Int, _ walk: EvolvingNumber.Walk) {
    mean = Double(steps) * walk.mean
    deviation = Double(steps).squareRoot() * walk.deviation
  }

  /// Adjoining stretches outside which there is nothing to 1e-16.
  var panels: [ClosedRange<Double>] {
    let width = MonthsLaw.reach * deviation / 3
    return (-3..<3).map {
      mean + Double($0) * width...mean + Double($0 + 1) * width
    }
  }

  /// The density.
  func density(_ place: Double) -> Double {
    let score = (place - mean) / deviation
    return 0.3989422804014327 / deviation * exp(-0.5 * score * score)
  }
}
