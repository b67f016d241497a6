// SPDX-License-Identifier: GPL-3.0-or-later

/// Two classifiers over all months with the customer as the unit: sums over customers of the
/// difference d of their months misclassified, months scored m, and their products.
public struct ClusteredDifferenceTally: Sendable, Equatable {
  /// Customers scored in at least one month.
  public private(set) var customers = 0
  /// Σd: months misclassified by the first less those by the second.
  public private(set) var differences = 0
  /// Σm: months scored.
  public private(set) var months = 0
  /// Σd².
  public private(set) var squaredDifferences = 0
  /// Σdm.
  public private(set) var differencesTimesMonths = 0
  /// Σm².
  public private(set) var squaredMonths = 0

  /// Makes empty sums.
  public init() {}

  /// Adds the customers of a block that has run through its months.
  ///
  /// - Parameters:
  ///   - first: months misclassified by the first classifier, one number a customer.
  ///   - second: months misclassified by the second classifier.
  ///   - months: months scored, the same for both; 0 for a customer who never was.
  ///   - customers: how many customers.
  public mutating func add(
    first: UnsafePointer<UInt16>, second: UnsafePointer<UInt16>,
    months: UnsafePointer<UInt16>, customers: Int
  ) {
    add(ClusteredTally.sums(first: first, second: second, months: months, customers: customers))
  }

  /// Adds the customers of a block that has run through its months.
  ///
  /// - Parameters:
  ///   - first: the first classifier's history.
  ///   - second: the second classifier's history, of the same customers and months.
  public mutating func add(first: ErrorHistory, second: ErrorHistory) {
    precondition(first.months == second.months, "both classifiers scored the same months")
    first.errors.withUnsafeBufferPointer { one in
      second.errors.withUnsafeBufferPointer { two in
        first.months.withUnsafeBufferPointer { months in
          guard let one = one.baseAddress, let two = two.baseAddress,
            let base = months.baseAddress
          else { return }
          add(first: one, second: two, months: base, customers: months.count)
        }
      }
    }
  }

  /// Adds the sums of other customers.
  public static func += (left: inout ClusteredDifferenceTally, right: ClusteredDifferenceTally) {
    left.add([
      right.customers, right.differences, right.months, right.squaredDifferences,
      right.differencesTimesMonths, right.squaredMonths,
    ])
  }

  private mutating func add(_ sums: [Int]) {
    customers += sums[0]
    differences += sums[1]
    months += sums[2]
    squaredDifferences += sums[3]
    differencesTimesMonths += sums[4]
    squaredMonths += sums[5]
  }
}
