// SPDX-License-Identifier: GPL-3.0-or-later

/// A quantity of the world as whoever writes it out sees it.
public struct WorldColumn: Sendable, Equatable {
  /// The quantity's name in the scenario.
  public let name: String
  /// Where its values lie: the slot of its numbers, or of its level codes.
  public let slot: Int
  /// Its levels in code order; empty when it is a number.
  public let levels: [String]
}

extension PopulationModel {
  /// Every quantity of the world in the scenario's order, without parameters of present laws.
  public var worldColumns: [WorldColumn] {
    quantities.compactMap { quantity in
      if case .lawParameter = quantity.kind { return nil }
      return WorldColumn(name: quantity.name, slot: quantity.slot, levels: quantity.levelNames)
    }
  }
}
