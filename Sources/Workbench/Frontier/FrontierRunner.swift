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

  /// What was counted.
  private struct Counts: Sendable {
    /// By choice.
    var tallies: [FrontierTally]
    /// Measures that were worked out, and those that gave no number.
    var measured = 0
    var notNumbers = 0

    static func += (left: inout Counts, right: Counts) {
      for choice in left.tallies.indices { left.tallies[choice] += right.tallies[choice] }
      left.measured += right.measured
      left.notNumbers += right.notNumbers
    }
  }

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
    let counts = await count(made, population, BlockPool(blocks, shuffle: options.shuffle))
    if progress.isCancelled { throw RunCancelled() }
    return summary(choices, counts, population)
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
  ) async -> Counts {
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
      let measures = visitor.measures
      return Counts(
        tallies: visitor.tallies, measured: measures.measured, notNumbers: measures.notNumbers)
    }
    var total = Counts(tallies: rules.map { _ in FrontierTally() })
    for part in parts { total += part }
    return total
  }

  private func summary(
    _ choices: [Choice], _ counts: Counts, _ population: PopulationModel
  ) -> FrontierSummary {
    let (tallies, specification) = (counts.tallies, scenario.classifiers[frontier.classifier])
    var points = zip([nil] + choices.map(Optional.some), tallies).map { choice, tally in
      point(choice, tally)
    }
    let dominated = points.indices.map { index in
      points.indices.contains {
        points[$0].dominates(points[index])
          && tallies[$0].groups.isSurelyBetter(than: tallies[index].groups)
      }
    }
    for index in points.indices { points[index].isDominated = dominated[index] }
    var summary = FrontierSummary(
      scenario: scenario.name, classifier: specification.name,
      seed: scenario.seed, months: population.months, customers: population.customers,
      customerMonths: Int(tallies.first?.wrong.weight ?? 0), points: points)
    summary.isMeasured = tallies.contains { $0.placed > 0 }
    summary.setAside = tiersWithMovesOfTheirOwn(specification.scheme)
    if counts.notNumbers > 0 {
      summary.unmade = UnmadeValues(
        .notNumbers, specification.measurePlace, counts.notNumbers, of: counts.measured)
    }
    return summary
  }

  /// The tiers that are lost after other misses, or with another margin, than the lowest that can be lost.
  private func tiersWithMovesOfTheirOwn(_ scheme: SegmentScheme) -> [String] {
    let moves = tiers.rule.down
    return moves.indices.dropFirst(2).filter {
      moves[$0].reviews != moves[1].reviews || moves[$0].margin != moves[1].margin
    }.map { scheme.segments[Int(tiers.segments[$0])] }
  }

  private func point(_ choice: Choice?, _ tally: FrontierTally) -> FrontierSummary.Point {
    guard tally.placed > 0 else {
      return FrontierSummary.Point(
        grace: choice?.grace, margin: choice?.margin, switches: nil, unneeded: nil, followed: nil,
        delay: nil, tooHigh: nil, tooLow: nil, wrong: nil, onWatch: nil)
    }
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
