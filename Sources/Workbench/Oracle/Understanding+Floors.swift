// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations
import ScenarioLanguage

extension Understanding {
  /// How the floor of every information set will be found, or why it will not.
  ///
  /// - Parameter layout: how lines are laid out.
  /// - Returns: the lines of the section; none where floors are not asked for.
  func floors(_ layout: TextColumns) -> [String] {
    let population = scenario.population
    let sets = InformationSet.all(in: scenario)
    guard scenario.floor.customers > 0, !sets.isEmpty else { return [] }
    let rows = sets.map { set in
      (
        population.schemes[set.scheme].name,
        "for " + set.classifiers.map { scenario.classifiers[$0].name }.joined(separator: ", ")
          + ": " + form(set, population)
      )
    }
    let looked = min(scenario.floor.customers, population.customers)
    return ["", "floors, worked out on \(TextColumns.grouped(looked)) customers"]
      + layout.lines(rows)
  }

  /// How the part of the errors will be found that who sees everything as it is cannot avoid.
  ///
  /// - Parameter layout: how lines are laid out.
  /// - Returns: the lines of the section; none where errors are not traced to their causes.
  func overlaps(_ layout: TextColumns) -> [String] {
    let (budget, population) = (scenario.budget, scenario.population)
    guard let last = budget.months.last, let seen = scenario.seen() else { return [] }
    let sets = InformationSet.all(in: scenario)
    guard !sets.isEmpty else { return [] }
    let rows = sets.map { set in
      (
        population.schemes[set.scheme].name,
        "for " + set.classifiers.map { scenario.classifiers[$0].name }.joined(separator: ", ")
          + ": overlap " + form(set, seen)
      )
    }
    let months =
      (budget.months.count > 1 ? "\(budget.months.count) months until " : "")
      + (population.from + last).description
    let looked = min(budget.customers, population.customers)
    return ["", "why errors are made in \(months), on \(TextColumns.grouped(looked)) customers"]
      + layout.lines(rows)
  }

  /// How a set's posterior is found; of schemes with customers of their own also on how many.
  private func form(_ set: InformationSet, _ population: PopulationModel) -> String {
    guard let own = scenario.floor.bySchemes[set.scheme] else {
      return Self.form(set.plan(population), population)
    }
    guard own > 0 else { return Floor.unasked }
    let looked = TextColumns.grouped(min(own, population.customers))
    return Self.form(set.plan(population), population) + ", on \(looked) customers"
  }

  static func form(
    _ plan: Result<PosteriorPlan, Unavailable>, _ population: PopulationModel
  ) -> String {
    switch plan {
    case .failure(let reason): return "not available: \(reason.reason)"
    case .success(let plan):
      let form =
        switch plan.form {
        case .exact: "exact"
        case .quadrature:
          "by quadrature"
            + (plan.rarePaths > 0
              ? ", \((100 * plan.rarePaths).brief) % of paths simplified" : "")
        }
      guard let limit = plan.limit, limit.month < population.months else { return form }
      let last = population.from + (limit.month - 1)
      return "\(form) until \(last); later \(limit.reason)"
    }
  }
}
