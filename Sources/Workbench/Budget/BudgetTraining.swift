// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations
import Probability
import ScenarioLanguage

/// The development population in the months of an error budget, from which classifiers learn anew.
struct BudgetTraining: Sendable {
  private let scenario: Scenario
  private let model: PopulationModel
  private let replicate: Int
  /// How much of the first book's size the book has, by scored month; at most 1.
  private let bookSize: [Double]

  /// Compiles the development population; nothing when no classifier learns whose errors are traced.
  ///
  /// - Parameters:
  ///   - plan: the repetition.
  ///   - counts: how many judged customers are on the books, by scored month.
  init?(_ plan: ReplicatePlan, counts: [Int]) {
    self.scenario = plan.scenario
    replicate = plan.replicate
    let scenario = plan.scenario
    guard let wanted = scenario.budget.rows(of: scenario.classifiers),
      scenario.classifiers.contains(where: {
        $0.training != nil && scenario.budget.traces($0.name)
      })
    else { return nil }
    let sizes = counts.map { min(1, Double($0) / Double(max(1, counts[0]))) }
    bookSize = sizes
    let least = scenario.budget.months.map { sizes[$0] }.min() ?? 1
    let customers = Double(max(wanted, scenario.development.customers)) / max(0.01, least)
    guard var model = scenario.development(customers: Int(customers.rounded(.up))) else {
      return nil
    }
    model.imputedValues = plan.population.imputedValues
    self.model = model
  }

  /// How many customers and months it takes to reach a month.
  func work(through month: Int) -> Int { model.customers * (month + 1) }

  /// How many rows of a month stand for the development population as the scenario has it.
  func sampleRows(month: Int, of customers: DevelopmentCustomers) -> Int {
    let share =
      Double(scenario.development.customers) / (Double(model.customers) * bookSize[month])
    return Int((Double(customers.features.rows) * min(1, share)).rounded())
  }

  /// The development population in some months.
  ///
  /// Rows stand in the order of the customers' indices, each divided by the size of the cohort: the
  /// first of them are the same part of every cohort, and in the first month those who train.
  ///
  /// - Parameters:
  ///   - months: the months, ascending, at least one.
  ///   - options: how it is carried out.
  ///   - progress: how far it is.
  /// - Returns: the customers in each month.
  func customers(
    in months: [Int], _ options: RunOptions, _ progress: RunProgress
  ) async -> [DevelopmentCustomers] {
    let last = months.last ?? 0
    let blocks = model.blocks(of: options.blockSize, through: last)
    let pool = IndexPool(blocks.count)
    let parts = await BlockPool.run(threads: options.threads) {
      let runner = BlockRunner(model, capacity: options.blockSize, replicate: replicate)
      var found: [MonthCollector] = []
      while !progress.isCancelled, let index = pool.take() {
        var collector = MonthCollector(model, months, block: index)
        runner.run(blocks[index], through: last, &collector)
        found.append(collector)
        progress.finish(blocks[index].count * (last + 1 - blocks[index].entryMonth))
      }
      return found
    }
    let collected = parts.flatMap(\.self).sorted { $0.block < $1.block }
    return months.indices.map { month in
      joined(collected.map { (blocks[$0.block].cohort, $0.months[month]) })
    }
  }

  private func joined(_ parts: [(cohort: Int, month: MonthCollector.Month)])
    -> DevelopmentCustomers
  {
    let sizes = [model.customers, 0] + model.entrants.dropFirst()
    let places = parts.flatMap { part in
      part.month.indices.map { Double($0) / Double(sizes[part.cohort]) }
    }
    let order = places.indices.sorted { (places[$0], $0) < (places[$1], $1) }
    func ordered<Value>(_ values: [Value]) -> [Value] { order.map { values[$0] } }
    let columns = model.schema.features.indices.map { column in
      ordered(parts.flatMap { $0.month.columns[column] })
    }
    return DevelopmentCustomers(
      features: FeatureTable(schema: model.schema, columns: columns),
      truths: model.schemes.indices.map { scheme in
        ordered(parts.flatMap { $0.month.truths[scheme] })
      },
      cohorts: parts.map {
        .init(cohort: $0.cohort, indices: $0.month.indices, count: $0.month.indices.count)
      }, order: order)
  }
}

/// Gathers some months of one block.
private struct MonthCollector: BlockVisitor, Sendable {
  /// One month of the block.
  struct Month: Sendable {
    var columns: [[Double]]
    var truths: [[SegmentIndex]]
    var indices: [UInt32] = []
  }

  let block: Int
  var months: [Month]
  private let places: [Int: Int]

  init(_ model: PopulationModel, _ months: [Int], block: Int) {
    self.block = block
    let none = Month(
      columns: model.schema.features.map { _ in [] }, truths: model.schemes.map { _ in [] })
    self.months = months.map { _ in none }
    places = Dictionary(uniqueKeysWithValues: months.enumerated().map { ($1, $0) })
  }

  mutating func begin(_ block: CustomerBlock) {}
  mutating func keep(_ kept: UnsafeBufferPointer<Int32>, of rows: Int) {}
  mutating func end() {}

  mutating func visit(month: Int, _ runner: BlockRunner) {
    guard let place = places[month] else { return }
    for column in months[place].columns.indices {
      months[place].columns[column] = runner.features.column(column)
    }
    for scheme in months[place].truths.indices {
      months[place].truths[scheme] = Array(
        UnsafeBufferPointer(start: runner.truth(of: scheme), count: runner.rows))
    }
    months[place].indices = Array(UnsafeBufferPointer(start: runner.indices, count: runner.rows))
  }
}
