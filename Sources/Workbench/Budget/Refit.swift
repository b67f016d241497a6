// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations
import Probability

/// A classifier fitted anew in a month of an error budget.
struct Refit: Sendable {
  /// The fitted classifier; nothing when it could not be fitted.
  let fitted: (any FittedClassifier)?
  /// Why it could not be fitted.
  let reason: String

  /// Learns.
  init(
    _ specification: ClassifierSpecification, _ training: LabelledFeatures, _ plan: ReplicatePlan
  ) {
    do throws(FitError) {
      let seed = plan.scenario.path(of: specification).child(plan.replicate)
      fitted = try specification.fit(training, using: seed)
      reason = ""
    } catch {
      fitted = nil
      reason = error.description
    }
  }
}

/// What a classifier would be in a month, had it learned then.
struct BudgetFits: Sendable {
  /// From very many customers with their true segments.
  let many: Refit
  /// From a sample with labels as the scenario allows them.
  let sample: Refit

  /// Fits every classifier that learns, and whose errors are traced.
  ///
  /// - Parameters:
  ///   - plan: the repetition.
  ///   - month: the scored month.
  ///   - customers: the development population in the month.
  ///   - sampleRows: how many of its rows stand for the scenario's development population.
  ///   - threads: how many are fitted at once.
  /// - Returns: the fits by classifier; nothing for those that learn nothing.
  static func all(
    _ plan: ReplicatePlan, month: Int, _ customers: DevelopmentCustomers, sampleRows: Int,
    threads: Int
  ) async -> [BudgetFits?] {
    let classifiers = plan.scenario.classifiers
    let pool = IndexPool(2 * classifiers.count)
    let parts = await BlockPool.run(threads: threads) {
      var found: [(task: Int, refit: Refit)] = []
      while !plan.progress.isCancelled, let task = pool.take() {
        // Those with very many customers take longest and come first.
        let (specification, isMany) = (
          classifiers[task % classifiers.count], task < classifiers.count
        )
        guard specification.training != nil,
          plan.scenario.budget.traces(specification.name, month: month)
        else { continue }
        let training =
          isMany
          ? truly(plan.scenario, specification, customers)
          : TrainingLabels(plan.scenario, specification, replicate: plan.replicate).training(
            customers, scheme: plan.scenario.position(ofSchemeOf: specification), specification,
            among: sampleRows)
        found.append((task, Refit(specification, training, plan)))
      }
      return found
    }
    let refits = parts.flatMap(\.self)
    return classifiers.indices.map { index in
      guard let many = refits.first(where: { $0.task == index })?.refit,
        let sample = refits.first(where: { $0.task == index + classifiers.count })?.refit
      else { return nil }
      return BudgetFits(many: many, sample: sample)
    }
  }

  /// Very many customers with their true segments.
  private static func truly(
    _ scenario: Scenario, _ specification: ClassifierSpecification,
    _ customers: DevelopmentCustomers
  ) -> LabelledFeatures {
    let wanted = scenario.budget.rows(training: specification.training?.customers ?? 0)
    let count = min(wanted, customers.features.rows)
    let columns = customers.features.schema.features.indices.map {
      Array(customers.features.values[customers.features.range(of: $0)].prefix(count))
    }
    let truth = customers.truths[scenario.position(ofSchemeOf: specification)].prefix(count)
    return LabelledFeatures(
      features: FeatureTable(schema: customers.features.schema, columns: columns),
      truth: Array(truth), sees: specification.sees, scheme: specification.scheme)
  }
}
