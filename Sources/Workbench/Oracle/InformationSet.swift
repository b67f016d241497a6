// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Evaluation
import Populations

/// What some classifiers of a scheme see in a month: each such set has a floor of its own.
struct InformationSet: Sendable {
  /// The scheme, by position.
  let scheme: Int
  /// The columns of the view that are seen, ascending.
  let columns: [Int]
  /// The classifiers that see them, by position.
  let classifiers: [Int]
  /// Whether they go by earlier months too.
  var remembers = false
  /// Why there is no floor for those who do: that of a month would not be theirs.
  static let withoutHistory = Unavailable(
    "the rule remembers earlier months, also those before the first scored one, and what these tell is "
      + "not worked out")

  /// The sets of a scenario's classifiers, in the order of the first classifier of each.
  ///
  /// - Parameter scenario: the scenario.
  /// - Returns: one set for each scheme and choice of features.
  static func all(in scenario: Scenario) -> [InformationSet] {
    all(of: scenario.classifiers, scenario.population)
  }

  /// The sets of some classifiers, in the order of the first classifier of each.
  ///
  /// - Parameters:
  ///   - classifiers: the classifiers.
  ///   - population: the customers who are judged.
  /// - Returns: one set for each scheme and choice of features.
  static func all(
    of classifiers: [ClassifierSpecification], _ population: PopulationModel
  ) -> [InformationSet] {
    var found: [InformationSet] = []
    for (index, classifier) in classifiers.enumerated() {
      let scheme = population.schemes.firstIndex { $0.name == classifier.scheme.name } ?? 0
      let remembers = classifier.classifier.monthsToSettle != nil
      let known = found.firstIndex {
        $0.scheme == scheme && $0.columns == classifier.sees && $0.remembers == remembers
      }
      if let known {
        let set = found[known]
        found[known] = InformationSet(
          scheme: scheme, columns: set.columns, classifiers: set.classifiers + [index],
          remembers: remembers)
      } else {
        found.append(
          InformationSet(
            scheme: scheme, columns: classifier.sees, classifiers: [index], remembers: remembers))
      }
    }
    return found
  }

  /// What the set's posteriors of all months follow from.
  ///
  /// - Parameters:
  ///   - population: the judged customers.
  ///   - library: what the posteriors of the population have in common.
  /// - Returns: that, or why there are none.
  func timeline(
    _ population: PopulationModel, _ library: PosteriorLibrary
  ) -> Result<PosteriorTimeline, Unavailable> {
    do throws(Unavailable) {
      let plan = try plan(population, library).get()
      return .success(try PosteriorTimeline(plan, through: population.months - 1))
    } catch {
      return .failure(error)
    }
  }

  /// How the set's posterior is worked out.
  ///
  /// - Parameters:
  ///   - population: the judged customers.
  ///   - library: what the posteriors of the population have in common.
  /// - Returns: the plan, or why there is none.
  func plan(
    _ population: PopulationModel, _ library: PosteriorLibrary = PosteriorLibrary()
  ) -> Result<PosteriorPlan, Unavailable> {
    guard !remembers else { return .failure(Self.withoutHistory) }
    do throws(Unavailable) {
      return .success(
        try PosteriorPlan(population, scheme: scheme, seeing: columns, sharing: library))
    } catch {
      return .failure(error)
    }
  }

  /// Positions of sets, those of other schemes between those of one: they have less in common that one
  /// worker would wait for while another works it out.
  ///
  /// - Parameter sets: the sets.
  /// - Returns: the first set of each scheme, then the second of each, and so on.
  static func apart(_ sets: [InformationSet]) -> [Int] {
    let ranks = sets.indices.map { index in
      sets[..<index].count { $0.scheme == sets[index].scheme }
    }
    return sets.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
  }
}
