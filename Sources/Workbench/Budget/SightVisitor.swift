// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Populations

/// How often the best rules would misplace each customer of a block who see the true values.
final class SightVisitor: BlockVisitor {
  private let sights: BudgetSights
  private let months: [Int]
  private let progress: RunProgress
  private var block = CustomerBlock(cohort: 0, firstIndex: 0, count: 1)
  private var scratch: [[PosteriorScratch?]]
  /// By set, month and place in the block; nothing where the posterior does not explain a customer.
  private(set) var errors: [[[Double?]]] = []

  init(_ sights: BudgetSights, in months: [Int], _ progress: RunProgress) {
    self.sights = sights
    self.months = months
    self.progress = progress
    scratch = sights.sets.indices.map { set in
      months.map { sights.model(set, month: $0).map { PosteriorScratch($0) } }
    }
  }

  func begin(_ block: CustomerBlock) {
    self.block = block
    errors = sights.sets.map { _ in
      months.map { _ in Array(repeating: nil, count: block.count) }
    }
  }

  func keep(_ kept: UnsafeBufferPointer<Int32>, of rows: Int) {}
  func end() {}

  func visit(month: Int, _ runner: BlockRunner) {
    guard let place = months.firstIndex(of: month) else { return }
    for set in sights.sets.indices {
      guard let model = sights.model(set, month: month), var own = scratch[set][place] else {
        continue
      }
      scratch[set][place] = nil
      var posterior = [Double](repeating: 0, count: model.segments)
      let capacity = runner.features.capacity
      var position = 0
      runner.features.values.withUnsafeBufferPointer { values in
        for row in 0..<runner.rows {
          if progress.isCancelled { break }
          position = block.position(of: runner.indices[row], from: position)
          let isPossible = model.posterior(
            seeing: { values[$0 * capacity + row] }, into: &posterior, &own)
          if isPossible { errors[set][place][position] = 1 - (posterior.max() ?? 1) }
        }
      }
      scratch[set][place] = own
    }
  }
}

extension CustomerBlock {
  /// Where a customer of a block of chosen ones stands in it.
  ///
  /// - Parameters:
  ///   - index: the customer's index in the cohort, one of the block's.
  ///   - start: a place at or before it.
  /// - Returns: the place.
  func position(of index: UInt32, from start: Int) -> Int {
    guard let indices else { return Int(index) - firstIndex }
    var place = start
    while place < indices.count - 1, indices[place] < index { place += 1 }
    return place
  }
}
