// SPDX-License-Identifier: GPL-3.0-or-later

/// Consecutive customers of one entry cohort: the unit of work.
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
  }
}
