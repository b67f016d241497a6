// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Populations

/// The floors of rules that see the true values of what classifiers see, over the same months back.
struct BudgetSights: Sendable {
  /// The judged customers, seen as they are; nothing when that cannot be compiled.
  let population: PopulationModel?
  /// The information sets of the classifiers.
  let sets: [InformationSet]
  /// The floors by set; none without a population.
  let floors: [Floor]

  /// Works out the posteriors.
  ///
  /// - Parameters:
  ///   - plan: the repetition.
  ///   - threads: how many are worked out at a time.
  init(_ plan: ReplicatePlan, threads: Int) async {
    let sets = InformationSet.all(in: plan.scenario)
    self.sets = sets
    population = plan.scenario.perfectlySeen()
    guard let population else {
      floors = []
      return
    }
    let (library, pool) = (PosteriorLibrary(), IndexPool(sets.count))
    let months = plan.scenario.budget.months
    let parts = await BlockPool.run(threads: min(threads, max(1, sets.count))) {
      var found: [(index: Int, floor: Floor)] = []
      while let index = pool.take() {
        let floor = Floor(
          sets[index], population, costs: nil, in: months, sharing: library, plan.progress)
        found.append((index, floor))
      }
      return found
    }
    library.forget()
    floors = parts.flatMap(\.self).sorted { $0.index < $1.index }.map(\.floor)
  }
}
