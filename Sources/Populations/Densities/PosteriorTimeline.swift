// SPDX-License-Identifier: GPL-3.0-or-later

/// What a posterior's models of all months follow from: the law of the hidden levels carried forward.
///
/// Months may then be made in any order, several at a time.
public struct PosteriorTimeline: Sendable {
  private let plan: PosteriorPlan
  private let slots: [Int]
  private let firstTenure: [[Double]]
  private let months: HiddenMonths
  /// The timelines of all other settings.
  private let others: [PosteriorTimeline]

  /// Carries the law of the hidden levels forward.
  ///
  /// - Parameters:
  ///   - plan: the posterior.
  ///   - lastMonth: the last month that is wanted.
  /// - Throws: why it is available in no month.
  /// - Complexity: O(months × hidden states × moves).
  public init(_ plan: PosteriorPlan, through lastMonth: Int) throws(Unavailable) {
    self.plan = plan
    var others: [PosteriorTimeline] = []
    for other in plan.others { others.append(try PosteriorTimeline(other, through: lastMonth)) }
    self.others = others
    let isByCohort =
      plan.dependsOnTime || plan.pathGroups.contains(where: \.isByCohort)
      || !plan.tenureFeatures.isEmpty
      || plan.model.quantities.contains { if case .tenure = $0.kind { true } else { false } }
    let law = HiddenLaw(
      plan.model, slots: plan.hiddenSlots, tracksMoves: plan.tracksMoves, isByCohort: isByCohort,
      pathMonths: plan.pathMonths)
    let survival = try BookSurvival(plan.model, slots: law.slots)
    let key = PosteriorLibrary.LawKey(
      slots: law.slots, tracksMoves: plan.tracksMoves, isByCohort: isByCohort,
      pathMonths: plan.pathMonths, last: lastMonth)
    months = plan.library.months(key) { law.months(through: lastMonth) { survival($0, $1) } }
    (slots, firstTenure) = (law.slots, survival.firstTenure)
  }

  /// How exact the posteriors are.
  public var form: PosteriorPlan.Form {
    let isApproximate =
      plan.isApproximate(months.most) || others.contains { $0.form == .approximate }
    return isApproximate ? .approximate : plan.form
  }

  /// The share of customers whose rare paths are taken for commoner ones; 0 where none is.
  public var rarePaths: Double {
    months.hasFewerPaths || others.contains { $0.rarePaths > 0 } ? HiddenLaw.rare : 0
  }

  /// Whether paths that differ in moves of long ago, or between the first and the latest, count as one.
  public var joinsPaths: Bool {
    months.hasShorterPaths || plan.mixesSeveral(months.most) || others.contains(where: \.joinsPaths)
  }

  /// The first month in which the posterior is not available, and why; nothing when it always is.
  public var limit: (month: Int, reason: String)? {
    let own = months.states.firstIndex { $0 == nil }.map { ($0, Self.tooMany) }
    return ([plan.limit, own] + others.map(\.limit)).compactMap(\.self).min { $0.0 < $1.0 }
  }

  /// Why there is no posterior where states are more than can be worked with.
  public static let tooMany = "too many states"

  /// The model of a month.
  ///
  /// - Parameter month: a scored month, no later than the last one that was wanted.
  /// - Returns: the model; nothing where it is not available.
  /// - Complexity: O(hidden states × groups).
  public func model(_ month: Int) -> PosteriorModel? {
    guard month < plan.limit?.month ?? .max, let states = months.states[month] else { return nil }
    let found = others.compactMap { $0.model(month) }
    guard found.count == others.count else { return nil }
    return MonthBuilder(plan, slots, month).model(
      states, firstTenure: firstTenure.isEmpty ? [] : firstTenure[month], found)
  }
}

extension PosteriorPlan {
  /// The posterior's models by scored month.
  ///
  /// - Parameters:
  ///   - lastMonth: the last month that is wanted.
  ///   - isWanted: whether a month is wanted.
  ///   - isCancelled: asked before each month; once true, further months are left out.
  /// - Returns: a model for each month; nothing where it is not available or not wanted.
  /// - Throws: why it is available in no month.
  /// - Complexity: O(months × hidden states × groups).
  public func models(
    through lastMonth: Int, where isWanted: (Int) -> Bool = { _ in true },
    unless isCancelled: () -> Bool = { false }
  ) throws(Unavailable) -> [PosteriorModel?] {
    let timeline = try PosteriorTimeline(self, through: lastMonth)
    return (0...lastMonth).map { month in
      isWanted(month) && !isCancelled() ? timeline.model(month) : nil
    }
  }

  /// The model of a month in which every hidden state weighs the same.
  ///
  /// - Parameters:
  ///   - states: the states.
  ///   - slots: the slots of the hidden levels in the order of a state's codes.
  ///   - month: the scored month.
  /// - Returns: the model, and the kind of each state; nothing where a law is impossible.
  func emission(
    _ states: [HiddenState], slots: [Int], month: Int
  ) -> (model: PosteriorModel, kinds: [Int])? {
    guard others.isEmpty else { return nil }
    var kinds: [Int] = []
    let model = MonthBuilder(self, slots, month).model(
      states.map { WeightedState(state: $0, weight: 1) }, firstTenure: [], [], kinds: &kinds)
    return model.map { ($0, kinds) }
  }
}
