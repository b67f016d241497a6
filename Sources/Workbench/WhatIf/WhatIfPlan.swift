// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Populations
import Probability

/// The floors that a scenario's what-ifs set beside each other, ready to be worked out.
struct WhatIfPlan: Sendable {
  /// What one what-if asks of one information set.
  struct Question: Sendable {
    /// The what-if's name.
    let name: String
    /// What is seen now, and by whom.
    let set: InformationSet
    /// The position of the sight now.
    let now: Int
    /// The position of the sight then.
    let then: Int
    /// The months, counted from the first scored one, ascending.
    let months: [Int]
  }

  /// What is seen, of which population.
  struct Sight: Sendable {
    /// The population's position.
    let population: Int
    /// The floor; in the months that some question asks for.
    let floor: Floor
  }

  let progress: RunProgress
  let replicate: Int
  /// The judged customers as they are seen now, then in other ways.
  let populations: [PopulationModel]
  let sights: [Sight]
  let questions: [Question]
  /// All months that are asked for, ascending.
  let months: [Int]
  let shares: FloorSpecification

  /// Works out the posteriors.
  ///
  /// - Parameters:
  ///   - plan: the repetition.
  ///   - options: how it is carried out.
  init(_ plan: ReplicatePlan, _ options: RunOptions) async {
    let whatIfs = plan.scenario.floor.whatIfs
    let views = await WhatIfViews(plan, options)
    var drafts: [(population: Int, set: InformationSet, months: Set<Int>)] = []
    func sight(_ population: Int, _ set: InformationSet, _ months: [Int]) -> Int {
      let known = drafts.firstIndex {
        $0.population == population && $0.set.scheme == set.scheme
          && $0.set.columns == set.columns
      }
      if known == nil { drafts.append((population, set, [])) }
      let position = known ?? drafts.count - 1
      drafts[position].months.formUnion(months)
      return position
    }
    questions = zip(whatIfs, views.positions).flatMap { whatIf, view in
      whatIf.sets.map { set in
        Question(
          name: whatIf.name, set: set, now: sight(0, set, whatIf.months),
          then: sight(view, whatIf.changed(set), whatIf.months), months: whatIf.months)
      }
    }
    months = Set(whatIfs.flatMap(\.months)).sorted()
    populations = views.populations
    replicate = plan.replicate
    progress = plan.progress
    shares = plan.scenario.floor
    sights = await Self.floors(drafts, views, plan, threads: options.threads)
  }

  private static func floors(
    _ drafts: [(population: Int, set: InformationSet, months: Set<Int>)], _ views: WhatIfViews,
    _ plan: ReplicatePlan, threads: Int
  ) async -> [Sight] {
    let libraries = views.populations.map { _ in PosteriorLibrary() }
    let pool = IndexPool(drafts.count)
    let parts = await BlockPool.run(threads: min(threads, max(1, drafts.count))) {
      var found: [(index: Int, sight: Sight)] = []
      while let index = pool.take() {
        let draft = drafts[index]
        let known = plan.floors.first {
          draft.population == 0 && !views.isWarmedUp && $0.set.scheme == draft.set.scheme
            && $0.set.columns == draft.set.columns
        }
        let population = views.populations[draft.population]
        let floor =
          known
          ?? Floor(
            draft.set, population,
            costs: plan.scenario.costs[population.schemes[draft.set.scheme].name],
            in: draft.months.sorted(), sharing: libraries[draft.population], plan.progress)
        found.append((index, Sight(population: draft.population, floor: floor)))
      }
      return found
    }
    for library in libraries { library.forget() }
    return parts.flatMap(\.self).sorted { $0.index < $1.index }.map(\.sight)
  }

  /// Why the floor of a sight is not known in a month; nothing when it is.
  func reason(_ sight: Int, month: Int) -> String? {
    let floor = sights[sight].floor
    guard floor.models[month] == nil else { return nil }
    return floor.reason ?? "it is not known in this month"
  }
}
