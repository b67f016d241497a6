// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Evaluation
import Populations
import Probability
import Results

/// Sets graces and margins of a tier rule beside each other, on the same customers in one pass.
public struct FrontierRunner: Sendable {
  private let scenario: Scenario
  private let frontier: FrontierSpecification
  private let tiers: TierClassifier
  private let options: RunOptions
  private let progress: RunProgress

  /// Makes a runner; nothing when the scenario has no classifier with tiers.
  ///
  /// - Parameters:
  ///   - scenario: the scenario.
  ///   - options: how it is carried out; one replicate.
  ///   - progress: how far it is, for whoever watches.
  public init?(_ scenario: Scenario, _ options: RunOptions, progress: RunProgress = RunProgress()) {
    guard let frontier = scenario.frontier ?? .usual(scenario.classifiers),
      let tiers = scenario.classifiers[frontier.classifier].classifier as? TierClassifier
    else { return nil }
    (self.scenario, self.frontier, self.tiers) = (scenario, frontier, tiers)
    (self.options, self.progress) = (options, progress)
  }

  /// A choice: nothing for the rule as it is written.
  private typealias Choice = (grace: Int, margin: Double)

  /// Runs all choices.
  ///
  /// - Returns: what each does.
  /// - Throws: `RunCancelled` when it was asked to stop.
  public func run() async throws(RunCancelled) -> FrontierSummary {
    let choices = frontier.margins.flatMap { margin in
      frontier.graces.map { (grace: $0, margin: margin) }
    }
    let rules =
      [tiers]
      + choices.map { tiers.with(tiers.rule.forgiving(misses: $0.grace, margin: $0.margin)) }
    let population = population(for: rules)
    let made = rules.compactMap { fitted($0) }
    let blocks = population.blocks(of: options.blockSize, through: population.months - 1)
    progress.expect(blocks.reduce(0) { $0 + $1.count * (population.months - $1.entryMonth) })
    let tallies = await count(made, population, BlockPool(blocks, shuffle: options.shuffle))
    if progress.isCancelled { throw RunCancelled() }
    return summary(choices, tallies, population)
  }

  /// The judged customers, warmed up until the most patient rule has settled.
  private func population(for rules: [TierClassifier]) -> PopulationModel {
    let own = scenario.classifiers.compactMap { $0.classifier.monthsToSettle }.max() ?? 0
    let needed = rules.compactMap(\.monthsToSettle).max() ?? 0
    let warmUp = scenario.population.warmUp + max(0, needed - own)
    var population = scenario.population.warmedUp(for: warmUp)
    if !population.imputedValues.isEmpty {
      population.imputedValues =
        DevelopmentView(
          scenario.development.warmedUp(for: warmUp), replicate: 0, blockSize: options.blockSize
        ).imputedValues
    }
    return population
  }

  private func fitted(_ rule: TierClassifier) -> (any RememberingClassifier)? {
    let specification = scenario.classifiers[frontier.classifier]
    let nobody = LabelledFeatures(
      unlabelled: scenario.population.schema, sees: specification.sees,
      scheme: specification.scheme)
    // Rules learn nothing, so that fitting them cannot fail.
    return try? rule.fit(nobody, using: scenario.path(of: specification))
      as? any RememberingClassifier
  }

  private func count(
    _ rules: [any RememberingClassifier], _ population: PopulationModel, _ pool: BlockPool
  ) async -> [FrontierTally] {
    let (options, progress) = (options, progress)
    let scheme = scenario.position(ofSchemeOf: scenario.classifiers[frontier.classifier])
    let segments = tiers.segments
    let parts = await BlockPool.run(threads: options.threads) {
      let runner = BlockRunner(population, capacity: options.blockSize)
      var visitor = FrontierVisitor(
        rules, population, scheme: scheme, segments: segments, capacity: options.blockSize)
      while !progress.isCancelled, let block = pool.take() {
        runner.run(block, through: population.months - 1, &visitor)
        progress.finish(block.count * (population.months - block.entryMonth))
      }
      return visitor.tallies
    }
    var total = rules.map { _ in FrontierTally() }
    for part in parts {
      for rule in total.indices { total[rule] += part[rule] }
    }
    return total
  }

  private func summary(
    _ choices: [Choice], _ tallies: [FrontierTally], _ population: PopulationModel
  ) -> FrontierSummary {
    var points = zip([nil] + choices.map(Optional.some), tallies).map { choice, tally in
      point(choice, tally)
    }
    let dominated = points.map { point in points.contains { $0.dominates(point) } }
    for index in points.indices { points[index].isDominated = dominated[index] }
    return FrontierSummary(
      scenario: scenario.name, classifier: scenario.classifiers[frontier.classifier].name,
      seed: scenario.seed, months: population.months, customers: population.customers,
      customerMonths: Int(tallies.first?.wrong.weight ?? 0), points: points)
  }

  private func point(_ choice: Choice?, _ tally: FrontierTally) -> FrontierSummary.Point {
    func share(_ mean: ClusteredMean) -> FrontierSummary.Number? {
      mean.mean.map { value in
        let interval = Interval.clustered(shareOf: mean, confidence: 0.95)
        return .init(value: value, low: interval?.low, high: interval?.high)
      }
    }
    let delay = tally.delay.mean.map { value in
      let interval = Interval.normal(
        value, standardError: tally.delay.standardError, confidence: 0.95,
        within: 0...Double.infinity)
      return FrontierSummary.Number(value: value, low: interval?.low, high: interval?.high)
    }
    return FrontierSummary.Point(
      grace: choice?.grace, margin: choice?.margin, switches: share(tally.switches),
      unneeded: share(tally.unneeded), followed: share(tally.followed), delay: delay,
      tooHigh: share(tally.tooHigh), tooLow: share(tally.tooLow), wrong: share(tally.wrong),
      onWatch: share(tally.onWatch))
  }
}
