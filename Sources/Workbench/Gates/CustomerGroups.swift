// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Populations

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
}

/// What one classifier's estimates were worth, by group of customers and scored month.
struct GroupedTally: Summable {
  /// By group, then by month.
  private(set) var groups: [[ClassificationTally]]

  /// An empty tally.
  ///
  /// - Parameters:
  ///   - empty: a month's empty tally.
  ///   - months: how many months are scored.
  init(_ empty: ClassificationTally, months: Int) {
    groups = Array(
      repeating: Array(repeating: empty, count: months), count: CustomerGroups.count)
  }

  /// Adds the customers of a block in a month.
  ///
  /// - Parameters:
  ///   - block: truth and estimate.
  ///   - month: months since the first scored one.
  ///   - indices: the customers of the rows, ascending.
  ///   - cohort: their cohort.
  ///   - sorting: which customer is of which group.
  mutating func add(
    _ block: ScoredBlock, month: Int, indices: UnsafePointer<UInt32>, cohort: Int,
    _ sorting: CustomerGroups
  ) {
    var start = 0
    while start < block.rows {
      let run = Int(indices[start]) / sorting.run
      let next = (run + 1) * sorting.run
      var end = start + 1
      while end < block.rows, Int(indices[end]) < next { end += 1 }
      let group = sorting.group(index: Int(indices[start]), cohort: cohort)
      groups[group][month].add(block.rows(start..<end))
      start = end
    }
  }

  /// Adds other customers.
  static func += (left: inout GroupedTally, right: GroupedTally) {
    for group in left.groups.indices {
      for month in left.groups[group].indices {
        left.groups[group][month] += right.groups[group][month]
      }
    }
  }

  /// All customers, and all but those of each group.
  ///
  /// - Parameter month: the month; nothing for all months together.
  /// - Returns: first all, then all but the first group, and so on.
  /// - Complexity: O(groups × segments²), and O(groups × months × segments²) for all months.
  func leavingOut(month: Int?) -> [ClassificationTally] {
    let parts = groups.map { months in
      guard month == nil else { return months[month ?? 0] }
      return months.dropFirst().reduce(into: months[0]) { $0 += $1 }
    }
    // Sums of those before and of those behind, as tallies can be added only.
    var before: [ClassificationTally?] = [nil]
    for part in parts { before.append(Self.sum(before[before.count - 1], part)) }
    var (found, behind): ([ClassificationTally], ClassificationTally?) = ([], nil)
    for index in parts.indices.reversed() {
      if let rest = Self.sum(before[index], behind) { found.append(rest) }
      behind = Self.sum(parts[index], behind)
    }
    return [behind].compactMap(\.self) + found.reversed()
  }

  private static func sum(
    _ left: ClassificationTally?, _ right: ClassificationTally?
  ) -> ClassificationTally? {
    guard var sum = left else { return right }
    if let right { sum += right }
    return sum
  }
}
