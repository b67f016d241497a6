// SPDX-License-Identifier: GPL-3.0-or-later
/// Sorts customers into groups of about one size, each customer into the same in all months and in
/// all scenarios, so that leaving out one group after another tells how a number varies.
struct CustomerGroups: Sendable, Equatable {
  /// How many groups there are: enough for a standard error that is itself known within 9 %.
  static let count = 64
  /// How many customers in a row are of one group.
  let run: Int

  /// Makes the groups of a population.
  ///
  /// - Parameter customers: how many customers the first book has.
  init(customers: Int) { run = min(32, max(1, customers / (2 * Self.count))) }

  /// The group of a customer; entrants of a month begin elsewhere than those of the month before, so
  /// that small cohorts spread over all groups.
  func group(index: Int, cohort: Int) -> Int { (index / run + cohort * 29) % Self.count }

  /// Goes through rows by what belongs to one group.
  ///
  /// - Parameters:
  ///   - rows: how many there are.
  ///   - indices: the customers of the rows, ascending.
  ///   - cohort: their cohort.
  ///   - look: receives a group and rows that follow each other.
  /// - Complexity: O(rows).
  func forEachRun(
    of rows: Int, _ indices: UnsafePointer<UInt32>, cohort: Int, _ look: (Int, Range<Int>) -> Void
  ) {
    var start = 0
    while start < rows {
      let next = (Int(indices[start]) / run + 1) * run
      var end = start + 1
      while end < rows, Int(indices[end]) < next { end += 1 }
      look(group(index: Int(indices[start]), cohort: cohort), start..<end)
      start = end
    }
  }
}
