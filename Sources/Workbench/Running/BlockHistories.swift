// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Populations

/// What became of each customer of a block over all months, by classifier: what numbers over all months rest
/// on, as their unit is the customer.
struct BlockHistories {
  private var errors: [ErrorHistory]
  private var cells: [CellHistory]
  /// Whether a classifier has named no segment for some customer of the block.
  private var hasGaps: [Bool]

  /// Makes room.
  ///
  /// - Parameters:
  ///   - plan: what is run.
  ///   - capacity: the most customers in a block.
  init(_ plan: ReplicatePlan, capacity: Int) {
    errors = plan.lanes.map { _ in ErrorHistory(customers: capacity) }
    cells = plan.lanes.indices.map { index in
      CellHistory(
        customers: capacity, months: plan.population.months,
        segments: plan.population.schemes[plan.lanes[index].scheme].segments.count,
        holding: plan.evidence(index))
    }
    hasGaps = plan.lanes.map { _ in false }
  }

  /// Forgets the last block.
  mutating func reset() {
    for index in errors.indices {
      errors[index].reset()
      cells[index].reset()
      hasGaps[index] = false
    }
  }

  /// Takes in a month of the block.
  ///
  /// - Parameters:
  ///   - scored: truth and estimate.
  ///   - lane: the classifier.
  ///   - month: months since the first scored one.
  ///   - runner: the block in that month.
  ///   - block: the block.
  ///   - hasGaps: whether it named no segment for some customer in that month.
  mutating func add(
    _ scored: ScoredBlock, lane: Int, month: Int, _ runner: BlockRunner, of block: CustomerBlock,
    hasGaps: Bool
  ) {
    if hasGaps { self.hasGaps[lane] = true }
    let (isWhole, first) = (
      runner.rows == block.count, UInt32(truncatingIfNeeded: block.firstIndex)
    )
    cells[lane].add(scored, month: month, indices: isWhole ? nil : runner.indices, first: first)
    if isWhole {
      errors[lane].add(truth: scored.truth, estimate: scored.estimate, rows: scored.rows)
    } else {
      errors[lane].add(
        truth: scored.truth, estimate: scored.estimate, rows: scored.rows,
        indices: runner.indices, first: first)
    }
  }

  /// Adds the block's customers to what is counted of a classifier.
  func add(_ lane: Int, to tally: inout RunTally.Lane) {
    tally.clustered.add(errors[lane])
    tally.clusters.add(cells[lane])
  }

  /// Adds the block's customers to what is counted of two classifiers.
  func add(to pair: inout RunTally.Pair) {
    if hasGaps[pair.first] || hasGaps[pair.second] {
      let both = cells[pair.first].errors(beside: cells[pair.second])
      pair.clustered.add(
        first: both.first, second: both.second, months: both.months, customers: both.months.count)
    } else {
      pair.clustered.add(first: errors[pair.first], second: errors[pair.second])
    }
  }
}
