// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

extension ModelBuilder {
  /// Warns of what the world declares without need: quantities that nothing uses, and levels that
  /// nobody can have.
  ///
  /// - Parameters:
  ///   - world: the scenario's `world` block.
  ///   - gates: its `gates` block, whose groups may be the only use of a level quantity.
  func adviseOnWorld(_ world: ScenarioReader, gates: ScenarioNode?) {
    guard !log.hasErrors else { return }
    let groups = (gates?["must hold"] ?? gates)?.items?.compactMap { $0["group"] } ?? []
    for (name, value) in world.named("quantity") ?? [] {
      if !usedNames.contains(name), !groups.contains(where: { $0.mentions(anyOf: [name]) }) {
        value.warning(
          "nothing uses '\(name)'",
          advice: "show it in the view, make segments or other quantities of it, or take it out")
      }
      adviseOnLevels(name, value)
    }
  }

  private func adviseOnLevels(_ name: String, _ reader: ScenarioReader) {
    guard let quantity = quantities.first(where: { $0.name == name }),
      case .levels(let node) = quantity.kind
    else { return }
    for (level, levelName) in quantity.levelNames.enumerated() {
      let isDrawn = node.shares.contains { $0[level] > 0 }
      let enters = node.entrantShares.map { $0[level] > 0 } ?? false
      let isMovedTo = node.moves.contains { $0.leads(to: level) }
      if !isDrawn, !enters, !isMovedTo {
        reader.warning(
          "nobody can have level '\(levelName)' of '\(name)'",
          advice: "give it a share or a move into it, or take it out")
      }
    }
  }

  /// Notes results of the exit hazard that are no chances.
  ///
  /// - Parameters:
  ///   - hazards: the hazard by epoch of drift.
  ///   - reader: its place.
  func checkHazards(_ hazards: [CheckedExpression], _ reader: ScenarioReader) {
    for (epoch, hazard) in hazards.enumerated() {
      for value in hazard.root.constantResults where !(0...1).contains(value) {
        reader.error(
          "the chance of leaving must be within 0 and 1, but is \(value.brief)"
            + drift.inForce(epoch))
        return
      }
    }
  }
}

extension CheckedExpression.Node {
  /// The results that are plain numbers, whichever way the conditions go.
  fileprivate var constantResults: [Double] {
    switch self {
    case .constant(let value): value.isNaN ? [] : [value]
    case .byLevel(_, let values): values.flatMap(\.constantResults)
    case .choose(_, let yes, let no): yes.constantResults + no.constantResults
    default: []
    }
  }
}
