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
      let known = found.firstIndex { $0.scheme == scheme && $0.columns == classifier.sees }
      if let known {
        let set = found[known]
        found[known] = InformationSet(
          scheme: scheme, columns: set.columns, classifiers: set.classifiers + [index])
      } else {
        found.append(
          InformationSet(scheme: scheme, columns: classifier.sees, classifiers: [index]))
      }
    }
    return found
  }

  /// How the set's posterior is worked out.
  ///
  /// - Parameter population: the judged customers.
  /// - Returns: the plan, or why there is none.
  func plan(_ population: PopulationModel) -> Result<PosteriorPlan, Unavailable> {
    do throws(Unavailable) {
      return .success(try PosteriorPlan(population, scheme: scheme, seeing: columns))
    } catch {
      return .failure(error)
    }
  }
}
