// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Probability

extension PopulationModel {
  /// The least and the greatest value that each feature can have, by column, as far as laws and
  /// steps of the view tell: never narrower than the truth, and without bounds where they do not.
  public var featureRanges: [ClosedRange<Double>] {
    view.features.map { feature in
      var range = range(of: feature.source)
      for placed in feature.steps { range = placed.step.range(after: range) }
      return range
    }
  }

  private func range(of source: ViewModel.Source) -> ClosedRange<Double> {
    switch source {
    case .number(let slot):
      quantities.first { $0.slot == slot && $0.levelNames.isEmpty }?.range ?? .everything
    case .levels, .expression: .everything
    }
  }
}

extension Quantity {
  /// The least and the greatest value there can be; whatever evolves has no bounds.
  fileprivate var range: ClosedRange<Double> {
    let least: ClosedRange<Double> = isCount ? 0 ... .infinity : .everything
    switch kind {
    case .tenure: return 0 ... .infinity
    case .levels, .derived, .lawParameter: return least
    case .law(let node):
      guard node.monthly == nil, node.atEntry == nil, node.overlays.allSatisfy({ $0 == nil }) else {
        return least
      }
      if case .toward = node.afterMove { return least }
      let plans = node.plans.map(\.range)
      return plans.dropFirst().reduce(plans.first ?? least) { $0.hull($1) }
    }
  }
}

extension DrawPlan {
  /// The least and the greatest value that can be drawn.
  var range: ClosedRange<Double> {
    guard let supports = laws?.map(\.support), let first = supports.first else {
      return .everything
    }
    return supports.dropFirst().reduce(first) { $0.hull($1) }
  }
}

extension ClosedRange<Double> {
  /// Any number.
  static let everything = -Double.infinity ... .infinity

  /// The range from the least to the greatest of both.
  func hull(_ other: Self) -> Self {
    Swift.min(lowerBound, other.lowerBound)...Swift.max(upperBound, other.upperBound)
  }

  /// What rounding to a multiple makes of the ends.
  func rounded(to multiple: Double) -> Self {
    func rounded(_ value: Double) -> Double {
      (value / multiple).rounded(.toNearestOrAwayFromZero) * multiple
    }
    return rounded(lowerBound)...rounded(upperBound)
  }

  /// What combining any number of this range with any of another makes.
  func combined(_ other: Self, _ combine: (Double, Double) -> Double) -> Self {
    let ends = [lowerBound, upperBound].flatMap { left in
      [other.lowerBound, other.upperBound].map { combine(left, $0) }
    }
    // Nought times infinity, or infinity less infinity, tells nothing but for a product's nought.
    let known = ends.map { $0.isNaN ? 0 : $0 }
    guard let low = known.min(), let high = known.max() else { return .everything }
    return low...high
  }
}
