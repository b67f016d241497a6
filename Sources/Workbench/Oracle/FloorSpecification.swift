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
        "customers", .integer(.anyCustomers),
        "on how many customers of the first book, and as large a part of the entrants, floors are "
          + "worked out: 20_000 if it is not said, 0 for none"),
      .init(
        "by scheme", .named(.integer(.anyCustomers), "scheme"),
        "on how many customers for single schemes instead, others in each month, where that takes long; with 0 "
          + "their errors are not traced to causes either. What-ifs and causes stand on 'customers'"
      ),
      .init(
        "known", .named(.record(KnownFloor.shape), "scheme"),
        "floors that are known from elsewhere: 'segbench known-answers' compares"),
      .init(
        "what if", .named(.record(WhatIf.shape), "what-if"),
        "other data that the bank could have: how much lower the floors would be"),
    ], mayBeAnnotated: true)

  /// How many customers of the first book are looked at; none for 0.
  public let customers: Int
  /// The same for single schemes, by position.
  let bySchemes: [Int: Int]
  /// Floors that are known from elsewhere.
  public let known: [KnownFloor]
  /// What else the floors could be.
  var whatIfs: [WhatIf]
  /// The scored months in which floors are asked for, by classifier; nothing for all of both.
  var asked: [String: Set<Int>]?
  /// How many when the scenario does not say.
  static let usualCustomers = 20_000

  /// The usual choice.
  init(customers: Int = usualCustomers) {
    (self.customers, bySchemes, known, whatIfs) = (customers, [:], [], [])
  }

  /// Reads the block.
  ///
  /// - Parameters:
  ///   - reader: the cursor on it.
  ///   - context: the scenario around it.
  init?(reading reader: ScenarioReader, _ context: WhatIfContext) {
    guard let record = reader.record(Self.shape) else { return nil }
    customers = record.integer("customers", .anyCustomers) ?? Self.usualCustomers
    bySchemes = Self.bySchemes(record["by scheme"], context.population.schemes)
    known = KnownFloor.all(record["known"], schemes: context.population.schemes)
    whatIfs = WhatIf.all(record["what if"], context)
  }

  private static func bySchemes(
    _ reader: ScenarioReader?, _ schemes: [SegmentScheme]
  ) -> [Int: Int] {
    var found: [Int: Int] = [:]
    for (name, value) in reader?.named("scheme") ?? [] {
      guard let scheme = schemes.firstIndex(where: { $0.name == name }) else {
        value.unknown(name, "scheme", known: schemes.map(\.name))
        continue
      }
      found[scheme] = value.integer(.anyCustomers)
    }
    return found
  }

  /// How many customers of the first book are looked at for a scheme.
  ///
  /// - Parameter scheme: the scheme's position.
  /// - Returns: how many; none for 0.
  func customers(for scheme: Int) -> Int { bySchemes[scheme] ?? customers }

  /// Blocks of the customers who are looked at: the same part of every cohort, evenly spread.
  ///
  /// - Parameters:
  ///   - population: the customers who are judged.
  ///   - last: the last month whose entrants are wanted.
  ///   - size: the most customers in a block.
  /// - Returns: the blocks, in cohort and index order.
  func blocks(_ population: PopulationModel, through last: Int, of size: Int) -> [CustomerBlock] {
    let cohorts = [population.customers, 0] + population.entrants.dropFirst().prefix(last)
    return cohorts.enumerated().flatMap { cohort, count in
      let chosen = chosen(from: 0..<count, of: population.customers)
      return stride(from: 0, to: chosen.count, by: size).map { start in
        let part = chosen[start..<min(start + size, chosen.count)]
        return CustomerBlock(cohort: cohort, indices: part.map { UInt32(truncatingIfNeeded: $0) })
      }
    }
  }

  /// The customers who are looked at: the same part of every cohort, evenly spread.
  ///
  /// Where a scheme has a number of its own, they are others in each month: few customers then tell more of
  /// all months together, since the months of one customer go together.
  ///
  /// - Parameters:
  ///   - range: numbers of customers in their cohort.
  ///   - size: how many customers the first book has.
  ///   - scheme: the scheme's position; nothing for all that no scheme has of its own.
  ///   - month: the scored month.
  /// - Returns: those of the numbers for whom the floor is worked out, ascending.
  /// - Complexity: O(chosen).
  func chosen(
    from range: Range<Int>, of size: Int, for scheme: Int? = nil, month: Int = 0
  ) -> [Int] {
    let customers = scheme.map(customers(for:)) ?? customers
    guard customers < size else { return Array(range) }
    guard customers > 0 else { return [] }
    // Multiples of the golden ratio lie far from each other.
    let part = changes(for: scheme) ? Double(month) * 0.6180339887498949 : 0
    let shift = Int((part - part.rounded(.down)) * Double(size) / Double(customers))
    let first = ((range.lowerBound + shift) * customers + size - 1) / size
    let last = ((range.upperBound + shift) * customers + size - 1) / size
    return (first..<max(first, last)).map { $0 * size / customers - shift }
  }

  /// Whether other customers are looked at in each month.
  func changes(for scheme: Int?) -> Bool { scheme.map { bySchemes[$0] != nil } ?? false }
}
