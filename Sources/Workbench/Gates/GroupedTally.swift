// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation

/// What was counted by group of customers and month.
struct GroupedTally<Tally: Summable>: Summable {
  /// By group, then by month.
  private(set) var groups: [[Tally]]

  /// An empty tally.
  ///
  /// - Parameters:
  ///   - empty: a month's empty tally.
  ///   - months: how many months are counted.
  init(_ empty: Tally, months: Int) {
    groups = Array(
      repeating: Array(repeating: empty, count: months), count: CustomerGroups.count)
  }

  /// What was counted of a group in a month.
  subscript(group group: Int, month month: Int) -> Tally {
    get { groups[group][month] }
    _modify { yield &groups[group][month] }
  }

  /// Changes what was counted of a group in a month.
  ///
  /// - Parameters:
  ///   - group: the group.
  ///   - month: the month.
  ///   - change: changes its tally.
  mutating func change(group: Int, month: Int, _ change: (inout Tally) -> Void) {
    change(&groups[group][month])
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
  /// - Complexity: O(groups) additions, and O(groups × months) for all months.
  func leavingOut(month: Int?) -> [Tally] {
    let parts = groups.map { months in
      guard month == nil else { return months[month ?? 0] }
      return months.dropFirst().reduce(into: months[0]) { $0 += $1 }
    }
    // Sums of those before and of those behind, as tallies can be added only.
    var before: [Tally?] = [nil]
    for part in parts { before.append(Self.sum(before[before.count - 1], part)) }
    var (found, behind): ([Tally], Tally?) = ([], nil)
    for index in parts.indices.reversed() {
      if let rest = Self.sum(before[index], behind) { found.append(rest) }
      behind = Self.sum(parts[index], behind)
    }
    return [behind].compactMap(\.self) + found.reversed()
  }

  private static func sum(_ left: Tally?, _ right: Tally?) -> Tally? {
    guard var sum = left else { return right }
    if let right { sum += right }
    return sum
  }
}

extension ClassificationTally: Summable {}
extension BinCounts: Summable {}
