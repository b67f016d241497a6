// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Customers

/// For each customer of a block, in how many months it was scored and in how many it was
/// misclassified; a block runs through its months, then joins a `ClusteredTally`.
public struct ErrorHistory: Sendable {
  /// Months misclassified, one number a customer.
  public private(set) var errors: [UInt16]
  /// Months scored, one number a customer.
  public private(set) var months: [UInt16]

  /// Makes the history of customers not seen yet.
  ///
  /// - Parameter customers: how many customers a block has at most.
  public init(customers: Int) {
    errors = Array(repeating: 0, count: customers)
    months = errors
  }

  /// Adds one month; customer `i` of the block is always row `i`.
  ///
  /// - Parameters:
  ///   - truth: true segments; 255 for a customer who is not scored.
  ///   - estimate: assigned segments; 255 for a customer who is not scored.
  ///   - rows: how many customers, at most those the history was made for.
  public mutating func add(
    truth: UnsafePointer<SegmentIndex>, estimate: UnsafePointer<SegmentIndex>, rows: Int
  ) {
    precondition(rows <= errors.count, "a history has room for its block")
    errors.withUnsafeMutableBufferPointer { errors in
      months.withUnsafeMutableBufferPointer { months in
        column_error_history(truth, estimate, rows, errors.baseAddress, months.baseAddress)
      }
    }
  }

  /// Forgets all months, to be used for the next block.
  public mutating func reset() {
    for row in errors.indices { errors[row] = 0 }
    for row in months.indices { months[row] = 0 }
  }

  /// Adds a month in which some of the block's customers have left.
  ///
  /// - Parameters:
  ///   - truth: true segments by row.
  ///   - estimate: assigned segments by row; 255 is not scored.
  ///   - rows: how many rows.
  ///   - indices: the customer of each row.
  ///   - first: the customer whose history stands first.
  public mutating func add(
    truth: UnsafePointer<SegmentIndex>, estimate: UnsafePointer<SegmentIndex>, rows: Int,
    indices: UnsafePointer<UInt32>, first: UInt32
  ) {
    for row in 0..<rows where estimate[row] != ConfusionMatrix.notScored {
      let customer = Int(indices[row] &- first)
      months[customer] += 1
      errors[customer] += truth[row] == estimate[row] ? 0 : 1
    }
  }
}
