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
  /// Whether the posterior is worked out approximately.
  let isApproximate: Bool
  /// Whether it is asked for in some of the months only, so that there is none over all of them.
  var isPartial = false

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
    let wanted = months ?? Array(0..<population.months)
    let begin = FloorBegin(set, population, through: wanted.last, isWanted: isWanted, library)
    let models = (0..<population.months).map { month in
      wanted.contains(month) && !progress.isCancelled ? begin.timeline?.model(month) : nil
    }
    self.init(begin, models, costs, in: wanted)
  }

  /// Takes the posteriors of all months, or of those that are wanted.
  private init(
    _ begin: FloorBegin, _ models: [PosteriorModel?], _ costs: CostMatrix?, in wanted: [Int]? = nil
  ) {
    (set, self.models, self.costs) = (begin.set, models, costs)
    isApproximate = begin.timeline?.form == .approximate
    let hasGap = (wanted ?? Array(models.indices)).contains { models[$0] == nil }
    reason = begin.reason ?? (hasGap ? PosteriorTimeline.tooMany : nil)
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
  ///   - shared: what is shared with variants of the scenario.
  ///   - progress: what asks the run to stop.
  /// - Returns: the floors, in the order of their first classifiers; where the scenario wants none, those
  ///   that oracles need.
  static func all(
    _ scenario: Scenario, _ population: PopulationModel, threads: Int,
    sharing shared: SharedWork? = nil, _ progress: RunProgress
  ) async -> [Floor] {
    let sets = InformationSet.all(in: scenario).filter { set in
      scenario.floor.customers > 0
        || set.classifiers.contains { scenario.classifiers[$0].classifier is OracleClassifier }
    }
    let library = PosteriorLibrary()
    let months = sets.map { scenario.floorMonths(of: $0) }
    let world = shared.map { _ in SharedWork.world(of: scenario, population) }
    let keys = zip(sets, months).map { set, months in
      "\(world ?? "") \(set.scheme) \(set.columns) \(set.remembers) \(months.last ?? -1)"
    }
    let begun = sets.map { _ in Once<FloorBegin>() }
    let begin = { @Sendable (index: Int) in
      begun[index].value {
        let make = {
          FloorBegin(
            sets[index], population, through: months[index].last, isWanted: !months[index].isEmpty,
            library)
        }
        return (shared?.begin(keys[index], make) ?? make()).with(sets[index])
      }
    }
    // The latest months have the most hidden states: they come first.
    let apart = InformationSet.apart(sets)
    let items = (0..<population.months).reversed().flatMap { month in
      apart.map { (set: $0, month: month) }
    }
    let models = await BlockPool.each(items, threads: threads) { item in
      guard !progress.isCancelled, months[item.set].contains(item.month) else {
        return nil as PosteriorModel?
      }
      let make = { begin(item.set).timeline?.model(item.month) }
      guard let shared else { return make() }
      return shared.posterior(keys[item.set], month: item.month, make)
    }
    library.forget()
    return sets.indices.map { index in
      let own = (0..<population.months).map { month in
        zip(items, models).first { $0.0 == (index, month) }?.1
      }
      let costs = scenario.costs[population.schemes[sets[index].scheme].name]
      // Nothing more is begun once a run is to end.
      let begun =
        progress.isCancelled
        ? FloorBegin(sets[index], population, isWanted: false, library) : begin(index)
      var floor = Floor(begun, own, costs, in: months[index])
      floor.isPartial = scenario.floor.asked != nil && months[index].count < population.months
      return floor
    }
  }
}

extension Scenario {
  /// The scored months in which the floor of an information set is wanted.
  ///
  /// - Parameter set: the set.
  /// - Returns: the months, counted from the first scored one, ascending; none where no floor is wanted.
  func floorMonths(of set: InformationSet) -> [Int] {
    let all = Array(0..<population.months)
    let own = set.classifiers.map { classifiers[$0] }
    if own.contains(where: { $0.classifier is OracleClassifier }) { return all }
    guard floor.customers(for: set.scheme) > 0 else { return [] }
    guard let asked = floor.asked else { return all }
    return all.filter { month in own.contains { asked[$0.name]?.contains(month) == true } }
  }
}

/// What a floor's posteriors of all months follow from.
struct FloorBegin: Sendable {
  /// What is seen, and by whom.
  private(set) var set: InformationSet
  /// What they follow from; nothing where they are not available.
  let timeline: PosteriorTimeline?
  /// Why they are not available, in some months or in all.
  let reason: String?

  /// Plans the posteriors, and carries the law of the hidden levels forward.
  ///
  /// - Parameters:
  ///   - set: what is seen, and by whom.
  ///   - population: the judged customers.
  ///   - last: the last month that is wanted; nothing for the last one of all.
  ///   - isWanted: whether the scenario asks for it.
  ///   - library: what the posteriors of the population have in common.
  init(
    _ set: InformationSet, _ population: PopulationModel, through last: Int? = nil,
    isWanted: Bool, _ library: PosteriorLibrary
  ) {
    self.set = set
    guard isWanted else {
      (timeline, reason) = (nil, Floor.unasked)
      return
    }
    do throws(Unavailable) {
      if set.remembers { throw InformationSet.withoutHistory }
      let plan = try PosteriorPlan(
        population, scheme: set.scheme, seeing: set.columns, sharing: library)
      timeline = try PosteriorTimeline(plan, through: last ?? population.months - 1)
      reason = plan.limit?.reason
    } catch {
      (timeline, reason) = (nil, error.reason)
    }
  }

  /// The same for others who see the same.
  ///
  /// - Parameter set: what is seen, and by whom.
  /// - Returns: the same posteriors for these.
  func with(_ set: InformationSet) -> FloorBegin {
    var other = self
    other.set = set
    return other
  }
}
