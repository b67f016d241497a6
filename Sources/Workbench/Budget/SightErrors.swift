// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Populations

/// How often the best rule would misplace each customer that sees the view without some mechanisms.
struct SightErrors: Sendable {
  /// By month and customer; nothing for who is not on the books, or is not explained.
  var errors: [[Double?]]
  /// Why the rule is not known, by month.
  var reasons: [String?]

  /// Judges the best rules of some information sets.
  ///
  /// - Parameters:
  ///   - plan: the repetition.
  ///   - sets: what is seen.
  ///   - leftOut: what is taken out of the view.
  ///   - options: how it is carried out.
  /// - Returns: the errors by set.
  static func all(
    _ plan: ReplicatePlan, sets: [InformationSet], _ leftOut: [ViewMechanism],
    _ options: RunOptions
  ) async -> [SightErrors] {
    let months = plan.scenario.budget.months
    let sights = await BudgetSights(
      population(plan, leftOut, options), sets, plan, threads: options.threads)
    guard let population = sights.population else {
      let reason =
        "the view without \(leftOut.map(\.rawValue).joined(separator: ", ")) "
        + "cannot be compiled"
      return sets.map { _ in
        SightErrors(errors: months.map { _ in [] }, reasons: months.map { _ in reason })
      }
    }
    let found = await judged(sights, population, plan, options)
    return sets.indices.map { set in
      SightErrors(
        errors: months.indices.map { month in found.flatMap { $0[set][month] } },
        reasons: months.map { month in
          sights.model(set, month: month) == nil
            ? sights.floors[set].reason ?? "it is not known in this month" : nil
        })
    }
  }

  private static func judged(
    _ sights: BudgetSights, _ population: PopulationModel, _ plan: ReplicatePlan,
    _ options: RunOptions
  ) async -> [[[[Double?]]]] {
    let (budget, size) = (plan.scenario.budget, ErrorBudget.blockSize)
    let blocks = budget.blocks(population, of: size)
    let pool = IndexPool(blocks.count)
    let parts = await BlockPool.run(threads: options.threads) {
      let runner = BlockRunner(population, capacity: size, replicate: plan.replicate)
      var visitor = SightVisitor(sights, in: budget.months, plan.progress)
      var found: [(block: Int, errors: [[[Double?]]])] = []
      while !plan.progress.isCancelled, let index = pool.take() {
        runner.run(blocks[index], through: budget.months.last ?? 0, &visitor)
        found.append((index, visitor.errors))
        plan.progress.finish(blocks[index].count * ((budget.months.last ?? 0) + 1))
      }
      return found
    }
    return parts.flatMap(\.self).sorted { $0.block < $1.block }.map(\.errors)
  }

  /// The judged customers as they are seen then, with what the view learns from the development view.
  private static func population(
    _ plan: ReplicatePlan, _ leftOut: [ViewMechanism], _ options: RunOptions
  ) -> PopulationModel? {
    guard !leftOut.isEmpty else { return plan.population }
    guard var population = plan.scenario.seen(without: leftOut) else { return nil }
    guard !population.imputedValues.isEmpty else { return population }
    guard let development = plan.scenario.seen(without: leftOut, role: .development) else {
      return nil
    }
    population.imputedValues =
      DevelopmentView(development, replicate: plan.replicate, blockSize: options.blockSize)
      .imputedValues
    return population
  }
}
