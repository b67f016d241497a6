// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Populations

/// A best rule: what it sees, of which population, in which months.
struct WhatIfSight: Sendable {
  /// What is to be worked out.
  struct Draft: Sendable {
    /// The population's position.
    let population: Int
    /// What is seen.
    let set: InformationSet
    /// Whether it goes by all months so far.
    let remembers: Bool
    /// The months, counted from the first scored one.
    var months: Set<Int> = []

    /// Whether another one is worked out alike.
    func isLike(_ other: Draft) -> Bool {
      population == other.population && remembers == other.remembers
        && set.scheme == other.set.scheme && set.columns == other.set.columns
        && set.remembers == other.set.remembers
    }
  }

  /// The population's position.
  let population: Int
  /// What errors cost.
  let costs: CostMatrix?
  /// The posterior by month given what is seen in it; nothing where it is not available.
  let models: [PosteriorModel?]
  /// The posterior given all months so far; nothing for a rule that does not remember.
  let history: HistoryModel?
  private let reason: String?

  /// A floor that is known.
  init(_ floor: Floor, population: Int) {
    self.population = population
    (costs, models, reason, history) = (floor.costs, floor.models, floor.reason, nil)
  }

  /// Works out a floor.
  ///
  /// - Parameters:
  ///   - draft: what is to be worked out.
  ///   - model: its population.
  ///   - costs: what errors cost.
  ///   - library: what the posteriors of the population have in common.
  ///   - progress: what asks the run to stop.
  init(
    _ draft: Draft, _ model: PopulationModel, costs: CostMatrix?,
    sharing library: PosteriorLibrary, _ progress: RunProgress
  ) {
    guard draft.remembers, !draft.set.remembers else {
      let months = draft.months.sorted()
      self.init(
        Floor(draft.set, model, costs: costs, in: months, sharing: library, progress),
        population: draft.population)
      return
    }
    do throws(Unavailable) {
      let plan = try PosteriorPlan(
        model, scheme: draft.set.scheme, seeing: draft.set.columns, sharing: library)
      let history = try HistoryModel(plan, through: draft.months.max() ?? 0)
      self.init(history, nil, draft, costs, months: model.months)
    } catch {
      self.init(nil, error.reason, draft, costs, months: model.months)
    }
  }

  private init(
    _ history: HistoryModel?, _ reason: String?, _ draft: Draft, _ costs: CostMatrix?, months: Int
  ) {
    (self.history, self.reason, self.costs) = (history, reason, costs)
    (population, models) = (draft.population, Array(repeating: nil, count: months))
  }

  /// Why the rule is not known in a month; nothing when it is.
  ///
  /// - Parameter month: the scored month.
  /// - Returns: the reason.
  func reason(month: Int) -> String? {
    guard history == nil, models[month] == nil else { return nil }
    return reason ?? "it is not known in this month"
  }

  /// What the rule would do with one customer.
  ///
  /// - Parameter posterior: the probability of each segment.
  /// - Returns: the chance that it errs, and what it is expected to cost.
  func judged(_ posterior: [Double]) -> WhatIfVisitor.Judged {
    WhatIfVisitor.Judged(
      error: max(0, 1 - posterior[posterior.mostLikely]), cost: costs?.cheapest(posterior).cost)
  }
}
