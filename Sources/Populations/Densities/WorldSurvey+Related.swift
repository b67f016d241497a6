// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

extension WorldSurvey {
  /// Quantities whose values can tell anything about the segment.
  ///
  /// A quantity of which nothing is seen, and which decides nothing, ties its parents together no more
  /// than if it were not there.
  ///
  /// - Parameter isCountingEntry: whether what tells the month of entry tells of the segment, as it does
  ///   once somebody has entered.
  /// - Returns: their names.
  func relatedNames(countingEntry isCountingEntry: Bool) -> Set<String> {
    var sets = NameSets(model.quantities.map(\.name))
    let (shown, leavers) = (seen.map(parents(ofColumn:)), model.exitDeciders.map(\.name))
    var telling = Set(parents + leavers).union(shown.joined())
    for quantity in model.quantities.reversed() where telling.contains(quantity.name) {
      telling.formUnion(quantity.parents)
    }
    for quantity in model.quantities where telling.contains(quantity.name) {
      sets.join([quantity.name] + quantity.parents)
    }
    for group in model.groups { sets.join(group.quantities.filter(telling.contains)) }
    for names in shown { sets.join(names) }
    sets.join(parents)
    // Who stays on the books ties together what decides it, the month of entry all that tells of it.
    sets.join(leavers)
    if isCountingEntry {
      sets.join(model.tellingEntry(seeing: seen).filter(telling.contains))
    }
    return sets.all(with: parents)
  }

  /// The quantities of the world that decide what a feature shows.
  func parents(ofColumn column: Int) -> [String] {
    let feature = model.view.features[column]
    let expressions = feature.steps.flatMap(\.step.expressions)
    let (numbers, levels) = (
      Set(expressions.flatMap(\.numberSlots)), Set(expressions.flatMap(\.levelSlots))
    )
    return feature.parents
      + model.quantities.filter {
        ($0.levelNames.isEmpty ? numbers : levels).contains($0.slot)
          && !feature.parents.contains($0.name)
      }.map(\.name)
  }
}
