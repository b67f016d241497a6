// SPDX-License-Identifier: GPL-3.0-or-later
import Populations

/// One worker's part of an error budget: judges every rule of the chain on the same customers.
final class BudgetCounter {
  private let chain: BudgetPlan
  private let runner: BlockRunner
  private let sightRunner: BlockRunner?
  private let sight: SightVisitor
  private let visitor: BudgetVisitor

  /// What was counted.
  var counts: BudgetCounts { visitor.counts }

  init(_ chain: BudgetPlan, capacity: Int, _ sorting: CustomerGroups?) {
    self.chain = chain
    runner = BlockRunner(
      chain.plan.population, capacity: capacity, replicate: chain.plan.replicate)
    sightRunner = chain.sights.population.map {
      BlockRunner($0, capacity: capacity, replicate: chain.plan.replicate)
    }
    sight = SightVisitor(chain.sights, in: chain.months, chain.plan.progress)
    visitor = BudgetVisitor(chain, sight, capacity: capacity, sorting)
  }

  /// Runs a block as it is and as it is seen.
  func run(_ block: CustomerBlock) {
    let last = chain.months.last ?? 0
    guard block.entryMonth <= last else { return }
    var (sight, visitor) = (sight, visitor)
    if let sightRunner {
      sightRunner.run(block, through: last, &sight)
    } else {
      sight.begin(block)
    }
    runner.run(block, through: last, &visitor)
    chain.plan.progress.finish(2 * block.count * (last + 1 - block.entryMonth))
  }
}
