// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import ScenarioLanguage

extension PopulationModel {
  /// The quantities that decide who leaves the books.
  var exitDeciders: [Quantity] {
    let hazards = (exitHazards ?? []).map(\.program.expression)
    let (numbers, levels) = (hazards.flatMap(\.numberSlots), hazards.flatMap(\.levelSlots))
    return quantities.filter {
      $0.levelNames.isEmpty ? numbers.contains($0.slot) : levels.contains($0.slot)
    }
  }

  /// Quantities that go together because each tells something of the month of entry: levels that move
  /// or that entrants have in other shares, numbers that change since they were drawn or are drawn by
  /// laws that drift, what windows and late values show of numbers that change, and who leaves.
  ///
  /// - Parameter columns: the columns of the view that are seen.
  /// - Returns: their names; none where nobody enters.
  func tellingEntry(seeing columns: [Int]) -> [String] {
    guard entrants.contains(where: { $0 > 0 }) else { return [] }
    let remembered = columns.map { view.features[$0] }.filter {
      $0.steps.contains { $0.step.lookBack > 0 || $0.step is RefreshStep }
    }.flatMap(\.parents)
    let changing = quantities.filter { quantity in
      switch quantity.kind {
      case .tenure: true
      case .levels(let node): node.mover != nil || node.entrantShares != nil
      case .law(let node):
        node.isEachMonth
          ? remembered.contains(quantity.name)
          : node.monthly != nil || node.atEntry != nil || isLawByEpoch(quantity.name)
      case .derived, .lawParameter: false
      }
    }
    return (changing + exitDeciders).map(\.name)
  }
}
