// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Populations

/// What one worker gathers of one scenario for gates: tallies by group of customers, and who was
/// taken for what in the present block, until the other scenario has run through it too.
final class GroupCollector {
  /// Not on the books, or without an estimate.
  static let absent: SegmentIndex = 255

  private let sorting: CustomerGroups
  private let capacity: Int
  /// By classifier.
  private(set) var tallies: [GroupedTally]
  private var truths: [[SegmentIndex]]
  private var estimates: [[SegmentIndex]]

  /// Makes room.
  ///
  /// - Parameters:
  ///   - plan: what is run.
  ///   - sorting: which customer is of which group.
  ///   - capacity: the most customers in a block.
  init(_ plan: ReplicatePlan, _ sorting: CustomerGroups, capacity: Int) {
    (self.sorting, self.capacity) = (sorting, capacity)
    tallies = RunTally(plan).lanes.map { lane in
      GroupedTally(lane.months[0], months: lane.months.count)
    }
    let none = [SegmentIndex](repeating: Self.absent, count: plan.population.months * capacity)
    truths = plan.lanes.map { _ in none }
    estimates = truths
  }

  /// Forgets who was taken for what in the last block.
  func clear() {
    for lane in estimates.indices {
      estimates[lane].withUnsafeMutableBufferPointer { $0.update(repeating: Self.absent) }
    }
  }

  /// Takes in a month of a block.
  ///
  /// - Parameters:
  ///   - scored: truth and estimate.
  ///   - lane: the classifier.
  ///   - month: months since the first scored one.
  ///   - indices: the customers of the rows.
  ///   - block: the block.
  func add(
    _ scored: ScoredBlock, lane: Int, month: Int, indices: UnsafePointer<UInt32>,
    of block: CustomerBlock
  ) {
    tallies[lane].add(
      scored, month: month, indices: indices, cohort: block.cohort, sorting)
    let start = month * capacity - block.firstIndex
    for row in 0..<scored.rows {
      truths[lane][start + Int(indices[row])] = scored.truth[row]
      estimates[lane][start + Int(indices[row])] = scored.estimate[row]
    }
  }

  /// Looks at what was gathered of a classifier in the present block, month after month.
  ///
  /// - Parameters:
  ///   - lane: the classifier.
  ///   - look: receives true and estimated segments; an estimate is `absent` where there is none.
  func withBlock(
    lane: Int,
    _ look: (UnsafeBufferPointer<SegmentIndex>, UnsafeBufferPointer<SegmentIndex>) -> Void
  ) {
    truths[lane].withUnsafeBufferPointer { truths in
      estimates[lane].withUnsafeBufferPointer { look(truths, $0) }
    }
  }
}

/// Customer-months whose estimate was right in one scenario and wrong in the other, by the true
/// segment in the candidate.
struct FlipTally: Sendable, Equatable {
  /// By segment: only the candidate is right.
  private(set) var wins: [Int]
  /// By segment: only the baseline is right.
  private(set) var losses: [Int]

  /// An empty tally.
  init(segments: Int) {
    wins = Array(repeating: 0, count: segments)
    losses = wins
  }

  /// Adds the customers of a block that has run through both.
  mutating func add(
    _ candidate: GroupCollector, lane: Int, _ baseline: GroupCollector, lane other: Int
  ) {
    candidate.withBlock(lane: lane) { truths, estimates in
      baseline.withBlock(lane: other) { baseTruths, baseEstimates in
        for place in estimates.indices {
          let (own, base) = (estimates[place], baseEstimates[place])
          guard own != GroupCollector.absent, base != GroupCollector.absent else { continue }
          let isRight = own == truths[place]
          guard isRight != (base == baseTruths[place]) else { continue }
          if isRight { wins[Int(truths[place])] += 1 } else { losses[Int(truths[place])] += 1 }
        }
      }
    }
  }

  /// Adds other customers.
  static func += (left: inout FlipTally, right: FlipTally) {
    for segment in left.wins.indices {
      left.wins[segment] += right.wins[segment]
      left.losses[segment] += right.losses[segment]
    }
  }
}
