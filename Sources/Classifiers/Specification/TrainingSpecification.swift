// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// Whom a classifier learns from.
public struct TrainingSpecification: Sendable, Equatable {
  /// How many labelled customers of the development population.
  public let customers: Int

  /// How many when the scenario does not say.
  public static let usualCustomers = 20_000
  /// The keys it may have.
  public static let shape = RecordShape(
    "train",
    [
      RecordShape.Field(
        "customers", .integer(.someCustomers),
        "how many labelled development customers it learns from; 20,000 when not stated")
    ])

  /// Makes the specification.
  ///
  /// - Parameter customers: how many labelled development customers, at least 1.
  public init(customers: Int = TrainingSpecification.usualCustomers) {
    self.customers = customers
  }

  /// Reads the value of `train`; what is wrong is noted.
  ///
  /// - Parameter reader: the cursor on it.
  public init?(reading reader: ScenarioReader) {
    guard let record = reader.record(Self.shape) else { return nil }
    guard record.has("customers") else {
      self.init()
      return
    }
    guard let customers = record.integer("customers", .someCustomers) else { return nil }
    self.init(customers: customers)
  }
}
