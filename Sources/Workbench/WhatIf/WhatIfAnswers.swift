// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Populations

/// What other data would bring: the floors then beside the floors now, on the same customers.
struct WhatIfAnswers: Sendable {
  /// One what-if and one information set in one month.
  struct Entry: Sendable {
    /// The what-if's name.
    let name: String
    /// What is seen now, and by whom.
    let set: InformationSet
    /// The month, counted from the first scored one.
    let month: Int
    /// Why the floor now is not known.
    let withoutNow: String?
    /// Why the floor then is not known.
    let withoutThen: String?
    /// What was counted.
    let tally: WhatIfTally
  }

  /// What-ifs in the order written, their information sets, their months.
  let entries: [Entry]

  /// About how many customers and months there are to run.
  static func work(for scenario: Scenario) -> Int {
    let whatIfs = scenario.floor.whatIfs
    guard scenario.floor.customers > 0, let last = whatIfs.flatMap(\.months).max() else { return 0 }
    let views = 1 + whatIfs.count { $0.population != nil }
    return views * min(scenario.floor.customers, scenario.population.customers) * (last + 1)
  }

  /// Works the floors out.
  ///
  /// - Parameters:
  ///   - plan: the repetition.
  ///   - options: how it is carried out.
  /// - Returns: the answers; nothing when the scenario asks nothing.
  static func find(_ plan: ReplicatePlan, _ options: RunOptions) async -> WhatIfAnswers? {
    guard work(for: plan.scenario) > 0, !plan.progress.isCancelled else { return nil }
    let asked = await WhatIfPlan(plan, options)
    let tallies = await count(asked, options)
    guard !plan.progress.isCancelled else { return nil }
    return WhatIfAnswers(
      entries: zip(asked.questions, tallies).flatMap { question, tallies in
        zip(question.months, tallies).map { month, tally in
          Entry(
            name: question.name, set: question.set, month: month,
            withoutNow: asked.reason(question.now, month: month)
              ?? UnexplainedCustomers.reason(tally.withoutNow, of: tally.count),
            withoutThen: asked.reason(question.then, month: month)
              ?? UnexplainedCustomers.reason(tally.withoutThen, of: tally.count),
            tally: tally)
        }
      })
  }

  private static func count(_ plan: WhatIfPlan, _ options: RunOptions) async -> [[WhatIfTally]] {
    let blocks = plan.shares.blocks(
      plan.populations[0], through: plan.months.last ?? 0, of: ErrorBudget.blockSize)
    let pool = BlockPool(blocks, shuffle: options.shuffle)
    let parts = await BlockPool.run(threads: options.threads) {
      let counter = WhatIfCounter(plan)
      while !plan.progress.isCancelled, let block = pool.take() { counter.run(block) }
      return counter.tallies
    }
    var total = plan.questions.map { $0.months.map { _ in WhatIfTally() } }
    for part in parts {
      for question in total.indices {
        for month in total[question].indices { total[question][month] += part[question][month] }
      }
    }
    return total
  }
}

/// One worker's part: the same customers in all views.
private final class WhatIfCounter {
  private let plan: WhatIfPlan
  private let runners: [BlockRunner]
  private let visitors: [WhatIfVisitor]
  /// By question and month.
  private(set) var tallies: [[WhatIfTally]]

  init(_ plan: WhatIfPlan) {
    self.plan = plan
    runners = plan.populations.map {
      BlockRunner($0, capacity: ErrorBudget.blockSize, replicate: plan.replicate)
    }
    visitors = plan.populations.indices.map { WhatIfVisitor(plan, population: $0) }
    tallies = plan.questions.map { $0.months.map { _ in WhatIfTally() } }
  }

  /// Runs a block through its months in every view.
  func run(_ block: CustomerBlock) {
    let last = plan.months.last ?? 0
    for (runner, visitor) in zip(runners, visitors) {
      var visitor = visitor
      runner.run(block, through: last, &visitor)
    }
    for (index, question) in plan.questions.enumerated() {
      for (place, month) in question.months.enumerated() { add(index, place, month, block.count) }
    }
    plan.progress.finish(runners.count * block.count * (last + 1 - block.entryMonth))
  }

  private func add(_ index: Int, _ place: Int, _ month: Int, _ customers: Int) {
    let question = plan.questions[index]
    guard let own = plan.months.firstIndex(of: month) else { return }
    func judged(_ sight: Int) -> [WhatIfVisitor.Judged?] {
      visitors[plan.sights[sight].population].judged[sight][own]
    }
    let (now, then, isPresent) = (
      judged(question.now), judged(question.then), visitors[0].isPresent[own]
    )
    let isComplete =
      plan.reason(question.now, month: month) == nil
      && plan.reason(question.then, month: month) == nil
    for customer in 0..<customers where isPresent[customer] {
      tallies[index][place].add(
        now: now[customer], then: then[customer], isComplete: isComplete)
    }
  }
}
