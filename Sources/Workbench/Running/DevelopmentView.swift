// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Populations
import Probability

/// The development population as the bank sees it in the first month, with its true segments.
struct DevelopmentView: Sendable {
  /// What the bank sees.
  let features: FeatureTable
  /// True segments by scheme.
  let truths: [[SegmentIndex]]
  /// The numbers that steps of the view have learned.
  let imputedValues: [Double]

  /// Draws the development population and looks at it.
  ///
  /// Where steps of the view learn from it, such as the medians to impute, it is looked at again.
  ///
  /// - Parameters:
  ///   - model: the development population.
  ///   - replicate: which repetition.
  ///   - blockSize: the most customers in a block.
  init(_ model: PopulationModel, replicate: Int, blockSize: Int) {
    var model = model
    var collected = DevelopmentCollector.collect(model, replicate, blockSize)
    while model.learn(from: collected.captured) {
      collected = DevelopmentCollector.collect(model, replicate, blockSize)
    }
    imputedValues = model.imputedValues
    features = FeatureTable(schema: model.schema, columns: collected.columns)
    truths = collected.truths
  }

  /// The customers from whom classifiers learn.
  var customers: DevelopmentCustomers {
    DevelopmentCustomers(
      features: features, truths: truths,
      cohorts: [.init(cohort: 0, indices: nil, count: features.rows)], order: nil)
  }

  /// The bins in which each feature's drift is measured, cut on this view.
  var bins: [BinnedReference] {
    features.schema.features.enumerated().map { column, feature in
      if case .levels(let names) = feature.kind { return BinnedReference(levels: names.count) }
      return BinnedReference(development: features.column(column))
    }
  }
}

/// Gathers the first month of a population.
struct DevelopmentCollector: BlockVisitor {
  var columns: [[Double]]
  var truths: [[SegmentIndex]]
  var captured: [[Double]] = []

  static func collect(
    _ model: PopulationModel, _ replicate: Int, _ blockSize: Int
  ) -> DevelopmentCollector {
    var collector = DevelopmentCollector(
      columns: model.schema.features.map { _ in [] }, truths: model.schemes.map { _ in [] })
    let runner = BlockRunner(model, capacity: blockSize, replicate: replicate)
    for block in model.blocks(of: blockSize, through: 0) {
      runner.run(block, through: 0, &collector)
    }
    collector.captured = runner.captured
    return collector
  }

  mutating func begin(_ block: CustomerBlock) {}
  mutating func keep(_ kept: UnsafeBufferPointer<Int32>, of rows: Int) {}
  mutating func end() {}

  mutating func visit(month: Int, _ runner: BlockRunner) {
    for column in columns.indices { columns[column] += runner.features.column(column) }
    for scheme in truths.indices {
      truths[scheme] += UnsafeBufferPointer(start: runner.truth(of: scheme), count: runner.rows)
    }
  }
}
