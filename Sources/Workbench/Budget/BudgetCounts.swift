// SPDX-License-Identifier: GPL-3.0-or-later

/// What is counted for the budgets of some months.
struct BudgetCounts: Summable {
  /// By month and classifier.
  private(set) var tallies: [[BudgetTally]]
  /// The same by group of customers, by classifier; nothing for those that no gate asks about.
  private(set) var grouped: [GroupedTally<BudgetTally>?]

  /// Counts in which there is nothing.
  ///
  /// - Parameters:
  ///   - chain: the rules that are judged.
  ///   - sorting: which customer is of which group; nothing where groups are not wanted.
  init(_ chain: BudgetPlan, by sorting: CustomerGroups?) {
    tallies = chain.months.map { _ in chain.plan.lanes.map { _ in BudgetTally() } }
    grouped = chain.plan.lanes.map { lane in
      guard sorting != nil, chain.plan.scenario.budget.traces(lane.name) else { return nil }
      return GroupedTally(BudgetTally(), months: chain.months.count)
    }
  }

  /// Changes what is counted of a classifier in a month, in all and in a customer's group.
  ///
  /// - Parameters:
  ///   - lane: the classifier.
  ///   - place: the month.
  ///   - group: the customer's group, where groups are wanted.
  ///   - change: changes a tally.
  mutating func count(
    _ lane: Int, _ place: Int, _ group: Int?, _ change: (inout BudgetTally) -> Void
  ) {
    change(&tallies[place][lane])
    if let group { grouped[lane]?.change(group: group, month: place, change) }
  }

  /// Adds other customers.
  static func += (left: inout BudgetCounts, right: BudgetCounts) {
    for month in left.tallies.indices {
      for lane in left.tallies[month].indices {
        left.tallies[month][lane] += right.tallies[month][lane]
      }
    }
    for lane in left.grouped.indices {
      if let other = right.grouped[lane] { left.grouped[lane]? += other }
    }
  }
}
