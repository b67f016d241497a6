// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Columns
import Customers
import Evaluation
import Populations
import Probability
import ScenarioLanguage
import Synchronization

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

  /// The classifier with other values.
  ///
  /// - Parameter point: one number for each value that moves.
  /// - Returns: the classifier; nothing when it refuses them.
  func specification(_ point: [Double]) -> ClassifierSpecification? {
    var tree = entry
    for (value, number) in zip(values, point) {
      let node = ScenarioNode(
        content: .scalar(text: value.text(number), isQuoted: false), position: value.position)
      guard let changed = tree.replacing(at: Array(value.path.dropFirst(2)), with: node) else {
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
    let isLearnedOnce = values.allSatisfy { $0.path.count > 2 && $0.path[2] == "decides" }
    return (isLearnedOnce ? training.learned.once(fitted) : fitted()).map(specification.deciding)
  }

  /// Reads the rules with a column in place of each moved threshold, to see what it is compared with.
  private static func keys(
    of values: [TunedValue], _ entry: ScenarioNode, _ name: String, _ context: ClassifierContext
  ) -> [ThresholdKey?] {
    let none = values.map { _ in nil as ThresholdKey? }
    let names = values.map { $0.path.count == 4 && $0.path[2] == "thresholds" ? $0.path[3] : nil }
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
    guard let rules = read?.classifier as? RuleClassifier else { return none }
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
