// SPDX-License-Identifier: GPL-3.0-or-later
import Populations
import ScenarioLanguage

/// Runs a scenario and one of its variants on the same customers with the same randomness.
public struct VariantRunner: Sendable {
  /// The scenario as the variant changes it.
  public let changed: Scenario

  private let scenario: Scenario
  private let variant: Variant
  private let options: RunOptions
  private let progress: RunProgress

  /// Makes a runner.
  ///
  /// - Parameters:
  ///   - scenario: what is run.
  ///   - variant: one of its variants.
  ///   - options: how it is carried out.
  ///   - progress: how far it is, for whoever watches.
  /// - Throws: what the variant's change breaks.
  public init(
    _ scenario: Scenario, _ variant: Variant, _ options: RunOptions,
    progress: RunProgress = RunProgress()
  ) throws(ScenarioProblems) {
    self.variant = variant
    (self.scenario, changed) = Scenario.warmedUpAlike(scenario, try variant.scenario())
    self.options = options
    self.progress = progress
  }

  /// Runs all replicates of both.
  ///
  /// - Returns: what was counted.
  /// - Throws: `RunCancelled` when the run was asked to stop.
  public func run() async throws(RunCancelled) -> VariantOutcome {
    let blocks = SideBySide.blocks(
      scenario.population, changed.population, of: options.blockSize)
    let each = blocks.reduce(0) { $0 + $1.months(scenario.population) }
    let traced =
      ErrorBudget.work(for: scenario) + ErrorBudget.work(for: changed)
      + WhatIfAnswers.work(for: scenario)
    progress.expect((each + traced) * options.replicates)
    var (bases, variants): ([RunOutcome.Replicate], [RunOutcome.Replicate]) = ([], [])
    var tallies: [VariantTally] = []
    for replicate in 0..<options.replicates {
      let shared = SharedWork()
      let base = await ReplicatePlan(
        scenario, replicate: replicate, options, progress, sharing: shared)
      let other = await ReplicatePlan(
        changed, replicate: replicate, options, progress, sharing: shared)
      let part = await count(SideBySide(base, other), blocks)
      let budget = await ErrorBudget.find(base, counts: part.base.customers, options)
      let changed = await ErrorBudget.find(other, counts: part.variant.customers, options)
      let whatIfs = await WhatIfAnswers.find(base, options)
      if progress.isCancelled { throw RunCancelled() }
      bases.append(.init(plan: base, tally: part.base, budget: budget, whatIfs: whatIfs))
      variants.append(.init(plan: other, tally: part.variant, budget: changed))
      tallies.append(part.paired)
    }
    return VariantOutcome(
      variant: variant, base: RunOutcome(scenario: scenario, replicates: bases),
      outcome: RunOutcome(scenario: changed, replicates: variants), tallies: tallies)
  }

  private func count(
    _ plans: SideBySide, _ blocks: [SideBySide.Block]
  ) async -> SideBySideWorker.Part {
    let (options, progress) = (options, progress)
    let blocks = BlockPool.shuffled(blocks, by: options.shuffle)
    let pool = IndexPool(blocks.count)
    let parts = await BlockPool.run(threads: options.threads) {
      let worker = SideBySideWorker(plans, capacity: options.blockSize)
      while !progress.isCancelled, let index = pool.take() {
        worker.run(blocks[index])
        progress.finish(blocks[index].months(plans.base.population))
      }
      return worker.part
    }
    var total = SideBySideWorker.Part(
      base: RunTally(plans.base), variant: RunTally(plans.variant),
      paired: VariantTally(plans.base, plans.variant))
    for part in parts {
      total.base += part.base
      total.variant += part.variant
      total.paired += part.paired
    }
    return total
  }
}

/// What a run of a scenario beside one of its variants has counted.
public struct VariantOutcome: Sendable {
  /// The variant.
  public let variant: Variant
  /// The scenario's own outcome.
  public let base: RunOutcome
  /// The variant's own outcome.
  public let outcome: RunOutcome
  let tallies: [VariantTally]
}
