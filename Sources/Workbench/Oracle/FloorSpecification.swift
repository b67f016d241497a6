// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
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
          + "worked out: 20_000 if it is not said, 0 for none"),
      .init(
        "known", .named(.record(KnownFloor.shape), "scheme"),
        "floors that are known from elsewhere: 'segbench known-answers' compares"),
    ], mayBeAnnotated: true)

  /// How many customers of the first book are looked at; none for 0.
  public let customers: Int
  /// Floors that are known from elsewhere.
  public let known: [KnownFloor]
  /// How many when the scenario does not say.
  static let usualCustomers = 20_000

  /// The usual choice.
  init(customers: Int = usualCustomers) { (self.customers, known) = (customers, []) }

  /// Reads the block.
  init?(reading reader: ScenarioReader, schemes: [SegmentScheme]) {
    guard let record = reader.record(Self.shape) else { return nil }
    customers = record.integer("customers", .atLeastZero) ?? Self.usualCustomers
    known = KnownFloor.all(record["known"], schemes: schemes)
  }

  /// Whether a customer is looked at: the same part of every cohort, evenly spread.
  ///
  /// - Parameters:
  ///   - index: the customer's number in the cohort.
  ///   - size: how many customers the first book has.
  /// - Returns: whether the floor is worked out for this customer.
  func chooses(_ index: Int, of size: Int) -> Bool {
    guard customers < size else { return true }
    func chosen(before index: Int) -> Int { (index * customers + size - 1) / size }
    return chosen(before: index + 1) > chosen(before: index)
  }
}
