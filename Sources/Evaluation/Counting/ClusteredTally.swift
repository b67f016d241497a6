// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels

/// Misclassification over all months with the customer as the unit: sums over customers of months
/// misclassified e, months scored m, and their products.
///
/// The months of one customer depend on each other, so the rate Σe/Σm has a standard error from
/// customers, not from months.
public struct ClusteredTally: Sendable, Equatable {
  /// Customers scored in at least one month.
  public private(set) var customers = 0
  /// Σe: months misclassified.
  public private(set) var errors = 0
  /// Σm: months scored.
  public private(set) var months = 0
  /// Σe².
  public private(set) var squaredErrors = 0
  /// Σem.
  public private(set) var errorsTimesMonths = 0
  /// Σm².
  public private(set) var squaredMonths = 0

  /// Makes empty sums.
  public init() {}

  /// Adds the customers of a block that has run through its months.
  ///
  /// - Parameters:
  ///   - errors: months misclassified, one number a customer.
  ///   - months: months scored, one number a customer; 0 for one who never was.
  ///   - customers: how many customers.
  public mutating func add(
    errors: UnsafePointer<UInt16>, months: UnsafePointer<UInt16>, customers: Int
  ) {
    add(Self.sums(first: errors, second: nil, months: months, customers: customers))
  }

  /// Adds the customers of a block that has run through its months.
  ///
  /// - Parameter history: the block's history.
  public mutating func add(_ history: ErrorHistory) {
    history.errors.withUnsafeBufferPointer { errors in
      history.months.withUnsafeBufferPointer { months in
        guard let errors = errors.baseAddress, let base = months.baseAddress else { return }
        add(errors: errors, months: base, customers: months.count)
      }
    }
  }

  /// Adds the sums of other customers.
  public static func += (left: inout ClusteredTally, right: ClusteredTally) {
    left.add([
      right.customers, right.errors, right.months, right.squaredErrors,
      right.errorsTimesMonths, right.squaredMonths,
    ])
  }

  private mutating func add(_ sums: [Int]) {
    customers += sums[0]
    errors += sums[1]
    months += sums[2]
    squaredErrors += sums[3]
    errorsTimesMonths += sums[4]
    squaredMonths += sums[5]
  }

  /// Customers seen and the sums of d, m, d², dm, m² with d the first errors less the second.
  static func sums(
    first: UnsafePointer<UInt16>, second: UnsafePointer<UInt16>?, months: UnsafePointer<UInt16>,
    customers: Int
  ) -> [Int] {
    var sums = [Int64](repeating: 0, count: 6)
    column_cluster_sums(first, second, months, customers, &sums)
    return sums.map { Int($0) }
  }
}
