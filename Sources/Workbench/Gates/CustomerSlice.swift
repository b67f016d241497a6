// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Populations
import ScenarioLanguage

/// Some of the customers, by what is true of them in a month: the group that a gate is about.
///
/// It has nothing to do with `CustomerGroups`, which tell how numbers vary.
struct CustomerSlice: Sendable, Hashable {
  /// One thing that is true of all of them.
  struct Part: Sendable, Hashable {
    /// A level quantity of the world, or else a scheme.
    let quantity: String
    /// The level, or the segment.
    let level: String
  }

  /// What `group` may hold in a scenario.
  static let shape = Shape.either([.name, .named(.name, "level quantity")])

  /// All of these hold.
  let parts: [Part]

  /// The customers in words: `persona student, region north`.
  var words: String { parts.map { "\($0.quantity) \($0.level)" }.joined(separator: ", ") }

  /// The level by quantity.
  var levels: [String: String] {
    Dictionary(parts.map { ($0.quantity, $0.level) }, uniquingKeysWith: { first, _ in first })
  }

  /// Reads groups: one by its levels, or each level of a quantity; what is wrong is noted.
  ///
  /// - Parameters:
  ///   - reader: `{persona: student}`, or `persona` for each of its levels.
  ///   - population: the customers.
  /// - Returns: the slices in the order of the levels; none where something is wrong.
  static func all(reading reader: ScenarioReader, _ population: PopulationModel) -> [CustomerSlice]
  {
    guard reader.node.entries != nil else {
      guard let name = reader.text(), let quantity = quantity(name, reader, nil, population) else {
        return []
      }
      return quantity.levels.map {
        CustomerSlice(parts: [Part(quantity: quantity.name, level: $0)])
      }
    }
    let entries = reader.named("level quantity") ?? []
    if entries.isEmpty {
      reader.error(
        "a group must name at least one level, but got an empty record",
        advice: "leave 'group' out for all customers")
    }
    let parts = zip(entries, reader.node.entries ?? []).compactMap { entry, node -> Part? in
      guard
        let quantity = quantity(entry.name, entry.value, node.keyPosition, population),
        let level = entry.value.text()
      else { return nil }
      guard quantity.levels.contains(level) else {
        entry.value.unknown(level, "level of \(quantity.name)", known: quantity.levels)
        return nil
      }
      return Part(quantity: quantity.name, level: level)
    }
    guard !parts.isEmpty, parts.count == entries.count else { return [] }
    return [CustomerSlice(parts: parts)]
  }

  private static func quantity(
    _ name: String, _ reader: ScenarioReader, _ position: SourcePosition?,
    _ population: PopulationModel
  ) -> SliceQuantity? {
    if let found = SliceQuantity(name, in: population) { return found }
    let columns = population.worldColumns
    if population.slot(ofNumber: name) != nil {
      reader.error(
        "'\(name)' is a number, so it has no levels",
        advice: "make a scheme that cuts it, under 'segments'", at: position)
      return nil
    }
    let levels = columns.filter { !$0.levels.isEmpty }.map(\.name)
    reader.unknown(
      name, "level quantity or scheme",
      known: levels + population.schemes.map(\.name).filter { !levels.contains($0) }, at: position)
    return nil
  }
}

/// What customers can be told apart by: a level quantity of the world, or else a scheme.
struct SliceQuantity: Sendable {
  /// Where the level codes of a block lie.
  enum Place: Sendable {
    /// In a slot of levels.
    case levels(Int)
    /// Among the true segments of a scheme.
    case truths(Int)
  }

  let name: String
  let levels: [String]
  let place: Place

  /// Finds a quantity.
  ///
  /// - Parameters:
  ///   - name: its name; `world.` may stand before it.
  ///   - population: where it is looked for.
  init?(_ name: String, in population: PopulationModel) {
    let columns = population.worldColumns
    if let slot = population.slot(ofLevels: name),
      let column = columns.first(where: { $0.slot == slot && !$0.levels.isEmpty })
    {
      (self.name, levels, place) = (column.name, column.levels, .levels(slot))
    } else if let index = population.schemes.firstIndex(where: { $0.name == name }) {
      (self.name, levels, place) = (name, population.schemes[index].segments, .truths(index))
    } else {
      return nil
    }
  }
}
