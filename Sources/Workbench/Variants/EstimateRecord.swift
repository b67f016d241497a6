// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations

/// Which customers of a block were misclassified in which months, by classifier: what is kept of one
/// scenario until its variant has run through the same block.
final class EstimateRecord {
  /// Not on the books, or without an estimate.
  static let absent: UInt8 = 255

  private let capacity: Int
  private let months: Int
  private var wrong: [[UInt8]]
  private var present: [UInt8]

  /// Makes room.
  ///
  /// - Parameters:
  ///   - lanes: how many classifiers there are.
  ///   - months: how many months are scored.
  ///   - capacity: the most customers in a block.
  init(lanes: Int, months: Int, capacity: Int) {
    (self.capacity, self.months) = (capacity, months)
    present = Array(repeating: 0, count: months * capacity)
    wrong = Array(
      repeating: Array(repeating: Self.absent, count: months * capacity), count: lanes)
  }

  /// Forgets the last block.
  func clear() {
    present.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    for lane in wrong.indices {
      wrong[lane].withUnsafeMutableBufferPointer { $0.update(repeating: Self.absent) }
    }
  }

  /// Remembers who is on the books.
  func add(month: Int, _ runner: BlockRunner, first: Int) {
    let (rows, indices, start) = (runner.rows, runner.indices, month * capacity - first)
    present.withUnsafeMutableBufferPointer { present in
      for row in 0..<rows { present[start + Int(indices[row])] = 1 }
    }
  }

  /// Remembers who was misclassified.
  ///
  /// - Parameters:
  ///   - lane: the classifier.
  ///   - month: months since the first scored one.
  ///   - runner: the block's columns.
  ///   - truth: the true segments by row.
  ///   - estimates: the estimated segments by row.
  ///   - first: the block's first customer.
  func add(
    lane: Int, month: Int, _ runner: BlockRunner, truth: UnsafePointer<SegmentIndex>,
    estimates: Estimates, first: Int
  ) {
    let (rows, indices, start) = (runner.rows, runner.indices, month * capacity - first)
    wrong[lane].withUnsafeMutableBufferPointer { wrong in
      estimates.segments.withUnsafeBufferPointer { segments in
        for row in 0..<rows where segments[row] != noEstimate {
          wrong[start + Int(indices[row])] = truth[row] == segments[row] ? 0 : 1
        }
      }
    }
  }

  /// Whether a customer was on the books.
  func isPresent(_ customer: Int, month: Int) -> Bool { present[month * capacity + customer] == 1 }

  /// Looks at a month of a classifier.
  ///
  /// - Parameters:
  ///   - lane: the classifier.
  ///   - month: months since the first scored one.
  ///   - look: receives for each customer 1 when misclassified, 0 when not, else `absent`.
  func withMonth(lane: Int, month: Int, _ look: (UnsafeBufferPointer<UInt8>) -> Void) {
    wrong[lane].withUnsafeBufferPointer {
      look($0.extracting(month * capacity..<(month + 1) * capacity))
    }
  }
}
