// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Evaluation
import Populations
import ScenarioLanguage

/// Draws the customers on whom candidates are judged, and keeps what their classifier reads.
struct TuningSampler: Sendable {
  /// The most rows that are kept when the scenario does not say how many customers: about 1 GB of five
  /// features.
  static let mostRows = 24_000_000
  /// About how many rows a tile has.
  private static let tileRows = 8192
  /// The least customers of a tile of entrants.
  private static let leastEntrants = 256

  /// The columns of the view that are kept.
  let columns: [Int]
  /// Their schema.
  let schema: FeatureSchema
  /// The scheme's position.
  let scheme: Int
  /// What the metrics need.
  let evidence: Evidence
  /// Whether each customer's chances are wanted.
  let wantsChances: Bool
  /// How many customers of the first book are drawn.
  let customers: Int
  /// Whether the classifier goes by earlier months too, also those of the warm-up.
  let remembers: Bool
  /// The first scored month.
  let from: Month
  /// The months of the warm-up.
  private let warmUp: Int
  private let scenario: Scenario
  private let information: InformationSet
  private let options: RunOptions
  private let progress: RunProgress

  init(
    _ scenario: Scenario, _ tuning: TuningSpecification, _ options: RunOptions,
    _ progress: RunProgress
  ) {
    let classifier = scenario.classifiers[tuning.classifier]
    let entry = scenario.resolved.value(at: ["classifiers", classifier.name])
    let features = scenario.population.schema.features
    columns = features.indices.filter { column in
      classifier.sees.contains(column) || entry?.mentions(anyOf: [features[column].name]) == true
    }
    schema = FeatureSchema(features: columns.map { features[$0] })
    scheme = scenario.position(ofSchemeOf: classifier)
    let held: Evidence = classifier.choice.referral == nil ? .counts : [.counts, .referrals]
    evidence = ([tuning.objective] + tuning.constraints).reduce(into: held) {
      $0.formUnion($1.metric.needs)
    }
    wantsChances = tuning.isExpected
    remembers = classifier.classifier.monthsToSettle != nil
    information = InformationSet(
      scheme: scheme, columns: classifier.sees, classifiers: [], remembers: remembers)
    from = scenario.population.from
    warmUp = Self.warmUp(scenario, tuning)
    let months = scenario.population.months + (remembers ? warmUp : 0)
    let most = max(1, Self.mostRows / max(1, months))
    customers = min(scenario.population.customers, tuning.customers ?? most)
    self.scenario = scenario
    self.options = options
    self.progress = progress
  }

  /// The warm-up in which every candidate settles, so that all meet the same customers.
  private static func warmUp(_ scenario: Scenario, _ tuning: TuningSpecification) -> Int {
    let present = scenario.population.warmUp
    let greatest = tuning.values.map { ($0.keys, $0.greatest) }
    let needed = scenario.classifiers[tuning.classifier].classifier.monthsToSettle(
      upTo: Dictionary(greatest) { $1 })
    let own = scenario.classifiers.compactMap { $0.classifier.monthsToSettle }.max() ?? 0
    return present + max(0, (needed ?? 0) - own)
  }

  /// Draws the customers of a repetition.
  ///
  /// - Parameter replicate: which repetition; 0 is the scenario as it is run.
  /// - Returns: the customers.
  /// - Throws: `RunCancelled` when it was asked to stop.
  func sample(replicate: Int) async throws(RunCancelled) -> TuningSample {
    var population = scenario.population.warmedUp(for: warmUp)
    if population.imputedValues.contains(where: \.isNaN) {
      population.imputedValues =
        DevelopmentView(
          scenario.development.warmedUp(for: warmUp), replicate: replicate,
          blockSize: options.blockSize
        ).imputedValues
    }
    let (models, reason) = chances(population)
    let blocks = blocks(population)
    let (progress, months) = (progress, population.months)
    progress.expect(blocks.reduce(0) { $0 + $1.block.count * (months - $1.block.entryMonth) })
    let pool = IndexPool(blocks.count)
    let ready = population
    let parts = await BlockPool.run(threads: options.threads) {
      var made: [(Int, TuningTile)] = []
      let capacity = blocks.map(\.block.count).max() ?? 1
      let runner = BlockRunner(ready, capacity: capacity, replicate: replicate)
      var scratch = models.map { $0.map { PosteriorScratch($0) } }
      while !progress.isCancelled, let index = pool.take() {
        let (block, part) = blocks[index]
        var visitor = TuningVisitor(self, models, scratch, block)
        runner.run(block, through: months - 1, &visitor)
        scratch = visitor.scratch
        made.append((index, visitor.tile(part: part)))
        progress.finish(block.count * (months - block.entryMonth))
      }
      return made
    }
    if progress.isCancelled { throw RunCancelled() }
    let tiles = parts.flatMap(\.self).sorted { $0.0 < $1.0 }.map(\.1)
    return TuningSample(
      tiles, segments: population.schemes[scheme].segments.count,
      customers: blocks.reduce(0) { $0 + $1.block.count }, withoutChances: reason)
  }

  /// The posterior of each month where all are known and what is measured can be expected; else why not.
  private func chances(_ population: PopulationModel) -> ([PosteriorModel?], String?) {
    guard wantsChances else { return ([], nil) }
    guard evidence.subtracting([.counts, .order, .costs]).isEmpty else {
      return ([], "only metrics of counts and costs can be expected")
    }
    let floor = Floor(
      information, population, costs: nil, sharing: PosteriorLibrary(), progress)
    if let reason = floor.reason { return ([], reason) }
    return (floor.models, nil)
  }

  /// The customers in blocks, each with the part that it belongs to.
  private func blocks(_ population: PopulationModel) -> [(block: CustomerBlock, part: Int)] {
    let choice = FloorSpecification(customers: customers)
    let most = max(1, Self.tileRows / max(1, population.months))
    var blocks: [(CustomerBlock, Int)] = []
    let cohorts = [population.customers, 0] + population.entrants.dropFirst()
    for (cohort, count) in cohorts.enumerated() {
      let chosen = choice.chosen(from: 0..<count, of: population.customers)
      let even = max(1, (chosen.count + TuningSample.parts - 1) / TuningSample.parts)
      let size = min(most, cohort == 0 ? even : max(even, Self.leastEntrants))
      for start in stride(from: 0, to: chosen.count, by: size) {
        let indices = chosen[start..<min(start + size, chosen.count)]
        blocks.append(
          (
            CustomerBlock(cohort: cohort, indices: indices.map { UInt32(truncatingIfNeeded: $0) }),
            blocks.count % TuningSample.parts
          ))
      }
    }
    return blocks
  }
}
