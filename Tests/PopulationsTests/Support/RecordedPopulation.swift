// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Populations

/// Runs a whole population and remembers everything about every customer in every month.
struct RecordedPopulation: BlockVisitor {
  /// The scored months.
  private(set) var months: [RecordedMonth]
  /// Customers who left, by the month before which they left.
  private(set) var leavers: [Int]
  /// What the view changed.
  private(set) var ledger: Ledger?
  /// What imputations saw in the first month.
  private(set) var captured: [[Double]] = []
  private let model: PopulationModel
  private let only: Int?
  private var cohort = 0
  private var lastMonth = 0

  /// Runs all blocks through all months, or through those until the only one that is remembered.
  init(
    _ model: PopulationModel, blockSize: Int = 1000, reversed: Bool = false, replicate: Int = 0,
    only: Int? = nil
  ) {
    (self.model, self.only) = (model, only)
    months = Array(repeating: RecordedMonth(), count: model.months)
    leavers = Array(repeating: 0, count: model.months)
    let runner = BlockRunner(model, capacity: blockSize, replicate: replicate)
    let last = only ?? model.months - 1
    let blocks = model.blocks(of: blockSize, through: last)
    for block in reversed ? blocks.reversed() : blocks { runner.run(block, through: last, &self) }
    for month in months.indices { months[month].sort() }
    ledger = runner.ledger
    captured = runner.captured
  }

  subscript(month: Int) -> RecordedMonth { months[month] }

  mutating func begin(_ block: CustomerBlock) {
    cohort = block.cohort
    lastMonth = block.entryMonth - 1
  }

  mutating func keep(_ kept: UnsafeBufferPointer<Int32>, of rows: Int) {
    leavers[lastMonth + 1] += rows - kept.count
  }

  mutating func end() {}

  mutating func visit(month: Int, _ runner: BlockRunner) {
    lastMonth = month
    guard only == nil || only == month else { return }
    let rows = runner.rows
    months[month].customers += (0..<rows).map { UInt64(cohort) << 32 | UInt64(runner.indices[$0]) }
    for node in model.worldGraph {
      months[month].world[node.name, default: []] += column(node.name, runner)
    }
    for (position, scheme) in model.schemes.enumerated() {
      let codes = UnsafeBufferPointer(start: runner.truth(of: position), count: rows)
      months[month].truths[scheme.name, default: []] += codes.map { UInt8($0) }
    }
    for (position, feature) in model.schema.features.enumerated() {
      months[month].view[feature.name, default: []] += runner.features.column(position)
    }
  }

  private func column(_ name: String, _ runner: BlockRunner) -> [Double] {
    if let slot = model.slot(ofNumber: name) {
      return Array(UnsafeBufferPointer(start: runner.numbers(at: slot), count: runner.rows))
    }
    guard let slot = model.slot(ofLevels: name) else { return [] }
    return UnsafeBufferPointer(start: runner.levels(at: slot), count: runner.rows).map(Double.init)
  }
}
