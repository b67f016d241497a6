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
