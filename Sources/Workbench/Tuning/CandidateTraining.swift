// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Evaluation
import Populations
import Probability
import ScenarioLanguage
import Synchronization

/// What all candidates have learned, where they learn the same.
final class LearnedOnce: Sendable {
  private let kept = Mutex<(any FittedClassifier)??>(nil)

  /// What was learned before; the first to ask learns it.
  ///
  /// - Parameter learn: learns; nothing where it cannot.
  /// - Returns: what was learned.
  func once(_ learn: () -> (any FittedClassifier)?) -> (any FittedClassifier)? {
    kept.withLock { kept in
      if let kept { return kept }
      let learned = learn()
      kept = .some(learned)
      return learned
    }
  }
}

/// Whom candidates of a classifier that learns are trained on.
struct CandidateTraining: Sendable {
  /// Which repetition.
  let replicate: Int
  /// What candidates have learned that differ in how they decide alone.
  let learned = LearnedOnce()
  private let scenario: Scenario
  private let scheme: Int
  private let columns: [Int]
  private let development: DevelopmentCustomers?

  init(
    _ scenario: Scenario, _ tuning: TuningSpecification, _ sampler: TuningSampler, replicate: Int,
    blockSize: Int
  ) {
    self.scenario = scenario
    self.replicate = replicate
    scheme = sampler.scheme
    columns = sampler.columns
    guard scenario.classifiers[tuning.classifier].training != nil else {
      development = nil
      return
    }
    let most = Self.mostCustomers(scenario, tuning)
    let model = scenario.development(customers: most) ?? scenario.development
    let view = DevelopmentView(model, replicate: replicate, blockSize: blockSize)
    development = view.customers
  }

  /// As many development customers as the greatest `train: customers` asks for.
  private static func mostCustomers(_ scenario: Scenario, _ tuning: TuningSpecification) -> Int {
    let specification = scenario.classifiers[tuning.classifier]
    let moved = tuning.values.filter { $0.path.suffix(2) == ["train", "customers"] }
    let wanted = moved.map { Int(min($0.greatest, 1e9)) }.max() ?? 0
    let share = scenario.population.labels[specification.scheme.name]?.share ?? 1
    let drawn = share > 0 ? Int((Double(wanted) / min(1, share)).rounded(.up)) : 0
    return max(scenario.development.customers, drawn)
  }

  /// The labelled customers of a classifier.
  func customers(
    for specification: ClassifierSpecification, schema: FeatureSchema
  ) -> LabelledFeatures {
    guard let development else {
      return LabelledFeatures(
        unlabelled: schema, sees: specification.sees, scheme: specification.scheme)
    }
    let own = DevelopmentCustomers(
      features: FeatureTable(
        schema: schema, columns: columns.map { development.features.column($0) }),
      truths: development.truths, cohorts: development.cohorts, order: development.order)
    return TrainingLabels(scenario, specification, replicate: replicate)
      .training(own, scheme: scheme, specification)
  }
}
