// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Evaluation
import Populations

/// The floor of one information set: the least error that any rule can reach which sees no more.
struct Floor: Sendable {
  /// What is seen, and by whom.
  let set: InformationSet
  /// The posterior by month; nothing where it is not available.
  let models: [PosteriorModel?]
  /// Why it is not available, in some months or in all.
  let reason: String?
  /// What errors cost.
  let costs: CostMatrix?

  /// Works out the posteriors.
  ///
  /// - Parameters:
  ///   - set: what is seen, and by whom.
  ///   - population: the judged customers, with what was learned from the development view.
  ///   - costs: what errors cost.
  ///   - months: the scored months that are wanted; nothing for all.
  ///   - isWanted: whether the scenario asks for it.
  ///   - library: what the posteriors of the population have in common.
  ///   - progress: what asks the run to stop.
  init(
    _ set: InformationSet, _ population: PopulationModel, costs: CostMatrix?,
    in months: [Int]? = nil, isWanted: Bool = true, sharing library: PosteriorLibrary,
    _ progress: RunProgress
  ) {
    self.set = set
    self.costs = costs
    guard isWanted else {
      models = Array(repeating: nil, count: population.months)
      reason = Self.unasked
      return
    }
    do throws(Unavailable) {
      if set.remembers { throw InformationSet.withoutHistory }
      let plan = try PosteriorPlan(
        population, scheme: set.scheme, seeing: set.columns, sharing: library)
      let wanted = months ?? Array(0..<population.months)
      let found = try plan.models(
        through: wanted.last ?? 0, where: { wanted.contains($0) },
        unless: { progress.isCancelled })
      models = found + Array(repeating: nil, count: population.months - found.count)
      let hasGap = wanted.contains { found[$0] == nil }
      reason = plan.limit?.reason ?? (hasGap ? "too many states" : nil)
    } catch {
      models = Array(repeating: nil, count: population.months)
      reason = error.reason
    }
  }

  /// Why there is none that the scenario does not ask for.
  static let unasked = "none is asked for ('floor: by scheme')"

  /// Whether the scenario asks for it.
  var isAsked: Bool { reason != Self.unasked }

  /// Whether there is a floor in any month.
  var isAvailable: Bool { models.contains { $0 != nil } }

  /// The floors of all classifiers' information sets, several at a time.
  ///
  /// - Parameters:
  ///   - scenario: the scenario.
  ///   - population: the judged customers, with what was learned from the development view.
  ///   - threads: how many are worked out at a time.
  ///   - progress: what asks the run to stop.
  /// - Returns: the floors, in the order of their first classifiers; where the scenario wants none, those
  ///   that oracles need.
  static func all(
    _ scenario: Scenario, _ population: PopulationModel, threads: Int, _ progress: RunProgress
  ) async -> [Floor] {
    let sets = InformationSet.all(in: scenario).filter { set in
      scenario.floor.customers > 0
        || set.classifiers.contains { scenario.classifiers[$0].classifier is OracleClassifier }
    }
    let (library, pool) = (PosteriorLibrary(), IndexPool(sets.count))
    let parts = await BlockPool.run(threads: min(threads, max(1, sets.count))) {
      var floors: [(Int, Floor)] = []
      while let index = pool.take() {
        let set = sets[index]
        let costs = scenario.costs[population.schemes[set.scheme].name]
        let isWanted =
          scenario.floor.customers(for: set.scheme) > 0
          || set.classifiers.contains { scenario.classifiers[$0].classifier is OracleClassifier }
        floors.append(
          (
            index,
            Floor(
              set, population, costs: costs, isWanted: isWanted, sharing: library, progress)
          ))
      }
      return floors
    }
    library.forget()
    return parts.flatMap { $0 }.sorted { $0.0 < $1.0 }.map(\.1)
  }
}
