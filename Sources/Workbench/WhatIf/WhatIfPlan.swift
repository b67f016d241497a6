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

  let progress: RunProgress
  let replicate: Int
  /// The judged customers as they are seen now, then in other ways.
  let populations: [PopulationModel]
  let sights: [WhatIfSight]
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
    var drafts: [WhatIfSight.Draft] = []
    func sight(_ draft: WhatIfSight.Draft, _ months: [Int]) -> Int {
      let known = drafts.firstIndex { $0.isLike(draft) }
      if known == nil { drafts.append(draft) }
      let position = known ?? drafts.count - 1
      drafts[position].months.formUnion(months)
      return position
    }
    questions = zip(whatIfs, views.positions).flatMap { whatIf, view in
      whatIf.sets.map { set in
        let now = WhatIfSight.Draft(population: 0, set: set, remembers: false)
        let then = WhatIfSight.Draft(
          population: view, set: whatIf.changed(set), remembers: whatIf.remembers)
        return Question(
          name: whatIf.name, set: set, now: sight(now, whatIf.months),
          then: sight(then, whatIf.months), months: whatIf.months)
      }
    }
    months = Set(whatIfs.flatMap(\.months)).sorted()
    populations = views.populations
    replicate = plan.replicate
    progress = plan.progress
    shares = plan.scenario.floor
    sights = await Self.sights(drafts, views, plan, threads: options.threads)
  }

  private static func sights(
    _ drafts: [WhatIfSight.Draft], _ views: WhatIfViews, _ plan: ReplicatePlan, threads: Int
  ) async -> [WhatIfSight] {
    let libraries = views.populations.map { _ in PosteriorLibrary() }
    let pool = IndexPool(drafts.count)
    let parts = await BlockPool.run(threads: min(threads, max(1, drafts.count))) {
      var found: [(index: Int, sight: WhatIfSight)] = []
      while let index = pool.take() {
        let draft = drafts[index]
        let population = views.populations[draft.population]
        let costs = plan.scenario.costs[population.schemes[draft.set.scheme].name]
        let known = views.isWarmedUp ? nil : floor(like: draft, plan)
        let sight =
          known.map { WhatIfSight($0, population: 0) }
          ?? WhatIfSight(
            draft, population, costs: costs, sharing: libraries[draft.population], plan.progress)
        found.append((index, sight))
      }
      return found
    }
    for library in libraries { library.forget() }
    return parts.flatMap(\.self).sorted { $0.index < $1.index }.map(\.sight)
  }

  /// A floor that the run has worked out already.
  private static func floor(like draft: WhatIfSight.Draft, _ plan: ReplicatePlan) -> Floor? {
    plan.floors.first {
      $0.isAsked && WhatIfSight.Draft(population: 0, set: $0.set, remembers: false).isLike(draft)
    }
  }

  /// Why the floor of a sight is not known in a month; nothing when it is.
  func reason(_ sight: Int, month: Int) -> String? { sights[sight].reason(month: month) }
}
