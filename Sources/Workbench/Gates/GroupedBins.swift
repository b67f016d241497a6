// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Populations

/// Values of the features that gates ask for, by group of customers.
struct GroupedBins: Summable {
  /// One feature.
  private struct Feature: Sendable {
    /// The scored months that are counted, ascending; the first one always is.
    let months: [Int]
    var tally: GroupedTally<BinCounts>
  }

  /// By the feature's column.
  private var features: [Int: Feature] = [:]

  /// Makes room.
  ///
  /// - Parameters:
  ///   - plan: what is run; without bins nothing is counted.
  ///   - asked: in which scored months features are counted, by name.
  init(_ plan: ReplicatePlan, _ asked: [String: Set<Int>]) {
    for (column, name) in plan.population.schema.names.enumerated() {
      guard let months = asked[name], plan.bins.indices.contains(column) else { continue }
      let all = months.union([0]).sorted()
      features[column] = Feature(
        months: all, tally: GroupedTally(BinCounts(plan.bins[column]), months: all.count))
    }
  }

  /// Counts a month of a block.
  ///
  /// - Parameters:
  ///   - month: months since the first scored one.
  ///   - runner: the block in that month.
  ///   - references: the bins of all features.
  ///   - sorting: which customer is of which group.
  ///   - cohort: the block's cohort.
  mutating func add(
    month: Int, _ runner: BlockRunner, in references: [BinnedReference], _ sorting: CustomerGroups,
    cohort: Int
  ) {
    let capacity = runner.features.capacity
    for column in features.keys {
      guard let place = features[column]?.months.firstIndex(of: month) else { continue }
      runner.features.values.withUnsafeBufferPointer { values in
        guard let base = values.baseAddress.map({ $0 + column * capacity }) else { return }
        sorting.forEachRun(of: runner.rows, runner.indices, cohort: cohort) { group, rows in
          features[column]?.tally[group: group, month: place].add(
            base + rows.lowerBound, rows: rows.count, in: references[column])
        }
      }
    }
  }

  /// The counts of a month, of all customers and of all but each group.
  ///
  /// - Parameters:
  ///   - column: the feature.
  ///   - month: months since the first scored one.
  /// - Returns: first all, then all but the first group, and so on; nothing where it was not counted.
  func leavingOut(_ column: Int, month: Int) -> [BinCounts]? {
    guard let feature = features[column], let place = feature.months.firstIndex(of: month) else {
      return nil
    }
    return feature.tally.leavingOut(month: place)
  }

  /// Adds other customers.
  static func += (left: inout GroupedBins, right: GroupedBins) {
    for (column, other) in right.features { left.features[column]?.tally += other.tally }
  }
}
