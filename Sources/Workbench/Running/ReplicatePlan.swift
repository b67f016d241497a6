// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Evaluation
import Populations

/// One repetition of a run, ready to start.
struct ReplicatePlan: Sendable {
  let scenario: Scenario
  let replicate: Int
  /// What asks the run to stop.
  let progress: RunProgress
  /// The evaluated population with its imputed values.
  let population: PopulationModel
  let lanes: [FittedLane]
  let bins: [BinnedReference]
  /// The floors of the classifiers' information sets.
  let floors: [Floor]
  /// Positions of two fitted classifiers of one scheme.
  let pairs: [(first: Int, second: Int)]

  /// Draws the development population, fits the classifiers and cuts the bins.
  ///
  /// - Parameters:
  ///   - scenario: what is run.
  ///   - replicate: which repetition.
  ///   - options: how it is carried out.
  ///   - progress: what asks the run to stop; the plan is not complete then.
  ///   - shared: what is shared with variants of the scenario.
  ///   - measuresDrift: whether bins are cut in which the features' drift is counted.
  init(
    _ scenario: Scenario, replicate: Int, _ options: RunOptions, _ progress: RunProgress,
    sharing shared: SharedWork? = nil, measuresDrift: Bool = true
  ) async {
    self.scenario = scenario
    self.progress = progress
    self.replicate = replicate
    let development =
      shared?.development(scenario, replicate: replicate, blockSize: options.blockSize)
      ?? DevelopmentView(
        scenario.development, replicate: replicate, blockSize: options.blockSize)
    var population = scenario.population
    population.imputedValues = development.imputedValues
    self.population = population
    let found = await Floor.all(
      scenario, population, threads: options.threads, sharing: shared, progress)
    floors = scenario.floor.customers > 0 ? found : []
    // The bins are cut while the classifiers are fitted, where a second task may work.
    async let cut = measuresDrift && options.threads > 1 ? development.bins : []
    let lanes = await FittedLane.fit(
      scenario, development, found, replicate: replicate, threads: options.threads, sharing: shared)
    self.lanes = lanes
    let others = await cut
    bins = measuresDrift && options.threads == 1 ? development.bins : others
    pairs = lanes.indices.flatMap { first in
      lanes.indices.filter {
        $0 > first && lanes[$0].scheme == lanes[first].scheme && lanes[$0].fitted != nil
          && lanes[first].fitted != nil
      }.map { second in
        // By name, so that a pair is called the same wherever its classifiers stand in the file.
        lanes[first].name < lanes[second].name ? (first, second) : (second, first)
      }
    }
  }

  /// What every cell of a classifier's confusion costs, and last what it costs to leave a customer to a person;
  /// empty where it leaves none.
  func prices(_ lane: Int) -> [Double] {
    guard let referral = lanes[lane].referral,
      let costs = scenario.costs[population.schemes[lanes[lane].scheme].name]
    else { return [] }
    return costs.costs + [referral]
  }

  /// What a classifier's tally must hold for the metrics.
  func evidence(_ lane: Int) -> Evidence {
    var evidence: Evidence = [.counts, .history]
    if lanes[lane].fitted?.givesProbabilities == true { evidence.insert(.probabilities) }
    if population.isWeighted(lanes[lane].scheme) { evidence.insert(.weights) }
    if lanes[lane].referral != nil { evidence.insert(.referrals) }
    return evidence
  }
}
