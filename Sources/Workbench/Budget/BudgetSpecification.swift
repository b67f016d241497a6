// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations
import ScenarioLanguage

/// The scenario's `budget` block: in which months errors are traced to their causes.
public struct BudgetSpecification: Sendable {
  /// The keys of the block.
  static let recordShape = RecordShape(
    "budget",
    [
      .init(
        "months", monthsShape,
        "the months whose errors are traced to their causes; the last scored one if it is not said"),
      .init(
        "rows", .integer(.someCustomers),
        "how many customers stand for as many as one likes, never fewer than it is trained on; 20 "
          + "times those, at most 100_000, if it is not said"),
      .init(
        "customers", .integer(.someCustomers),
        "on how many customers of the first book, and as large a part of the entrants; as for the "
          + "floors if it is not said"),
      .init(
        "split view", .flag,
        "whether what the view hides is shared out among its mechanisms; takes a while"),
    ], mayBeAnnotated: true)
  /// What may stand at `budget`.
  static let shape = Shape.either([.flag, .record(recordShape)])
  /// What may stand at `months`.
  static let monthsShape = Shape.either([.choice(["last", "each"]), .list(.month)])
  /// The most rows when the scenario does not say how many.
  static let mostUsualRows = 100_000

  /// The months, counted from the first scored one, ascending; none when no budget is wanted.
  public let months: [Int]
  /// How many customers of the first book are looked at; none for 0.
  public let customers: Int
  /// How many rows stand for as many as one likes, where the scenario says.
  let rows: Int?
  /// Whether what the view hides is shared out among its mechanisms.
  private(set) var splitsView: Bool
  /// What is traced of all that the scenario says; nothing for everything.
  private var asked: Asked?

  /// What is traced for gates.
  private struct Asked: Sendable {
    /// The scored months, by classifier.
    let months: [String: Set<Int>]
    /// How many rows the scenario in full would draw, as fits are taken from these.
    let rows: Int?
  }

  /// No budget.
  static let none = BudgetSpecification()

  private init() { (months, customers, rows, splitsView) = ([], 0, nil, false) }

  /// The same for some classifiers in some of its months only, without shares of the view's mechanisms.
  ///
  /// What is traced is the same number then as in full: fits are taken from as many customers.
  ///
  /// - Parameters:
  ///   - wanted: the scored months that are wanted, by classifier.
  ///   - scenario: the scenario in full.
  /// - Returns: the rest of it.
  func limited(to wanted: [String: Set<Int>], of scenario: Scenario) -> BudgetSpecification {
    var limited = self
    limited.asked = Asked(months: wanted, rows: rows(of: scenario.classifiers))
    limited.splitsView = false
    return limited
  }

  /// The months in which errors are traced for any classifier, ascending.
  var tracedMonths: [Int] {
    guard let asked else { return months }
    return months.filter { month in asked.months.values.contains { $0.contains(month) } }
  }

  /// Whether errors of a classifier are traced.
  ///
  /// - Parameters:
  ///   - classifier: its name.
  ///   - month: in which scored month; nothing for any.
  /// - Returns: whether they are.
  func traces(_ classifier: String, month: Int? = nil) -> Bool {
    guard let asked else { return month.map(months.contains) ?? !months.isEmpty }
    let own = asked.months[classifier] ?? []
    return month.map { months.contains($0) && own.contains($0) } ?? !own.isEmpty
  }

  /// Reads the block.
  ///
  /// - Parameters:
  ///   - reader: the block; nothing when there is none.
  ///   - population: the customers who are judged.
  ///   - floor: on how many customers floors are worked out.
  init(
    reading reader: ScenarioReader?, _ population: PopulationModel, _ floor: FloorSpecification
  ) {
    var (months, customers, rows) = ([population.months - 1], floor.customers, nil as Int?)
    var splitsView = false
    if let reader, reader.node.entries == nil {
      if reader.flag() != true { months = [] }
    } else if let record = reader?.record(Self.recordShape) {
      splitsView = record["split view"]?.flag() ?? false
      rows = record.integer("rows", .someCustomers)
      customers = record.integer("customers", .someCustomers) ?? customers
      months = record["months"].map { Self.months($0, population) } ?? months
    }
    self.months = customers > 0 ? months : []
    self.customers = customers
    self.rows = rows
    self.splitsView = splitsView
  }

  /// Reads months: `last`, `each` or a list.
  ///
  /// - Parameters:
  ///   - reader: the cursor on them.
  ///   - population: the customers who are judged.
  ///   - otherwise: what to write for none.
  /// - Returns: the months, counted from the first scored one, ascending.
  static func months(
    _ reader: ScenarioReader, _ population: PopulationModel,
    otherwise: String = "write 'budget: no' for none"
  ) -> [Int] {
    let all = 0..<population.months
    guard let items = reader.node.items else {
      let word = reader.choice(["last", "each"])
      return word == "each" ? Array(all) : [all.upperBound - 1]
    }
    if items.isEmpty {
      reader.error(
        "must name at least one month, but got an empty list", advice: otherwise)
    }
    let named = (reader.list() ?? []).compactMap { item -> Int? in
      guard let month = item.month() else { return nil }
      let index = month - population.from
      if all.contains(index) { return index }
      item.error(
        "\(month) is not scored",
        advice: "the months are \(population.from) to \(population.from + (population.months - 1))")
      return nil
    }
    return Set(named).sorted()
  }

  /// How many rows are drawn of a month.
  ///
  /// - Parameter classifiers: those that may learn.
  /// - Returns: the rows; nothing when none learns.
  func rows(of classifiers: [ClassifierSpecification]) -> Int? {
    asked?.rows
      ?? classifiers.compactMap { $0.training.map { rows(training: $0.customers) } }.max()
  }

  /// How many rows stand for as many as one likes.
  ///
  /// - Parameter customers: how many customers a classifier is trained on.
  /// - Returns: the rows, at least as many.
  func rows(training customers: Int) -> Int {
    max(customers, rows ?? min(20 * customers, Self.mostUsualRows))
  }

  /// Blocks of the customers who are looked at: the same part of every cohort, evenly spread.
  ///
  /// - Parameters:
  ///   - population: the customers who are judged.
  ///   - size: the most customers in a block.
  /// - Returns: the blocks, in cohort and index order.
  func blocks(_ population: PopulationModel, of size: Int) -> [CustomerBlock] {
    guard let last = tracedMonths.last else { return [] }
    return FloorSpecification(customers: customers).blocks(population, through: last, of: size)
  }
}
