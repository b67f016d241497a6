// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import ScenarioLanguage

extension WorldSurvey {
  /// A number that evolves, or is seen by earlier values, with what is seen of it.
  ///
  /// - Parameters:
  ///   - quantity: a quantity drawn by a law.
  ///   - node: how it is drawn.
  ///   - needed: the names of all quantities that matter.
  /// - Returns: the group, if anything needs it, with the names of the quantities it reads; nothing
  ///   for a number that is no such one.
  /// - Throws: why it cannot be read backwards in any month.
  func pathGroup(
    _ quantity: Quantity, _ node: LawNode, needed: Set<String>
  ) throws(Unavailable) -> (group: (any PathGroup)?, claimed: Set<String>)? {
    if let counted = try countGroup(quantity, node, needed: needed) { return counted }
    let features = columns.sorted().filter { column in
      guard case .number(quantity.slot) = model.view.features[column].source else { return false }
      return true
    }
    let steps = features.flatMap { model.view.features[$0].steps.map(\.step) }
    let isMoved = node.isEachMonth || node.afterMove != .keep
    let isChanged = isMoved || node.monthly != nil || node.overlays.contains { $0 != nil }
    let isLagged = isChanged && steps.contains { $0.lookBack > 0 || $0 is RefreshStep }
    var isEvolving = isLagged
    if case .toward = node.afterMove { isEvolving = true }
    if let monthly = node.monthly, monthly.expression.root.change(of: node.stateSlot) == nil {
      isEvolving = true
    }
    guard isEvolving, node.plans.allSatisfy({ $0.numberSlots.isEmpty }) else { return nil }
    do throws(Unavailable) {
      let number = try EvolvingNumber(quantity, node, model)
      let walks = number.walk.map { $0.isLogarithmic } ?? false
      let target = try target(ofSlot: quantity.slot, quantity.name, isPresent: walks)
      if case .none = target, features.isEmpty { return (nil, [quantity.name]) }
      guard
        !model.quantities.contains(where: {
          needed.contains($0.name) && $0.parents.contains(quantity.name)
        })
      else {
        throw Unavailable("quantities depend on '\(quantity.name)', which evolves")
      }
      if let group = try walkedGroup(number, target, features) { return (group, [quantity.name]) }
      var readings: [FeatureReading] = []
      for column in features {
        let feature = model.view.features[column]
        readings.append(
          try FeatureReading(
            feature, column: column, readingContext(feature), isConstant: !isChanged,
            readsEarlier: true))
      }
      let group = try LagGroup(
        number, readings, target, isDrawn: !segment.isCertain, slopes: slopes)
      return (group, [quantity.name])
    } catch {
      // Before anybody moves its law may be known all the same.
      guard !isLagged, (try? LatentReading(quantity, node, model)) != nil else { throw error }
      return nil
    }
  }

  /// A number that walks on a logarithmic scale, seen by the mean of some months, or meant by it, or
  /// with a law that does not stay what it is.
  private func walkedGroup(
    _ number: EvolvingNumber, _ target: SeenGroup.Target, _ features: [Int]
  ) throws(Unavailable) -> WalkedWindowGroup? {
    guard let walk = number.walk, walk.isLogarithmic, features.count <= 1 else { return nil }
    let months = segment.months[number.quantity.slot] ?? 1
    let isPlain = months == 1 && number.isNormal
    var window: WalkedWindow?
    if let column = features.first {
      window = try WalkedWindow(
        model.view.features[column], column: column, self, needsMean: isPlain)
    }
    guard window != nil || !isPlain else { return nil }
    if case .points = target, window != nil, segment.isCertain {
      throw Unavailable(
        "rules compare '\(number.quantity.name)', of which months are seen, with other numbers")
    }
    return try WalkedWindowGroup(number, walk, window, target, months: months, slopes: slopes)
  }
}
