// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Populations

/// What one worker gathers of one scenario for gates: tallies by group of customers, and who was
/// taken for what in the present block, until the other scenario has run through it too.
final class GroupCollector {
  /// Not on the books, or without an estimate.
  static let absent: SegmentIndex = 255

  let sorting: CustomerGroups
  private let capacity: Int
  /// By classifier.
  private(set) var tallies: [Sliced<GroupedTally<ClassificationTally>>]
  /// The features that gates ask for.
  private(set) var bins: GroupedBins
  /// Who belongs to the slices, by classifier and slice.
  private let memberships: [[SliceMembership?]]
  /// True segments by classifier, those of members by slice.
  private var truths: [[SegmentIndex]]
  private var memberTruths: [[[SegmentIndex]]]
  private var estimates: [[SegmentIndex]]
  private var members: [SegmentIndex]

  /// Makes room.
  ///
  /// - Parameters:
  ///   - plan: what is run.
  ///   - sorting: which customer is of which group.
  ///   - capacity: the most customers in a block.
  ///   - slices: the slices that are counted apart, by classifier.
  ///   - features: in which scored months features are counted, by name.
  init(
    _ plan: ReplicatePlan, _ sorting: CustomerGroups, capacity: Int, _ slices: [[CustomerSlice]],
    _ features: [String: Set<Int>]
  ) {
    (self.sorting, self.capacity) = (sorting, capacity)
    bins = GroupedBins(plan, features)
    memberships = slices.map { $0.map { try? SliceMembership($0, in: plan.population) } }
    tallies = zip(RunTally(plan).lanes, zip(slices, memberships)).map { lane, asked in
      let empty = GroupedTally(lane.months[0], months: lane.months.count)
      return Sliced(all: empty, slices: asked.0, parts: asked.1.map { $0.map { _ in empty } })
    }
    let none = [SegmentIndex](repeating: Self.absent, count: plan.population.months * capacity)
    truths = plan.lanes.map { _ in none }
    memberTruths = memberships.map { $0.map { $0 == nil ? [] : none } }
    estimates = truths
    members = Array(repeating: Self.absent, count: capacity)
  }

  /// Forgets who was taken for what in the last block.
  func clear() {
    for lane in estimates.indices {
      estimates[lane].withUnsafeMutableBufferPointer { $0.update(repeating: Self.absent) }
    }
  }

  /// Takes in a month of a block.
  ///
  /// - Parameters:
  ///   - scored: truth and estimate.
  ///   - lane: the classifier.
  ///   - month: months since the first scored one.
  ///   - runner: the block in that month.
  ///   - block: the block.
  func add(
    _ scored: ScoredBlock, lane: Int, month: Int, _ runner: BlockRunner, of block: CustomerBlock
  ) {
    let indices = runner.indices
    sorting.forEachRun(of: scored.rows, indices, cohort: block.cohort) { group, rows in
      tallies[lane].all[group: group, month: month].add(scored.rows(rows))
    }
    let start = month * capacity - block.firstIndex
    for row in 0..<scored.rows {
      truths[lane][start + Int(indices[row])] = scored.truth[row]
      estimates[lane][start + Int(indices[row])] = scored.estimate[row]
    }
    for (slice, membership) in memberships[lane].enumerated() {
      guard let membership else { continue }
      members.withUnsafeMutableBufferPointer { members in
        guard let base = members.baseAddress else { return }
        membership.keepMembers(of: scored.truth, runner, into: base)
        let own = scored.with(truth: base)
        sorting.forEachRun(of: scored.rows, indices, cohort: block.cohort) { group, rows in
          tallies[lane].parts[slice]?[group: group, month: month].add(own.rows(rows))
        }
        for row in 0..<scored.rows {
          memberTruths[lane][slice][start + Int(indices[row])] = base[row]
        }
      }
    }
  }

  /// Takes in the features of a month of a block.
  ///
  /// - Parameters:
  ///   - month: months since the first scored one.
  ///   - runner: the block in that month.
  ///   - references: the bins of all features.
  ///   - block: the block.
  func countFeatures(
    month: Int, _ runner: BlockRunner, in references: [BinnedReference], of block: CustomerBlock
  ) {
    guard !references.isEmpty else { return }
    bins.add(month: month, runner, in: references, sorting, cohort: block.cohort)
  }

  /// Looks at what was gathered of a classifier in the present block, month after month.
  ///
  /// - Parameters:
  ///   - lane: the classifier.
  ///   - slice: the place of a slice; nothing for all customers.
  ///   - look: receives true and estimated segments; either is `absent` where there is none.
  func withBlock(
    lane: Int, slice: Int? = nil,
    _ look: (UnsafeBufferPointer<SegmentIndex>, UnsafeBufferPointer<SegmentIndex>) -> Void
  ) {
    (slice.map { memberTruths[lane][$0] } ?? truths[lane]).withUnsafeBufferPointer { truths in
      estimates[lane].withUnsafeBufferPointer { look(truths, $0) }
    }
  }
}
