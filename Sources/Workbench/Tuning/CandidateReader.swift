// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Columns
import Customers
import Evaluation
import Populations
import Probability
import ScenarioLanguage

/// Makes the tuned classifier with other values.
struct CandidateReader: Sendable {
  /// The values that move.
  let values: [TunedValue]
  /// The scheme that is found.
  let scheme: SegmentScheme
  /// What moved thresholds are compared with, by value; nothing where the rules do more with one.
  let keys: [ThresholdKey?]
  private let name: String
  private let entry: ScenarioNode
  private let context: ClassifierContext
  private let seed: SeedPath

  init(_ scenario: Scenario, _ tuning: TuningSpecification, _ sampler: TuningSampler) {
    let specification = scenario.classifiers[tuning.classifier]
    let whole = scenario.resolved.value(at: ["classifiers", specification.name])
    name = specification.name
    scheme = specification.scheme
    values = tuning.values
    entry = whole ?? scenario.resolved
    let mayBeMissing = scenario.population.featuresThatMayBeMissing
    context = ClassifierContext(
      schema: sampler.schema, schemes: scenario.population.schemes,
      mayBeMissing: Set(
        sampler.columns.indices.filter { mayBeMissing.contains(sampler.columns[$0]) }),
      kinds: ClassifierKinds.all, costs: scenario.costs.mapValues(\.costs))
    seed = scenario.path(of: specification)
    keys = Self.keys(of: values, entry, name, context)
  }

  /// What a value is set beside, where that is one number of each customer and month.
  ///
  /// - Parameter value: a value that moves.
  /// - Returns: the number, over columns of the sample; nothing where it is not known.
  func measure(of value: TunedValue) -> CheckedExpression? {
    specification(values.map(\.present))?.classifier.compared(with: value.keys)
  }

  /// The classifier with other values.
  ///
  /// - Parameter point: one number for each value that moves.
  /// - Returns: the classifier; nothing when it refuses them.
  func specification(_ point: [Double]) -> ClassifierSpecification? {
    var tree = entry
    for (value, number) in zip(values, point) {
      let node = ScenarioNode(
        content: .scalar(text: value.text(number), isQuoted: false), position: value.position)
      guard let changed = tree.replacing(at: value.keys, with: node) else {
        return nil
      }
      tree = changed
    }
    let log = ProblemLog()
    let read = ClassifierSpecification(
      named: name, reading: ScenarioReader(tree, log: log), context: context)
    return log.hasErrors ? nil : read
  }

  /// The fitted classifier with other values.
  ///
  /// - Parameters:
  ///   - point: one number for each value that moves.
  ///   - training: whom it learns from, if it learns.
  /// - Returns: the classifier; nothing when it refuses the values or cannot be fitted.
  func fitted(_ point: [Double], _ training: CandidateTraining) -> (any FittedClassifier)? {
    guard let specification = specification(point) else { return nil }
    func fitted() -> (any FittedClassifier)? {
      try? specification.classifier.fit(
        training.customers(for: specification, schema: context.schema),
        using: seed.child(training.replicate))
    }
    // How it decides does not change what it has learned.
    let isLearnedOnce = values.allSatisfy { $0.keys.first == "decides" }
    return (isLearnedOnce ? training.learned.once(fitted) : fitted()).map(specification.deciding)
  }

  /// Reads the rules with a column in place of each moved threshold, to see what it is compared with.
  private static func keys(
    of values: [TunedValue], _ entry: ScenarioNode, _ name: String, _ context: ClassifierContext
  ) -> [ThresholdKey?] {
    let none = values.map { _ in nil as ThresholdKey? }
    let names = values.map { $0.keys.first == "thresholds" ? $0.keys.last : nil }
    let thresholds = names.compactMap(\.self)
    guard !thresholds.isEmpty, let entries = entry.entries else { return none }
    let kept = entries.map { part in
      let value: ScenarioNode
      switch part.key {
      case "thresholds": value = without(thresholds, part.value)
      case "sees": value = adding(thresholds, to: part.value)
      default: value = part.value
      }
      return ScenarioNode.Entry(key: part.key, keyPosition: part.keyPosition, value: value)
    }
    let features = context.schema.features
    let wider = ClassifierContext(
      schema: FeatureSchema(
        features: features + thresholds.map { .init(name: $0, kind: .number(unit: nil)) }),
      schemes: context.schemes)
    let tree = ScenarioNode(content: .record(kept), position: entry.position)
    let read = ClassifierSpecification(
      named: name, reading: ScenarioReader(tree, log: ProblemLog()), context: wider)
    guard let rules = read?.classifier.rules else { return none }
    let columns = Set(features.count..<features.count + thresholds.count)
    return names.map { threshold in
      threshold.flatMap { thresholds.firstIndex(of: $0) }
        .flatMap { rules.key(of: features.count + $0, among: columns) }
    }
  }

  private static func without(_ names: [String], _ node: ScenarioNode) -> ScenarioNode {
    let left = (node.entries ?? []).filter { !names.contains($0.key) }
    return ScenarioNode(content: .record(left), position: node.position)
  }

  private static func adding(_ names: [String], to node: ScenarioNode) -> ScenarioNode {
    let more = names.map {
      ScenarioNode(content: .scalar(text: $0, isQuoted: false), position: node.position)
    }
    return ScenarioNode(content: .list((node.items ?? []) + more), position: node.position)
  }
}
