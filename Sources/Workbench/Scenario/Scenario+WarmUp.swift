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

  /// Two scenarios to be run on the same customers, with warm-ups of one length.
  ///
  /// What the world is in the first scored month depends on the months that it evolved before, whether a view or
  /// a rule that remembers looks back so far.
  ///
  /// - Parameters:
  ///   - first: a scenario.
  ///   - second: another one.
  /// - Returns: both, as they are where they look back equally far.
  static func warmedUpAlike(_ first: Scenario, _ second: Scenario) -> (Scenario, Scenario) {
    let months = max(first.population.warmUp, second.population.warmUp)
    return (first.warmedUp(for: months), second.warmedUp(for: months))
  }

  private func warmedUp(for months: Int) -> Scenario {
    var longer = self
    longer.population = population.warmedUp(for: months)
    longer.development = development.warmedUp(for: months)
    return longer
  }
}
