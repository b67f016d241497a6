// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Populations

/// Where the errors of each classifier come from, in the months that the scenario asks for.
///
/// A fixed chain of rules for the same customers, of which each sees or learns less than the one
/// before: the best rule that sees the true values; the best that sees what the classifier sees; the
/// classifier fitted on very many customers of the month; fitted on a sample of the month; as it is.
struct ErrorBudget: Sendable {
  /// One classifier in one month.
  struct Entry: Sendable {
    /// Whether it learns.
    let learns: Bool
    /// Why the best rule that sees the true values is not known.
    let withoutSight: String?
    /// Why the best rule that sees what the classifier sees is not known.
    let withoutFloor: String?
    /// Whether the posteriors are worked out approximately: given the true values, and given what is seen.
    let isApproximate: (sight: Bool, view: Bool)
    /// Why there is no fit on very many customers.
    let withoutMany: String?
    /// Why there is no fit on a sample of the month.
    let withoutSample: String?
    /// Why there is no classifier.
    let failure: String?
    /// What was counted.
    var tally = BudgetTally()
    /// The same of all customers but each group, where gates ask how it varies.
    var without: [BudgetTally] = []
  }

  /// The months, counted from the first scored one, ascending.
  private(set) var months: [Int] = []
  /// By month and classifier; nothing for those whose errors are not traced in the month.
  private(set) var entries: [[Entry?]] = []
  /// What the view hides, by its mechanisms, for each information set; none where that was not asked.
  private(set) var splits: [ViewSplit] = []
  /// How many months of the development population are kept at a time.
  private static let monthsAtOnce = 6
  /// The most chosen customers in a block, so that every worker has its part.
  static let blockSize = 256

  /// About how many customers and months there are to run.
  static func work(for scenario: Scenario) -> Int {
    guard let last = scenario.budget.tracedMonths.last else { return 0 }
    let chosen = min(scenario.budget.customers, scenario.population.customers)
    let learned = scenario.budget.rows(of: scenario.classifiers).map {
      max($0, scenario.development.customers)
    }
    let combinations = scenario.budget.splitsView ? ViewSplit.combinations(of: scenario) : 0
    return ((2 + combinations) * chosen + (learned ?? 0)) * (last + 1)
  }

  /// Works out the budget.
  ///
  /// - Parameters:
  ///   - plan: the repetition.
  ///   - counts: how many judged customers are on the books, by scored month.
  ///   - options: how it is carried out.
  ///   - sorting: which customer is of which group, where gates ask how parts vary.
  /// - Returns: the budget; nothing when the scenario wants none.
  static func find(
    _ plan: ReplicatePlan, counts: [Int], _ options: RunOptions, _ sorting: CustomerGroups? = nil
  ) async -> ErrorBudget? {
    let months = plan.scenario.budget.tracedMonths
    guard !months.isEmpty, !plan.lanes.isEmpty, !plan.progress.isCancelled else { return nil }
    let sights = await BudgetSights(
      plan.scenario.seen(), InformationSet.all(in: plan.scenario), plan, threads: options.threads)
    let training = BudgetTraining(plan, counts: counts)
    var budget = ErrorBudget()
    for start in stride(from: 0, to: months.count, by: monthsAtOnce) {
      let some = Array(months[start..<min(start + monthsAtOnce, months.count)])
      let fits = await fits(plan, training, some, options)
      let chain = BudgetPlan(plan: plan, months: some, fits: fits, sights: sights)
      let counted = await count(chain, options, sorting)
      budget.months += some
      budget.entries += some.indices.map { place in
        plan.lanes.indices.map { lane in
          guard chain.traces(lane, place) else { return nil as Entry? }
          var entry = chain.entry(place, lane, counted.tallies[place][lane])
          entry.without = Array(
            counted.grouped[lane]?.leavingOut(month: place).dropFirst() ?? [])
          return entry
        }
      }
    }
    if plan.scenario.budget.splitsView {
      budget.splits = await ViewSplit.all(plan, months, options)
    }
    return plan.progress.isCancelled ? nil : budget
  }

  private static func fits(
    _ plan: ReplicatePlan, _ training: BudgetTraining?, _ months: [Int], _ options: RunOptions
  ) async -> [[BudgetFits?]] {
    guard let training else { return months.map { _ in plan.lanes.map { _ in nil } } }
    let customers = await training.customers(in: months, options, plan.progress)
    var fits: [[BudgetFits?]] = []
    for (month, customers) in zip(months, customers) {
      fits.append(
        await BudgetFits.all(
          plan, month: month, customers,
          sampleRows: training.sampleRows(month: month, of: customers), threads: options.threads))
    }
    return fits
  }

  private static func count(
    _ chain: BudgetPlan, _ options: RunOptions, _ sorting: CustomerGroups?
  ) async -> BudgetCounts {
    let blocks = chain.plan.scenario.budget.blocks(chain.plan.population, of: blockSize)
    let pool = BlockPool(blocks, shuffle: options.shuffle)
    let parts = await BlockPool.run(threads: options.threads) {
      let counter = BudgetCounter(chain, capacity: blockSize, sorting)
      while !chain.plan.progress.isCancelled, let block = pool.take() { counter.run(block) }
      return counter.counts
    }
    var total = BudgetCounts(chain, by: sorting)
    for part in parts { total += part }
    return total
  }
}
