// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Evaluation
import Populations
import Results
import ScenarioLanguage

/// Runs a scenario: every customer, every month, every classifier.
public struct Runner: Sendable {
  private let scenario: Scenario
  private let options: RunOptions
  private let progress: RunProgress

  /// Makes a runner.
  ///
  /// - Parameters:
  ///   - scenario: what is run.
  ///   - options: how it is carried out.
  ///   - progress: how far it is, for whoever watches.
  public init(_ scenario: Scenario, _ options: RunOptions, progress: RunProgress = RunProgress()) {
    self.scenario = scenario
    self.options = options
    self.progress = progress
  }

  /// Runs all replicates.
  ///
  /// - Returns: what was counted.
  /// - Throws: `RunCancelled` when the run was asked to stop.
  public func run() async throws(RunCancelled) -> RunOutcome {
    let blocks = scenario.population.blocks(
      of: options.blockSize, through: scenario.population.months - 1)
    let each = blocks.reduce(0) { $0 + Self.months($1, scenario) }
    let traced = ErrorBudget.work(for: scenario) + WhatIfAnswers.work(for: scenario)
    progress.expect((each + traced) * options.replicates)
    var replicates: [RunOutcome.Replicate] = []
    for replicate in 0..<options.replicates {
      let plan = await ReplicatePlan(scenario, replicate: replicate, options, progress)
      let tally = await count(plan, BlockPool(blocks, shuffle: options.shuffle))
      let budget = await ErrorBudget.find(plan, counts: tally.customers, options)
      let whatIfs = await WhatIfAnswers.find(plan, options)
      if progress.isCancelled { throw RunCancelled() }
      replicates.append(.init(plan: plan, tally: tally, budget: budget, whatIfs: whatIfs))
    }
    return RunOutcome(scenario: scenario, replicates: replicates)
  }

  private static func months(_ block: CustomerBlock, _ scenario: Scenario) -> Int {
    block.count * (scenario.population.months - block.entryMonth)
  }

  private func count(_ plan: ReplicatePlan, _ pool: BlockPool) async -> RunTally {
    let (scenario, options, progress) = (scenario, options, progress)
    let parts = await BlockPool.run(threads: options.threads) {
      let runner = BlockRunner(
        plan.population, capacity: options.blockSize, replicate: plan.replicate)
      var visitor = RunVisitor(plan, capacity: options.blockSize)
      while !progress.isCancelled, let block = pool.take() {
        runner.run(block, through: scenario.population.months - 1, &visitor)
        progress.finish(Self.months(block, scenario))
      }
      var tally = visitor.tally
      tally.ledger = runner.ledger
      return tally
    }
    var total = RunTally(plan)
    for part in parts { total += part }
    return total
  }
}

/// What a run has counted.
public struct RunOutcome: Sendable {
  /// One repetition.
  struct Replicate: Sendable {
    let plan: ReplicatePlan
    let tally: RunTally
    /// Where the errors come from; nothing when that was not asked for.
    var budget: ErrorBudget?
    /// What other data would bring; nothing when that was not asked for.
    var whatIfs: WhatIfAnswers?
  }

  /// What was run.
  public let scenario: Scenario
  let replicates: [Replicate]

  /// Expectations that were not met, by the first replicate.
  public var unmetExpectations: [Problem] {
    guard let tally = replicates.first?.tally else { return [] }
    return scenario.unmetExpectations(tally.truths.map { $0[0] })
  }

  /// Values that could not be made and are missing: each place once, over all replicates.
  public var unmadeValues: [UnmadeValues] {
    var found: [UnmadeValues] = []
    for values in replicates.flatMap({ ($0.tally.ledger?.unmadeValues ?? []) + measures($0) }) {
      if let place = found.firstIndex(where: { $0.isOfSamePlace(values) }) {
        found[place] = found[place].adding(values)
      } else {
        found.append(values)
      }
    }
    return found.filter { $0.rows > 0 }
  }

  /// Measures of classifiers that remember, with how many gave no number.
  private func measures(_ replicate: Replicate) -> [UnmadeValues] {
    zip(scenario.classifiers, replicate.tally.lanes).compactMap { classifier, lane in
      guard lane.measured > 0 else { return nil }
      return UnmadeValues(
        .notNumbers, classifier.measurePlace, lane.notNumbers, of: lane.measured)
    }
  }

  /// Classifiers that gave nobody a segment and left nobody to a person, so that nothing of them was measured.
  public var unmeasured: [String] {
    replicates.flatMap { replicate in
      zip(replicate.plan.lanes, replicate.tally.lanes).compactMap { lane, tally in
        let isJudged = tally.months.contains {
          $0.scored > 0 || ($0.referred ?? []).contains { $0 > 0 }
        }
        guard lane.fitted != nil, !isJudged else { return nil }
        return "\(lane.name): no customer was given a segment in any month"
      }
    }
  }

  /// Classifiers that could not be fitted, with the reason.
  public var failures: [String] {
    replicates.flatMap { replicate in
      replicate.plan.lanes.compactMap { lane in lane.failure.map { "\(lane.name): \($0)" } }
    }
  }
}
