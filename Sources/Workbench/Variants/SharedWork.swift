// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations
import Results
import ScenarioLanguage
import Synchronization

/// What variants of a scenario have in common, so that it is made once: development views whose world
/// and view are the same, and fitted classifiers that have learned from the same.
final class SharedWork: Sendable {
  private let views = Mutex<[String: DevelopmentView]>([:])
  private let fits = Mutex<[String: any FittedClassifier]>([:])
  private let begins = Mutex<[String: FloorBegin]>([:])
  private let posteriors = Mutex<[String: PosteriorModel]>([:])

  /// The development view of a scenario.
  func development(
    _ scenario: Scenario, replicate: Int, blockSize: Int
  ) -> DevelopmentView {
    let size = "\(scenario.development.customers) \(scenario.development.warmUp)"
    let key = Self.population(of: scenario) + "\(size) \(replicate)"
    if let known = views.withLock({ $0[key] }) { return known }
    let made = DevelopmentView(scenario.development, replicate: replicate, blockSize: blockSize)
    views.withLock { $0[key] = made }
    return made
  }

  /// The classifier that was fitted from the same, or else the one that is fitted now.
  ///
  /// - Parameters:
  ///   - entry: the classifier as it is written.
  ///   - training: what it learns from.
  ///   - seed: where its own draws come from.
  ///   - fit: fits it.
  /// - Returns: the fitted classifier.
  /// - Throws: why it cannot be fitted.
  func fitted(
    _ entry: ScenarioNode?, _ training: LabelledFeatures, seed: String,
    _ fit: () throws(FitError) -> any FittedClassifier
  ) throws(FitError) -> any FittedClassifier {
    guard let entry else { return try fit() }
    let key = Self.content(entry, training, seed)
    if let known = fits.withLock({ $0[key] }) { return known }
    let made = try fit()
    fits.withLock { $0[key] = made }
    return made
  }

  /// What the posteriors of who sees the same follow from, or else what is made now.
  ///
  /// - Parameters:
  ///   - key: the world, the view, the scheme and what is seen of it.
  ///   - make: makes it.
  /// - Returns: what they follow from.
  func begin(_ key: String, _ make: () -> FloorBegin) -> FloorBegin {
    if let known = begins.withLock({ $0[key] }) { return known }
    let made = make()
    begins.withLock { $0[key] = made }
    return made
  }

  /// The posterior of a month that follows from the same, or else the one that is made now.
  ///
  /// - Parameters:
  ///   - key: what it follows from.
  ///   - month: the scored month.
  ///   - make: makes it; nothing where it is not available.
  /// - Returns: the posterior; nothing where it is not available.
  func posterior(_ key: String, month: Int, _ make: () -> PosteriorModel?) -> PosteriorModel? {
    let key = "\(key) \(month)"
    if let known = posteriors.withLock({ $0[key] }) { return known }
    guard let made = make() else { return nil }
    posteriors.withLock { $0[key] = made }
    return made
  }

  /// All that a posterior can follow from but what is asked of it.
  ///
  /// - Parameters:
  ///   - scenario: the scenario.
  ///   - population: its judged customers, with what was learned from the development view.
  /// - Returns: a text that is the same for the same world and view.
  static func world(of scenario: Scenario, _ population: PopulationModel) -> String {
    var hash = ContentHash()
    hash.update(Array(self.population(of: scenario).utf8))
    hash.update(Array("\(population.warmUp) \(population.imputedValues.map(\.bitPattern))".utf8))
    return hash.hexadecimal()
  }

  /// The blocks of a scenario that say who is drawn and what is seen, as one text.
  static func population(of scenario: Scenario) -> String {
    let keys = ["seed"] + PopulationModel.fields.map(\.key)
    let entries = (scenario.resolved.entries ?? []).filter { keys.contains($0.key) }
    return ScenarioNode(
      content: .record(entries), position: scenario.resolved.position
    ).yamlText
  }

  private static func content(
    _ entry: ScenarioNode, _ training: LabelledFeatures, _ seed: String
  ) -> String {
    var hash = ContentHash()
    let schema = training.features.schema.features.map { "\($0)" }.joined(separator: "\n")
    hash.update(Array("\(seed)\n\(entry.yamlText)\n\(schema)\n\(training.scheme)".utf8))
    for column in training.sees {
      for value in training.features.column(column) {
        withUnsafeBytes(of: value.bitPattern) { hash.update($0) }
      }
    }
    hash.update(training.truth)
    return hash.hexadecimal()
  }
}
