// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations

/// Has classifiers estimate the customers of a worker's present block, month after month, and keeps for those
/// with memory what they remember.
struct LaneMemories {
  private let lanes: [FittedLane]
  private let from: Month
  /// By classifier; nothing for one that goes by the present month alone.
  private var memories: [CustomerMemory?]
  private let scratch: PredictionScratch

  /// The classifiers with memory, by position.
  let remembering: [Int]

  /// Makes room for a block.
  ///
  /// - Parameters:
  ///   - plan: the classifiers, and the calendar month in which scoring begins.
  ///   - capacity: the most customers in a block.
  ///   - scratch: working memory of this worker.
  init(_ plan: ReplicatePlan, capacity: Int, scratch: PredictionScratch) {
    lanes = plan.lanes
    from = plan.population.from
    self.scratch = scratch
    memories = plan.lanes.map { lane in
      (lane.fitted as? any RememberingClassifier).map {
        CustomerMemory(width: $0.memoryWidth, capacity: capacity)
      }
    }
    remembering = memories.indices.filter { [memories] in memories[$0] != nil }
  }

  /// A block begins.
  mutating func begin() {
    for lane in remembering { memories[lane]?.forget() }
  }

  /// Customers leave.
  ///
  /// - Parameter kept: the rows that stay, ascending.
  mutating func keep(_ kept: UnsafeBufferPointer<Int32>) {
    for lane in remembering { memories[lane]?.keep(kept) }
  }

  /// How many customers a classifier has on watch.
  ///
  /// - Parameters:
  ///   - index: the classifier's position.
  ///   - rows: how many customers there are.
  /// - Returns: how many; nothing for a classifier that goes by the present month alone.
  func onWatch(_ index: Int, rows: Int) -> Int? {
    guard let fitted = lanes[index].fitted as? any RememberingClassifier,
      let memory = memories[index]
    else { return nil }
    return (0..<rows).count { fitted.isOnWatch($0, by: memory) }
  }

  /// How many measures a classifier with memory has worked out in all blocks so far, and how many gave no number.
  ///
  /// - Parameter index: the classifier's position.
  /// - Returns: both; 0 for a classifier that goes by the present month alone.
  func measures(_ index: Int) -> (measured: Int, notNumbers: Int) {
    (memories[index]?.measured ?? 0, memories[index]?.notNumbers ?? 0)
  }

  /// Has a classifier estimate every row; one with memory must be asked in every month.
  ///
  /// - Parameters:
  ///   - index: the classifier's position; it was fitted.
  ///   - month: months since the first scored one, below 0 in the warm-up.
  ///   - runner: the block's columns.
  ///   - estimates: receives the estimates.
  mutating func predict(
    _ index: Int, month: Int, _ runner: BlockRunner, into estimates: inout Estimates
  ) {
    let lane = lanes[index]
    if let fitted = lane.fitted as? any RememberingClassifier, var memory = memories[index].take() {
      fitted.predict(
        runner.features, in: from + month, remembering: &memory, into: &estimates,
        scratch: scratch)
      memories[index] = memory
    } else {
      lane.fitted?.predict(
        runner.features, of: runner.cells(lane.path, month: month), into: &estimates,
        scratch: scratch)
    }
  }
}
