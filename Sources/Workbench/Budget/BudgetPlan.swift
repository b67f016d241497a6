// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations

/// The chain of rules in some months, ready to be judged.
struct BudgetPlan: Sendable {
  let plan: ReplicatePlan
  /// The months, counted from the first scored one, ascending.
  let months: [Int]
  /// What classifiers would be, had they learned in the month; by month and classifier.
  let fits: [[BudgetFits?]]
  /// Who sees the true values.
  let sights: BudgetSights

  /// Whether errors of a classifier are traced in a month.
  func traces(_ lane: Int, _ place: Int) -> Bool {
    plan.scenario.budget.traces(plan.lanes[lane].name, month: months[place])
  }

  /// The information set of a classifier, by position.
  func set(of lane: Int) -> Int {
    sights.sets.firstIndex { $0.classifiers.contains(lane) } ?? 0
  }

  /// The posterior given the true values.
  func sight(_ set: Int, _ place: Int) -> PosteriorModel? {
    sights.model(set, month: months[place])
  }

  /// The posterior given what is seen.
  func view(_ set: Int, _ place: Int) -> PosteriorModel? {
    plan.floors.isEmpty ? nil : plan.floors[set].models[months[place]]
  }

  private func isApproximate(_ floors: [Floor], _ set: Int) -> Bool {
    !floors.isEmpty && floors[set].isApproximate
  }

  /// What is to be told of a classifier in a month.
  func entry(_ place: Int, _ lane: Int, _ tally: BudgetTally) -> ErrorBudget.Entry {
    let (set, own) = (set(of: lane), fits[place][lane])
    func reason(_ model: PosteriorModel?, _ floors: [Floor], _ otherwise: String) -> String? {
      guard model == nil else { return nil }
      return floors.isEmpty ? otherwise : floors[set].reason ?? "it is not known in this month"
    }
    return ErrorBudget.Entry(
      learns: plan.scenario.classifiers[lane].training != nil,
      withoutSight: reason(
        sight(set, place), sights.floors, "the view without its steps cannot be compiled"),
      withoutFloor: reason(view(set, place), plan.floors, "floors are not worked out"),
      isApproximate: (isApproximate(sights.floors, set), isApproximate(plan.floors, set)),
      withoutMany: own?.many.fitted == nil ? own?.many.reason ?? "it was not fitted" : nil,
      withoutSample: own?.sample.fitted == nil ? own?.sample.reason ?? "it was not fitted" : nil,
      failure: plan.lanes[lane].failure, tally: tally)
  }
}
