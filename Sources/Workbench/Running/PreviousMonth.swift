// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Evaluation
import Populations

/// True and estimated segments of a block's customers in the month before, for what compares two months.
struct PreviousMonth {
  /// By classifier.
  private(set) var estimates: [[SegmentIndex]]
  /// By scheme.
  private(set) var truths: [[SegmentIndex]]

  /// Makes room.
  ///
  /// - Parameters:
  ///   - plan: what is run.
  ///   - capacity: the most customers in a block.
  init(_ plan: ReplicatePlan, capacity: Int) {
    let none = [SegmentIndex](repeating: noEstimate, count: capacity)
    estimates = plan.lanes.map { _ in none }
    truths = plan.population.schemes.map { _ in none }
  }

  /// Closes up where customers have left.
  mutating func keep(_ kept: UnsafeBufferPointer<Int32>) {
    for index in estimates.indices { Self.closeUp(&estimates[index], kept) }
    for index in truths.indices { Self.closeUp(&truths[index], kept) }
  }

  private static func closeUp(
    _ column: inout [SegmentIndex], _ kept: UnsafeBufferPointer<Int32>
  ) {
    for row in kept.indices { column[row] = column[Int(kept[row])] }
  }

  /// Keeps what a classifier has estimated.
  mutating func remember(
    estimate: UnsafePointer<SegmentIndex>, _ rows: Int, of classifier: Int
  ) {
    estimates[classifier].withUnsafeMutableBufferPointer {
      $0.baseAddress?.update(from: estimate, count: rows)
    }
  }

  /// Keeps the true segments of a scheme.
  mutating func remember(truth: UnsafePointer<SegmentIndex>, _ rows: Int, of scheme: Int) {
    truths[scheme].withUnsafeMutableBufferPointer {
      $0.baseAddress?.update(from: truth, count: rows)
    }
  }
}
