// SPDX-License-Identifier: GPL-3.0-or-later
import Probability
import ScenarioLanguage

extension PopulationModel {
  /// The log density of a value of a quantity under the law it is drawn from, given its parents.
  ///
  /// For a quantity with `monthly` this is the law it starts from. It reads the same laws as the
  /// generator, in the month's stretch of drift.
  ///
  /// - Parameters:
  ///   - quantity: the quantity's name, with or without `world.`.
  ///   - value: the value; of a level quantity the level's code.
  ///   - numbers: values of number quantities it depends on, by name.
  ///   - levels: level codes of level quantities it depends on, by name.
  ///   - month: months since the first scored one.
  /// - Returns: the logarithm of the density or, of whole numbers and levels, of the probability;
  ///   nothing for a quantity that is worked out from others, that a drift shifts in this month,
  ///   whose parameters are impossible, or whose parents are not given.
  public func logDensity(
    of quantity: String, value: Double, numbers: [String: Double] = [:],
    levels: [String: UInt8] = [:], month: Int = 0
  ) -> Double? {
    let plain = Self.plain(quantity)
    guard let node = quantities.first(where: { $0.name == plain }) else { return nil }
    let row = DensityRow(model: self, numbers: numbers, levels: levels)
    switch node.kind {
    case .derived, .lawParameter: return nil
    case .tenure(let tenure): return tenure.law.logDensity(value)
    case .levels(let own): return row.logShare(own, value)
    case .law:
      return law(of: plain, numbers: numbers, levels: levels, month: month)?.logDensity(value)
    }
  }

  /// The law that a number quantity is drawn from, given its parents.
  func law(
    of quantity: String, numbers: [String: Double], levels: [String: UInt8], month: Int
  ) -> (any Law)? {
    let plain = Self.plain(quantity)
    guard let node = quantities.first(where: { $0.name == plain }), case .law(let own) = node.kind
    else { return nil }
    let epoch = epochs(month)
    if own.stateSlot != node.slot, own.overlays[epoch] != nil { return nil }
    return DensityRow(model: self, numbers: numbers, levels: levels).law(own.plans[epoch])
  }

  /// A quantity's name without `world.`.
  static func plain(_ name: String) -> String {
    name.hasPrefix("world.") ? String(name.dropFirst(6)) : name
  }
}

/// One customer's values as expressions read them, by slot.
private struct DensityRow {
  private var numbers: [Double]
  private var levels: [UInt8]
  private var isGivenNumber: Set<Int> = []
  private var isGivenLevel: Set<Int> = []

  init(model: PopulationModel, numbers: [String: Double], levels: [String: UInt8]) {
    self.numbers = Array(repeating: .nan, count: model.layout.numbers)
    self.levels = Array(repeating: 0, count: model.layout.levels)
    for quantity in model.quantities {
      if quantity.levelNames.isEmpty, let value = numbers[quantity.name] {
        self.numbers[quantity.slot] = value
        isGivenNumber.insert(quantity.slot)
      } else if let level = levels[quantity.name], Int(level) < quantity.levelNames.count {
        self.levels[quantity.slot] = level
        isGivenLevel.insert(quantity.slot)
      }
    }
  }

  func logShare(_ node: LevelsNode, _ value: Double) -> Double? {
    if let given = node.givenSlot, !isGivenLevel.contains(given) { return nil }
    let shares = node.shares[node.givenSlot.map { Int(levels[$0]) } ?? 0]
    return (try? CategoricalLaw(shares: shares))?.logDensity(value)
  }

  func law(_ plan: DrawPlan) -> (any Law)? {
    switch plan {
    case .levelled(_, let laws, nil): return laws[0]
    case .levelled(_, let laws, let slot?):
      return isGivenLevel.contains(slot) ? laws[Int(levels[slot])] : nil
    case .byRow(_, _, let template):
      let expressions = template.parameters.map(\.expression)
      guard expressions.allSatisfy({ isGivenNumber.isSuperset(of: $0.numberSlots) }),
        expressions.allSatisfy({ isGivenLevel.isSuperset(of: $0.levelSlots) })
      else { return nil }
      let values = expressions.map { $0.value(numbers: numbers, levels: levels) }
      return try? template.law(values)
    }
  }
}
