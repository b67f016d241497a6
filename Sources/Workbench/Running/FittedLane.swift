// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations
import Probability
import ScenarioLanguage

/// A classifier of the scenario, fitted, with where it stands.
struct FittedLane: Sendable {
  /// The classifier's name in the scenario.
  let name: String
  /// The scheme it finds, by position.
  let scheme: Int
  /// The fitted classifier; nothing when it could not be fitted.
  let fitted: (any FittedClassifier)?
  /// Why it could not be fitted.
  let failure: String?
  /// The path of its cells, for those that draw.
  let path: SeedPath
  /// What it costs to leave a customer to a person; nothing where it leaves none.
  var referral: Double?

  /// Fits every classifier on the development view.
  ///
  /// - Parameters:
  ///   - scenario: the classifiers and what labels they may have.
  ///   - development: the development population's first month.
  ///   - floors: the posteriors of what oracles see, among others.
  ///   - replicate: which repetition.
  ///   - threads: how many are fitted at once.
  ///   - shared: what is shared with variants of the scenario.
  /// - Returns: one lane for each classifier, in order.
  static func fit(
    _ scenario: Scenario, _ development: DevelopmentView, _ floors: [Floor], replicate: Int,
    threads: Int, sharing shared: SharedWork? = nil
  ) async -> [FittedLane] {
    let pool = IndexPool(scenario.classifiers.count)
    let parts = await BlockPool.run(threads: min(threads, scenario.classifiers.count)) {
      var lanes: [(index: Int, lane: FittedLane)] = []
      while let index = pool.take() {
        var lane =
          oracle(index, scenario, floors)
          ?? fit(
            scenario.classifiers[index], scenario, development, replicate: replicate,
            sharing: shared)
        lane.referral = scenario.classifiers[index].choice.referral
        lanes.append((index, lane))
      }
      return lanes
    }
    return parts.flatMap(\.self).sorted { $0.index < $1.index }.map(\.lane)
  }

  /// The lane of an oracle; nothing for a classifier that learns or states its rules.
  private static func oracle(
    _ index: Int, _ scenario: Scenario, _ floors: [Floor]
  ) -> FittedLane? {
    let specification = scenario.classifiers[index]
    guard let oracle = specification.classifier as? OracleClassifier,
      let floor = floors.first(where: { $0.set.classifiers.contains(index) })
    else { return nil }
    var (fitted, failure): ((any FittedClassifier)?, String?) = (nil, nil)
    do throws(FitError) { fitted = specification.deciding(try oracle.fitted(floor)) } catch {
      failure = error.description
    }
    return FittedLane(
      name: specification.name, scheme: floor.set.scheme, fitted: fitted, failure: failure,
      path: scenario.path(of: specification))
  }

  private static func fit(
    _ specification: ClassifierSpecification, _ scenario: Scenario, _ development: DevelopmentView,
    replicate: Int, sharing shared: SharedWork?
  ) -> FittedLane {
    let scheme = scenario.position(ofSchemeOf: specification)
    let path = scenario.path(of: specification)
    let training = TrainingLabels(scenario, specification, replicate: replicate)
      .training(development.customers, scheme: scheme, specification)
    do throws(FitError) {
      let seed = path.child(replicate)
      func fit() throws(FitError) -> any FittedClassifier {
        try specification.fit(training, using: seed)
      }
      let entry = scenario.resolved["classifiers"]?[specification.name]
      let fitted: any FittedClassifier
      if let shared {
        fitted = try shared.fitted(entry, training, seed: "\(seed.key)", fit)
      } else {
        fitted = try fit()
      }
      return FittedLane(
        name: specification.name, scheme: scheme, fitted: fitted, failure: nil, path: path)
    } catch {
      return FittedLane(
        name: specification.name, scheme: scheme, fitted: nil, failure: error.description,
        path: path)
    }
  }
}

extension Scenario {
  /// The position of the scheme that a classifier finds.
  func position(ofSchemeOf specification: ClassifierSpecification) -> Int {
    population.schemes.firstIndex { $0.name == specification.scheme.name } ?? 0
  }

  /// The path of a classifier's cells.
  func path(of specification: ClassifierSpecification) -> SeedPath {
    SeedPath(root: seed).child("classifiers").child(specification.name)
  }
}
