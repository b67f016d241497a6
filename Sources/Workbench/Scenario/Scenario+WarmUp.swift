// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Populations

extension Scenario {
  /// A population whose warm-up lets classifiers with memory settle, once the view shows what it shows later.
  ///
  /// - Parameters:
  ///   - population: the population, warmed up for its view.
  ///   - classifiers: what is under test.
  /// - Returns: the same customers with a warm-up that is as much longer as the classifiers look back.
  static func warmedUp(
    _ population: PopulationModel, for classifiers: [ClassifierSpecification]
  ) -> PopulationModel {
    let months = classifiers.compactMap { $0.classifier.monthsToSettle }.max() ?? 0
    return population.warmedUp(for: population.warmUp + months)
  }

  /// Two scenarios to be run on the same customers, with warm-ups of one length where rules remember.
  ///
  /// What the world is in the first scored month depends on the months that it evolved before.
  ///
  /// - Parameters:
  ///   - first: a scenario.
  ///   - second: another one.
  /// - Returns: both, as they are where no classifier of either remembers.
  static func warmedUpAlike(_ first: Scenario, _ second: Scenario) -> (Scenario, Scenario) {
    var both = (first, second)
    let classifiers = first.classifiers + second.classifiers
    guard classifiers.contains(where: { $0.classifier.monthsToSettle != nil }) else { return both }
    let months = max(first.population.warmUp, second.population.warmUp)
    both.0.population = first.population.warmedUp(for: months)
    both.1.population = second.population.warmedUp(for: months)
    both.0.development = first.development.warmedUp(for: months)
    both.1.development = second.development.warmedUp(for: months)
    return both
  }
}
