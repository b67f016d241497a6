// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Populations

/// The first month of a population, drawn into whole columns in memory.
public struct DrawnColumns: Sendable {
  /// The customers that one worker has drawn.
  public struct Part: Sendable {
    /// The true segments of the first scheme.
    public fileprivate(set) var truth: [SegmentIndex] = []
    /// The features, one array for each column.
    public fileprivate(set) var columns: [[Double]]
  }

  /// One part for each worker.
  public let parts: [Part]

  /// How many customers there are.
  public var rows: Int { parts.reduce(0) { $0 + $1.truth.count } }

  /// Draws a scenario's customers in its first month.
  ///
  /// - Parameters:
  ///   - scenario: whose first month is drawn.
  ///   - threads: how many tasks work at once.
  /// - Returns: the columns; which worker holds which customers varies.
  public static func draw(_ scenario: Scenario, threads: Int) async -> DrawnColumns {
    let model = scenario.population
    let pool = BlockPool(model.blocks(of: blockSize, through: 0), shuffle: 0)
    let parts = await BlockPool.run(threads: threads) {
      let runner = BlockRunner(model, capacity: blockSize)
      // Any worker may come to draw most of them: columns that grew would be copied, and what is
      // reserved but never written takes no memory.
      var collector = PartCollector(model, rows: model.customers)
      while let block = pool.take() { runner.run(block, through: 0, &collector) }
      return collector.part
    }
    return DrawnColumns(parts: parts)
  }

  private static let blockSize = 1024
}

/// Appends the first month of every block to a worker's columns.
private struct PartCollector: BlockVisitor {
  var part: DrawnColumns.Part

  init(_ model: PopulationModel, rows: Int) {
    part = DrawnColumns.Part(columns: model.schema.features.map { _ in [] })
    part.truth.reserveCapacity(rows)
    for column in part.columns.indices { part.columns[column].reserveCapacity(rows) }
  }

  mutating func begin(_ block: CustomerBlock) {}
  mutating func keep(_ kept: UnsafeBufferPointer<Int32>, of rows: Int) {}
  mutating func end() {}

  mutating func visit(month: Int, _ runner: BlockRunner) {
    part.truth += UnsafeBufferPointer(start: runner.truth(of: 0), count: runner.rows)
    runner.features.values.withUnsafeBufferPointer { values in
      for column in part.columns.indices {
        let range = runner.features.range(of: column)
        part.columns[column] += UnsafeBufferPointer(rebasing: values[range])
      }
    }
  }
}
