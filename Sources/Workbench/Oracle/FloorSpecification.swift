// SPDX-License-Identifier: GPL-3.0-or-later
import Populations
import ScenarioLanguage

/// The scenario's `floor` block: on how many customers the floors are worked out.
public struct FloorSpecification: Sendable {
  /// The keys of the block.
  static let shape = RecordShape(
    "floor",
    [
      .init(
        "customers", .integer(.atLeastZero),
        "on how many customers of the first book, and as large a part of the entrants, floors are "
          + "worked out: 20_000 if it is not said, 0 for none")
    ], mayBeAnnotated: true)

  /// How many customers of the first book are looked at; none for 0.
  public let customers: Int
  /// How many when the scenario does not say.
  static let usualCustomers = 20_000

  /// The usual choice.
  init(customers: Int = usualCustomers) { self.customers = customers }

  /// Reads the block.
  init?(reading reader: ScenarioReader) {
    guard let record = reader.record(Self.shape) else { return nil }
    customers = record.integer("customers", .atLeastZero) ?? Self.usualCustomers
  }

  /// How many customers of a cohort are looked at: the same part of every cohort.
  ///
  /// - Parameters:
  ///   - size: how many customers it has.
  ///   - population: the whole population.
  /// - Returns: the first so many.
  func limit(ofCohort size: Int, _ population: PopulationModel) -> Int {
    guard customers < population.customers else { return size }
    let share = Double(customers) / Double(max(1, population.customers))
    return Int((Double(size) * share).rounded(.up))
  }
}
