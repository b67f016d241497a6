// SPDX-License-Identifier: GPL-3.0-or-later

/// Customers of one entry cohort, mostly consecutive: the unit of work.
///
/// A block runs through all its months before the next begins, so memory does not grow with the
/// number of customers; and it depends on nothing but its own customers' cells, so blocks may run
/// in any order on any thread.
public struct CustomerBlock: Sendable, Equatable {
  /// 0 for those on the books in the first month, else the month of entry plus 1.
  public let cohort: Int
  /// The first customer's index within the cohort.
  public let firstIndex: Int
  /// How many customers.
  public let count: Int
  /// The customers' indices within the cohort, ascending; nothing when they are consecutive.
  public let indices: [UInt32]?

  /// The month of entry, counted from the first scored month.
  public var entryMonth: Int { max(0, cohort - 1) }

  /// Makes a block.
  ///
  /// - Parameters:
  ///   - cohort: 0 for those on the books in the first month, else the month of entry plus 1.
  ///   - firstIndex: the first customer's index within the cohort.
  ///   - count: how many customers, at least 1.
  public init(cohort: Int, firstIndex: Int, count: Int) {
    precondition(cohort >= 0 && firstIndex >= 0 && count >= 1, "a block holds customers")
    self.cohort = cohort
    self.firstIndex = firstIndex
    self.count = count
    indices = nil
  }

  /// Makes a block of customers who do not stand beside each other.
  ///
  /// - Parameters:
  ///   - cohort: 0 for those on the books in the first month, else the month of entry plus 1.
  ///   - indices: the customers' indices within the cohort, ascending, at least one.
  public init(cohort: Int, indices: [UInt32]) {
    precondition(cohort >= 0 && !indices.isEmpty, "a block holds customers")
    self.cohort = cohort
    firstIndex = Int(indices[0])
    count = indices.count
    self.indices = indices
  }
}
