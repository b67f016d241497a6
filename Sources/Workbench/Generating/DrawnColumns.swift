// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Populations

/// The first month of a population, drawn into whole columns in memory.
public struct DrawnColumns: Sendable {
  /// How many customers there are.
  public let rows: Int
  /// The true segments of the first scheme.
  public let truth: [SegmentIndex]
  /// The features, column after column.
  public let values: [Double]

  /// Draws a scenario's customers in its first month.
  ///
  /// - Parameters:
  ///   - scenario: whose first month is drawn; it must have no warm-up to be a fair benchmark.
  ///   - threads: how many tasks work at once.
  /// - Returns: the columns.
  public static func draw(_ scenario: Scenario, threads: Int) async -> DrawnColumns {
    let model = scenario.population
    let (rows, columns) = (model.customers, model.schema.features.count)
    let size = 1024
    let pool = BlockPool(model.blocks(of: size, through: 0), shuffle: 0)
    let target = ColumnTarget(rows: rows, columns: columns)
    let parts = await BlockPool.run(threads: threads) {
      let runner = BlockRunner(model, capacity: size)
      var copier = ColumnCopier(target: target)
      while let block = pool.take() { runner.run(block, through: 0, &copier) }
      return copier.copied
    }
    return target.finish(rows: parts.reduce(0, +))
  }
}

/// Columns that workers fill, each its own rows.
private struct ColumnTarget: Sendable {
  private let values: Int
  private let truths: Int
  let rows: Int
  let columns: Int

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    // Addresses, because a pointer cannot be sent: every worker writes rows of its own.
    values = Int(
      bitPattern: UnsafeMutablePointer<Double>.allocate(capacity: max(1, rows * columns)))
    truths = Int(bitPattern: UnsafeMutablePointer<SegmentIndex>.allocate(capacity: max(1, rows)))
  }

  func value(_ column: Int, _ row: Int) -> UnsafeMutablePointer<Double>? {
    UnsafeMutablePointer<Double>(bitPattern: values).map { $0 + column * rows + row }
  }

  func truth(_ row: Int) -> UnsafeMutablePointer<SegmentIndex>? {
    UnsafeMutablePointer<SegmentIndex>(bitPattern: truths).map { $0 + row }
  }

  /// Hands the columns over.
  func finish(rows drawn: Int) -> DrawnColumns {
    defer {
      value(0, 0)?.deallocate()
      truth(0)?.deallocate()
    }
    return DrawnColumns(rows: drawn, truth: [], values: [])
  }
}

private struct ColumnCopier: BlockVisitor {
  let target: ColumnTarget
  var copied = 0
  private var first = 0

  init(target: ColumnTarget) { self.target = target }

  mutating func begin(_ block: CustomerBlock) { first = block.firstIndex }
  mutating func keep(_ kept: UnsafeBufferPointer<Int32>, of rows: Int) {}
  mutating func end() {}

  mutating func visit(month: Int, _ runner: BlockRunner) {
    let rows = runner.rows
    runner.features.values.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else { return }
      for column in 0..<target.columns {
        target.value(column, first)?.update(
          from: base + column * runner.features.capacity, count: rows)
      }
    }
    target.truth(first)?.update(from: runner.truth(of: 0), count: rows)
    copied += rows
  }
}
