// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations
import Results
import ScenarioLanguage

/// Whether floors and causes of errors are known where a gate asks for them.
extension GatePossibility {
  var hasFloor: Bool { hasFloor(of: "floor") }

  /// Whether the best rule that sees the same is known in the months that are asked for.
  func hasFloor(of what: String) -> Bool {
    guard let specification, let scheme else { return true }
    let position = context.population.schemes.firstIndex { $0.name == scheme.name } ?? 0
    guard context.floor.customers > 0, context.floor.customers(for: position) > 0 else {
      return refuse(
        "metric", "'\(name)' needs the floor of '\(scheme.name)', but none is asked for",
        context.floor.customers > 0
          ? "say 'floor: {by scheme: {\(scheme.name): 300}}', or another number of customers"
          : "say 'floor: {customers: 20_000}', or another number")
    }
    // Later parts of an error are counted where no floor is known.
    let isCounted =
      what == "cause"
      && [MetricName.trainingError, MetricName.stalenessError, MetricName.budgetedError]
        .contains(name)
    guard !isCounted else { return true }
    let set = InformationSet(
      scheme: position, columns: specification.sees, classifiers: [],
      remembers: specification.classifier.monthsToSettle != nil)
    switch set.plan(context.population) {
    case .failure(let problem):
      return refuse(
        "metric", "the floor of '\(specification.name)' is not known: \(problem.reason)",
        Self.counted)
    case .success(let plan):
      guard let limit = plan.limit, limit.month < months else { return true }
      return refuse(
        "over",
        "the floor of '\(specification.name)' is known only before "
          + "\(context.population.from + limit.month): \(limit.reason)", Self.counted)
    }
  }

  /// Whether errors are traced to this cause in the months that are asked for.
  var hasParts: Bool {
    let traced = context.budget.months
    let wanted = gate.over.months(of: months)
    guard wanted.isSubset(of: traced) else {
      let names = traced.map { (context.population.from + $0).description }
      return refuse(
        "over",
        traced.isEmpty
          ? "'\(name)' needs the causes of errors, but none are asked for"
          : "the causes of errors are asked for in \(names.joined(separator: ", ")) only",
        "say 'budget: {months: \(gate.over == .lastMonth ? "last" : "each")}'")
    }
    let isLearned = name == MetricName.trainingError || name == MetricName.stalenessError
    if isLearned, let specification, specification.training == nil {
      return refuse(
        "metric", "'\(specification.name)' learns nothing, so it has no '\(name)'",
        others { $0.training != nil })
    }
    return true
  }
}
