// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations

/// The floors of rules that see more than classifiers do: a view without some of its departures.
struct BudgetSights: Sendable {
  /// The judged customers as they are seen then; nothing when that cannot be compiled.
  let population: PopulationModel?
  /// What is seen, and by whom.
  let sets: [InformationSet]
  /// The floors by set; none without a population.
  let floors: [Floor]

  /// Works out the posteriors.
  ///
  /// - Parameters:
  ///   - population: the judged customers as they are seen then.
  ///   - sets: what is seen, and by whom.
  ///   - plan: the repetition.
  ///   - threads: how many are worked out at a time.
  init(
    _ population: PopulationModel?, _ sets: [InformationSet], _ plan: ReplicatePlan, threads: Int
  ) async {
    self.sets = sets
    self.population = population
    guard let population else {
      floors = []
      return
    }
    let (library, pool) = (PosteriorLibrary(), IndexPool(sets.count))
    let (budget, classifiers) = (plan.scenario.budget, plan.scenario.classifiers)
    let months = budget.tracedMonths
    let parts = await BlockPool.run(threads: min(threads, max(1, sets.count))) {
      var found: [(index: Int, floor: Floor)] = []
      while let index = pool.take() {
        let floor = Floor(
          sets[index], population, costs: nil, in: months,
          isWanted: plan.scenario.floor.customers(for: sets[index].scheme) > 0
            && sets[index].classifiers.contains { budget.traces(classifiers[$0].name) },
          sharing: library, plan.progress)
        found.append((index, floor))
      }
      return found
    }
    library.forget()
    floors = parts.flatMap(\.self).sorted { $0.index < $1.index }.map(\.floor)
  }

  /// The posterior of a set's segments in a month; nothing where it is not available.
  func model(_ set: Int, month: Int) -> PosteriorModel? {
    floors.isEmpty ? nil : floors[set].models[month]
  }
}
