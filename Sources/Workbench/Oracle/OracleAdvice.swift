// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Evaluation
import Populations
import ScenarioLanguage

/// Tells before a run which oracles cannot be made, and why.
struct OracleAdvice {
  private let classifiers: [ClassifierSpecification]
  private let population: PopulationModel
  private let costs: [String: CostMatrix]

  /// Takes what is known of the scenario.
  ///
  /// - Parameters:
  ///   - classifiers: what is under test.
  ///   - population: the customers who are judged.
  ///   - costs: costs by scheme.
  init(
    _ classifiers: [ClassifierSpecification], _ population: PopulationModel,
    _ costs: [String: CostMatrix]
  ) {
    (self.classifiers, self.population, self.costs) = (classifiers, population, costs)
  }

  /// Notes an error at each oracle without posterior, or without the costs by which it decides.
  ///
  /// - Parameter reader: the block of the classifiers.
  func note(_ reader: ScenarioReader?) {
    for (name, value) in reader?.named("classifier") ?? [] {
      guard let classifier = classifiers.first(where: { $0.name == name }),
        let oracle = classifier.classifier as? OracleClassifier,
        let settings = value.node[OracleClassifier.id]
      else { continue }
      let place = ScenarioReader(
        settings, path: value.path + [OracleClassifier.id], log: value.log)
      note(classifier, place)
      if settings["decides"] != nil, value.node["decides"] != nil {
        place.error(
          "it is said twice how '\(name)' decides",
          advice: "say it once, in the classifier's entry",
          at: settings["decides"]?.position)
      }
      if oracle.decidesByCost, costs[classifier.scheme.name] == nil {
        place.error(
          "no costs are named for '\(classifier.scheme.name)', by which it should decide",
          advice: "name them under 'costs'", at: settings["decides"]?.position)
      }
    }
  }

  private func note(_ classifier: ClassifierSpecification, _ place: ScenarioReader) {
    let set = InformationSet(
      scheme: population.schemes.firstIndex { $0.name == classifier.scheme.name } ?? 0,
      columns: classifier.sees, classifiers: [])
    let advice = "let it see other features ('sees'), or find another scheme"
    switch set.plan(population) {
    case .failure(let problem):
      place.error(
        "the probabilities of '\(classifier.scheme.name)' are not known: \(problem.reason)",
        advice: advice)
    case .success(let plan):
      guard let limit = plan.limit, limit.month < population.months else { return }
      place.error(
        "the probabilities of '\(classifier.scheme.name)' are known only before "
          + "\(population.from + limit.month): \(limit.reason)", advice: advice)
    }
  }
}
