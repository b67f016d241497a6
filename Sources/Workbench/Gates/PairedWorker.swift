// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Evaluation
import Populations

/// One worker's part of a candidate and its baseline.
final class PairedWorker {
  /// What was counted of one scenario.
  struct Counted: Sendable {
    var run: RunTally
    /// By classifier.
    var groups: [Sliced<GroupedTally<ClassificationTally>>]
    var bins: GroupedBins

    static func += (left: inout Counted, right: Counted) {
      left.run += right.run
      left.bins += right.bins
      for lane in left.groups.indices { left.groups[lane] += right.groups[lane] }
    }
  }

  /// What the worker has counted.
  struct Part: Sendable {
    var candidate: Counted
    var baseline: Counted?
    var flips: [Sliced<FlipTally>?]

    static func += (left: inout Part, right: Part) {
      left.candidate += right.candidate
      if let other = right.baseline { left.baseline? += other }
      for lane in left.flips.indices {
        if let flips = right.flips[lane] { left.flips[lane]? += flips }
      }
    }
  }

  /// One scenario of the two.
  private struct Side {
    let runner: BlockRunner?
    let visitor: RunVisitor
    let collector: GroupCollector
  }

  private let lastMonth: Int
  private let candidate: Side
  private let baseline: Side?
  /// By classifier of the candidate, that of the baseline.
  private let partners: [Int?]
  private var flips: [Sliced<FlipTally>?]

  /// Allocates what one worker needs.
  ///
  /// - Parameters:
  ///   - candidate: the candidate, ready to run.
  ///   - baseline: the baseline, ready to run; nothing to run the candidate alone.
  ///   - names: the baseline's names of classifiers that have another one there.
  ///   - asked: slices of the customers, by the candidate's names of classifiers; and in which months
  ///     features are counted, by name.
  ///   - capacity: the most customers in a block.
  ///   - replicate: whose customers are judged.
  init(
    _ candidate: ReplicatePlan, _ baseline: ReplicatePlan?, _ names: PairedRunner.Names,
    _ asked: (slices: [String: [CustomerSlice]], features: [String: Set<Int>]), capacity: Int,
    replicate: Int
  ) {
    lastMonth = candidate.population.months - 1
    let sorting = CustomerGroups(customers: candidate.population.customers)
    func side(_ plan: ReplicatePlan, isDrawn: Bool, beside other: RunVisitor? = nil) -> Side {
      let collector = GroupCollector(
        plan, sorting, capacity: capacity, plan.lanes.map { asked.slices[$0.name] ?? [] },
        asked.features)
      return Side(
        runner: isDrawn
          ? BlockRunner(plan.population, capacity: capacity, replicate: replicate) : nil,
        visitor: RunVisitor(plan, capacity: capacity, groups: collector, beside: other),
        collector: collector)
    }
    let own = side(candidate, isDrawn: true)
    self.candidate = own
    let isDrawnOnce = baseline.map { SideBySide($0, candidate).isDrawnOnce } ?? false
    self.baseline = baseline.map {
      side($0, isDrawn: !isDrawnOnce, beside: isDrawnOnce ? own.visitor : nil)
    }
    partners = candidate.lanes.map { lane in
      let scheme = candidate.population.schemes[lane.scheme].name
      return baseline.flatMap { other in
        other.lanes.firstIndex {
          $0.name == names[lane.name] ?? lane.name && $0.fitted != nil
            && other.population.schemes[$0.scheme].name == scheme
        }
      }
    }
    flips = zip(candidate.lanes, partners).map { lane, partner in
      guard partner != nil, lane.fitted != nil else { return nil }
      let empty = FlipTally(
        segments: candidate.population.schemes[lane.scheme].segments.count,
        months: candidate.population.months)
      let slices = asked.slices[lane.name] ?? []
      return Sliced(all: empty, slices: slices, parts: slices.map { _ in empty })
    }
  }

  /// Runs a block through its months in both.
  func run(_ block: SideBySide.Block) {
    candidate.collector.clear()
    baseline?.collector.clear()
    if let baseline, baseline.runner == nil {
      guard let own = block.variant else { return }
      var both = VisitorPair(first: candidate.visitor, second: baseline.visitor)
      candidate.runner?.run(own, through: lastMonth, &both)
    } else {
      for (side, own) in [(candidate, block.variant), (baseline, block.base)] {
        guard let side, let own else { continue }
        var visitor = side.visitor
        side.runner?.run(own, through: lastMonth, &visitor)
      }
    }
    guard let baseline else { return }
    for (lane, partner) in partners.enumerated() {
      guard let partner else { continue }
      flips[lane]?.all.add(candidate.collector, lane: lane, baseline.collector, lane: partner)
      for slice in flips[lane]?.parts.indices ?? 0..<0 {
        flips[lane]?.parts[slice]?.add(
          candidate.collector, lane: lane, slice: slice, baseline.collector, lane: partner)
      }
    }
  }

  /// What was counted.
  var part: Part {
    func counted(_ side: Side) -> Counted {
      var run = side.visitor.tally
      run.ledger = (side.runner ?? candidate.runner)?.ledger
      return Counted(run: run, groups: side.collector.tallies, bins: side.collector.bins)
    }
    return Part(
      candidate: counted(candidate), baseline: baseline.map(counted), flips: flips)
  }
}
