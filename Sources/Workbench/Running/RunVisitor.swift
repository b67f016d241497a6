// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Evaluation
import Populations
import Probability

/// Classifies and counts every month of every block that one worker runs.
final class RunVisitor: BlockVisitor {
  private let plan: ReplicatePlan
  private(set) var tally: RunTally
  private var estimates: [Estimates]
  private var histories: BlockHistories
  private var previous: PreviousMonth
  private var counts: [[Int]]
  private var memories: LaneMemories
  private let floors: [FloorCounter?]
  private let record: EstimateRecord?
  private let groups: GroupCollector?
  private var block = CustomerBlock(cohort: 0, firstIndex: 0, count: 1)
  private var nextMonth = 0
  private var isFirstMonth = true

  /// Allocates what one worker needs.
  ///
  /// - Parameters:
  ///   - plan: what is run.
  ///   - capacity: the most customers in a block.
  ///   - record: remembers who was misclassified, for whoever sets another run beside this one.
  ///   - groups: gathers tallies by group of customers, for gates.
  ///   - other: one that looks at the same blocks, and at each month before this one.
  init(
    _ plan: ReplicatePlan, capacity: Int, record: EstimateRecord? = nil,
    groups: GroupCollector? = nil, beside other: RunVisitor? = nil
  ) {
    self.plan = plan
    self.record = record
    self.groups = groups
    tally = RunTally(plan)
    let schemes = plan.population.schemes
    estimates = plan.lanes.map { lane in
      Estimates(
        capacity: capacity, segmentCount: schemes[lane.scheme].segments.count,
        withProbabilities: lane.fitted?.givesProbabilities ?? false)
    }
    histories = BlockHistories(plan, capacity: capacity)
    previous = PreviousMonth(plan, capacity: capacity)
    counts = schemes.map { Array(repeating: 0, count: $0.segments.count) }
    floors = plan.floors.map { floor in
      floor.isAvailable
        ? FloorCounter(
          floor, plan.scenario.floor, plan.population, plan.progress, by: groups?.sorting,
          beside: other?.floors ?? [])
        : nil
    }
    memories = LaneMemories(
      plan, capacity: capacity, scratch: PredictionScratch(capacityRows: capacity + 8))
  }

  func begin(_ block: CustomerBlock) {
    self.block = block
    isFirstMonth = true
    nextMonth = block.entryMonth
    memories.begin()
    histories.reset()
    for floor in floors { floor?.begin(block) }
  }

  func keep(_ kept: UnsafeBufferPointer<Int32>, of rows: Int) {
    tally.exits[nextMonth] += rows - kept.count
    memories.keep(kept)
    previous.keep(kept)
  }

  func warmUp(month: Int, _ runner: BlockRunner) {
    for lane in memories.remembering {
      memories.predict(lane, month: month, runner, into: &estimates[lane])
    }
  }

  func visit(month: Int, _ runner: BlockRunner) {
    let rows = runner.rows
    tally.customers[month] += rows
    if isFirstMonth, block.cohort > 0 { tally.entrants[month] += rows }
    nextMonth = month + 1
    countTruths(month, runner)
    record?.add(month: month, runner, first: block.firstIndex)
    for index in plan.lanes.indices { judge(index, month, runner) }
    for floor in floors { floor?.visit(month: month, runner, estimates) }
    compare(month, runner)
    countFeatures(month, runner)
    groups?.countFeatures(month: month, runner, in: plan.bins, of: block)
    for scheme in counts.indices {
      previous.remember(truth: runner.truth(of: scheme), rows, of: scheme)
    }
    isFirstMonth = false
  }

  func end() {
    for (index, floor) in floors.enumerated() {
      guard let floor else { continue }
      floor.end()
      tally.floors[index] = floor.tally
    }
    for index in plan.lanes.indices where plan.lanes[index].fitted != nil {
      histories.add(index, to: &tally.lanes[index])
      let measures = memories.measures(index)
      (tally.lanes[index].measured, tally.lanes[index].notNumbers) = measures
    }
    for index in tally.pairs.indices { histories.add(to: &tally.pairs[index]) }
  }

  private func countTruths(_ month: Int, _ runner: BlockRunner) {
    for scheme in counts.indices {
      let truth = runner.truth(of: scheme)
      tally.truths[scheme][month].withUnsafeMutableBufferPointer { counts in
        for row in 0..<runner.rows { counts[Int(truth[row])] &+= 1 }
      }
    }
  }

  private func judge(_ index: Int, _ month: Int, _ runner: BlockRunner) {
    let lane = plan.lanes[index]
    guard lane.fitted != nil else { return }
    memories.predict(index, month: month, runner, into: &estimates[index])
    if let watched = memories.onWatch(index, rows: runner.rows) {
      tally.lanes[index].onWatch[month] += watched
    }
    let (rows, truth) = (runner.rows, runner.truth(of: lane.scheme))
    record?.add(
      lane: index, month: month, runner, truth: truth, estimates: estimates[index],
      first: block.firstIndex)
    let stride = estimates[index].capacity
    let wantsProbabilities = estimates[index].wantsProbabilities
    estimates[index].segments.withUnsafeBufferPointer { segments in
      guard let estimate = segments.baseAddress else { return }
      estimates[index].probabilities.withUnsafeBufferPointer { probabilities in
        previous.truths[lane.scheme].withUnsafeBufferPointer { lastTruth in
          previous.estimates[index].withUnsafeBufferPointer { lastEstimate in
            let scored = ScoredBlock(
              truth: truth, estimate: estimate, rows: rows,
              probabilities: wantsProbabilities ? probabilities.baseAddress : nil,
              probabilityStride: stride, weights: runner.weights(of: lane.scheme),
              previousTruth: isFirstMonth ? nil : lastTruth.baseAddress,
              previousEstimate: isFirstMonth ? nil : lastEstimate.baseAddress)
            let before = tally.lanes[index].months[month].passedOver
            tally.lanes[index].months[month].add(scored)
            groups?.add(scored, lane: index, month: month, runner, of: block)
            histories.add(
              scored, lane: index, month: month, runner, of: block,
              hasGaps: tally.lanes[index].months[month].passedOver > before)
          }
        }
      }
      previous.remember(estimate: estimate, rows, of: index)
    }
  }

  private func compare(_ month: Int, _ runner: BlockRunner) {
    for index in tally.pairs.indices {
      let pair = tally.pairs[index]
      let truth = runner.truth(of: plan.lanes[pair.first].scheme)
      estimates[pair.first].segments.withUnsafeBufferPointer { first in
        estimates[pair.second].segments.withUnsafeBufferPointer { second in
          guard let first = first.baseAddress, let second = second.baseAddress else { return }
          tally.pairs[index].months[month].add(
            truth: truth, first: first, second: second, rows: runner.rows)
        }
      }
    }
  }

  private func countFeatures(_ month: Int, _ runner: BlockRunner) {
    let capacity = runner.features.capacity
    runner.features.values.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else { return }
      for column in plan.bins.indices {
        tally.bins[column][month].add(
          base + column * capacity, rows: runner.rows, in: plan.bins[column])
      }
    }
  }
}
