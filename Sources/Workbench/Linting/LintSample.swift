// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations
import Probability

/// Customers of the first month as the bank sees them: what findings are weighted with.
struct LintSample: Sendable {
  /// How many customers are drawn.
  static let customers = 100_000

  /// What the bank sees.
  let features: FeatureTable
  /// What each customer counts for, by name; customers whose value is missing count for nothing.
  private let weights: [String: [Double]]
  private let scenario: Scenario
  private let development: DevelopmentView

  /// Draws the customers.
  ///
  /// - Parameters:
  ///   - scenario: the scenario.
  ///   - weight: the number of the world by which all customers are weighted; nothing for that of
  ///     each scheme.
  init(_ scenario: Scenario, weight: String?) {
    self.scenario = scenario
    let blockSize = RunOptions().blockSize
    development = DevelopmentView(scenario.development, replicate: 0, blockSize: blockSize)
    var population = scenario.population
    population.imputedValues = development.imputedValues
    let runner = BlockRunner(population, capacity: blockSize)
    var collector = SampleCollector(
      schemes: population.schemes.indices.filter { population.isWeighted($0) },
      slot: weight.flatMap { population.slot(ofNumber: $0) },
      columns: population.schema.features.map { _ in [] })
    let blocks = population.blocks(of: blockSize, through: 0)
    for block in blocks where collector.rows < Self.customers {
      runner.run(block, through: 0, &collector)
    }
    features = FeatureTable(schema: population.schema, columns: collector.columns)
    var weights: [String: [Double]] = [:]
    for (scheme, values) in collector.byScheme {
      weights[population.schemes[scheme].name] = values
    }
    if collector.slot != nil {
      for scheme in population.schemes { weights[scheme.name] = collector.weights }
    }
    self.weights = weights
  }

  /// What each customer counts for in a scheme; nothing when all count the same.
  func weights(of scheme: SegmentScheme) -> [Double]? { weights[scheme.name] }

  /// What the rules of a classifier read of each customer.
  ///
  /// - Parameters:
  ///   - specification: the classifier.
  ///   - rules: its rules.
  /// - Returns: the values by input.
  /// - Throws: that the classifier cannot be fitted.
  func values(
    _ specification: ClassifierSpecification, _ rules: DecisionRules
  ) throws(FitError) -> [[Double]] {
    let training = TrainingLabels(scenario, specification, replicate: 0).training(
      development.customers, scheme: scenario.position(ofSchemeOf: specification), specification)
    let fitted = try specification.classifier.fit(
      training, using: scenario.path(of: specification).child(0))
    return rules.inputs.map { fitted.values(of: $0, in: features) }
  }
}

/// Gathers the first month's view and what customers count for.
private struct SampleCollector: BlockVisitor {
  /// The schemes whose customers are weighted.
  let schemes: [Int]
  /// The slot of the number by which all are weighted.
  let slot: Int?
  var columns: [[Double]]
  var weights: [Double] = []
  var byScheme: [Int: [Double]] = [:]
  var rows = 0

  mutating func begin(_ block: CustomerBlock) {}
  mutating func keep(_ kept: UnsafeBufferPointer<Int32>, of rows: Int) {}
  mutating func end() {}

  mutating func visit(month: Int, _ runner: BlockRunner) {
    let count = min(runner.rows, LintSample.customers - rows)
    for column in columns.indices {
      columns[column] += runner.features.column(column).prefix(count)
    }
    if let slot {
      weights += UnsafeBufferPointer(start: runner.numbers(at: slot), count: count)
    }
    for scheme in schemes {
      guard let start = runner.weights(of: scheme) else { continue }
      byScheme[scheme, default: []] += UnsafeBufferPointer(start: start, count: count)
    }
    rows += count
  }
}
