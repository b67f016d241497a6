// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations
import Results
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
    let library = PosteriorLibrary()
    let rows = sets.map { set in
      (
        population.schemes[set.scheme].name,
        "for " + set.classifiers.map { scenario.classifiers[$0].name }.joined(separator: ", ")
          + ": " + form(set, population, library)
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
    let library = PosteriorLibrary()
    let rows = sets.map { set in
      (
        population.schemes[set.scheme].name,
        "for " + set.classifiers.map { scenario.classifiers[$0].name }.joined(separator: ", ")
          + ": overlap "
          + (scenario.floor.customers(for: set.scheme) > 0
            ? Self.form(set.timeline(seen, library), seen) : Floor.unasked)
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
  private func form(
    _ set: InformationSet, _ population: PopulationModel, _ library: PosteriorLibrary
  ) -> String {
    let own = scenario.floor.bySchemes[set.scheme]
    if own == 0 { return Floor.unasked }
    let looked = own.map { TextColumns.grouped(min($0, population.customers)) }
    return Self.form(set.timeline(population, library), population)
      + (looked.map { ", on \($0) customers in each month" } ?? "")
  }

  /// How posteriors are found, what is simplified, and until when.
  static func form(
    _ timeline: Result<PosteriorTimeline, Unavailable>, _ population: PopulationModel
  ) -> String {
    switch timeline {
    case .failure(let reason): return "not available: \(reason.reason)"
    case .success(let timeline):
      let form = Self.form(timeline)
      guard let limit = timeline.limit, limit.month < population.months else { return form }
      guard limit.month > 0 else { return "not available: \(limit.reason)" }
      let last = population.from + (limit.month - 1)
      return "\(form) until \(last); later \(limit.reason)"
    }
  }

  private static func form(_ timeline: PosteriorTimeline) -> String {
    let form =
      switch timeline.form {
      case .exact: "exact"
      case .quadrature: "by quadrature"
      case .approximate: MetricName.approximate
      }
    return form
      + (timeline.rarePaths > 0
        ? ", \((100 * timeline.rarePaths).brief) % of paths simplified" : "")
      + (timeline.joinsPaths ? ", \(joined)" : "")
  }

  private static let joined = "long paths joined"

  /// What the words for how floors are found mean, as far as they were used.
  ///
  /// - Parameters:
  ///   - lines: the lines of all sections about floors.
  ///   - layout: how lines are laid out.
  /// - Returns: the lines of the section; none where nothing is to be explained.
  func floorWords(in lines: [String], _ layout: TextColumns) -> [String] {
    let words = [
      (MetricName.approximate, MetricName.fewPoints),
      (
        Self.joined,
        "customers who differ only in moves of long ago, or in those between the first and the latest, are taken for alike"
      ),
    ].filter { word, _ in
      // Lines may be wrapped within the words.
      lines.contains { $0.contains(word.split(separator: " ").last ?? "") }
    }
    return words.isEmpty ? [] : [""] + layout.lines(words)
  }
}
