// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation
import Populations
import ScenarioLanguage

/// Runs a candidate scenario, and beside it the baseline's, on the same customers with the same
/// randomness, and counts by group of customers.
struct PairedRunner: Sendable {
  /// One scenario of the two in one replicate.
  struct Side: Sendable {
    let replicate: RunOutcome.Replicate
    /// By classifier.
    let groups: [Sliced<GroupedTally<ClassificationTally>>]
    /// Features by group of customers.
    let bins: GroupedBins
  }

  /// Both in one replicate.
  struct Replicate: Sendable {
    let candidate: Side
    /// Nothing where the candidate was run alone.
    let baseline: Side?
    /// By classifier of the candidate; nothing where the baseline has no such classifier.
    let flips: [Sliced<FlipTally>?]
  }

  /// What a candidate's classifier is set beside: by its name, that in the baseline.
  typealias Names = [String: String]

  let candidate: Scenario
  let baseline: Scenario?
  /// Other names of classifiers in the baseline; those not named have the same name.
  var names: Names = [:]
  /// Whether the drift of features is counted.
  var measuresDrift = false
  /// Slices of the customers that are counted apart, by the candidate's name of a classifier.
  var slices: [String: [CustomerSlice]] = [:]
  /// In which scored months features are counted by group of customers, by feature.
  var features: [String: Set<Int>] = [:]
  /// From which replicate's development customers the baseline and the candidate learn, by the
  /// replicate that is judged; its own when not given.
  var training: (@Sendable (Int) -> (baseline: Int, candidate: Int))?
  let options: RunOptions
  let progress: RunProgress

  /// Runs all replicates.
  ///
  /// - Returns: what was counted, by replicate.
  /// - Throws: `RunCancelled` when the run was asked to stop.
  func run() async throws(RunCancelled) -> [Replicate] {
    let blocks = blocks
    progress.expect(
      blocks.reduce(0) { $0 + $1.months(candidate.population) } * options.replicates)
    var found: [Replicate] = []
    for replicate in 0..<options.replicates {
      let shared = SharedWork()
      let sources = training?(replicate) ?? (baseline: replicate, candidate: replicate)
      let plan = await plan(candidate, sources.candidate, sharing: shared)
      var other: ReplicatePlan?
      if let baseline { other = await self.plan(baseline, sources.baseline, sharing: shared) }
      found.append(try await count(plan, other, blocks, replicate))
    }
    return found
  }

  private var blocks: [SideBySide.Block] {
    let (size, population) = (options.blockSize, candidate.population)
    if let baseline { return SideBySide.blocks(baseline.population, population, of: size) }
    return population.blocks(of: size, through: population.months - 1).map {
      SideBySide.Block(base: nil, variant: $0)
    }
  }

  private func plan(
    _ scenario: Scenario, _ replicate: Int, sharing shared: SharedWork
  ) async -> ReplicatePlan {
    await ReplicatePlan(
      scenario, replicate: replicate, options, progress, sharing: shared,
      measuresDrift: measuresDrift)
  }

  private func count(
    _ candidate: ReplicatePlan, _ baseline: ReplicatePlan?, _ blocks: [SideBySide.Block],
    _ replicate: Int
  ) async throws(RunCancelled) -> Replicate {
    let (options, progress, names, asked) = (options, progress, names, (slices, features))
    let pool = IndexPool(blocks.count)
    let parts = await BlockPool.run(threads: options.threads) {
      let worker = PairedWorker(
        candidate, baseline, names, asked, capacity: options.blockSize, replicate: replicate)
      while !progress.isCancelled, let index = pool.take() {
        worker.run(blocks[index])
        progress.finish(blocks[index].months(candidate.population))
      }
      return worker.part
    }
    if progress.isCancelled { throw RunCancelled() }
    var total = parts[0]
    for part in parts.dropFirst() { total += part }
    let sorting = CustomerGroups(customers: candidate.population.customers)
    let budget = await ErrorBudget.find(
      candidate, counts: total.candidate.run.customers, options, sorting)
    var other: Side?
    if let baseline, let counted = total.baseline {
      let budget = await ErrorBudget.find(
        baseline, counts: counted.run.customers, options, sorting)
      other = Side(
        replicate: .init(plan: baseline, tally: counted.run, budget: budget),
        groups: counted.groups, bins: counted.bins)
    }
    if progress.isCancelled { throw RunCancelled() }
    return Replicate(
      candidate: Side(
        replicate: .init(plan: candidate, tally: total.candidate.run, budget: budget),
        groups: total.candidate.groups, bins: total.candidate.bins), baseline: other,
      flips: total.flips)
  }
}
