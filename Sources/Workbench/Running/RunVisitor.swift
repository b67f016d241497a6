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
  private var histories: [ErrorHistory]
  private var cells: [CellHistory]
  /// Whether a classifier has named no segment for some customer of the block.
  private var hasGaps: [Bool]
  private var previousEstimates: [[SegmentIndex]]
  private var previousTruths: [[SegmentIndex]]
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
    histories = plan.lanes.map { _ in ErrorHistory(customers: capacity) }
    cells = plan.lanes.indices.map { index in
      CellHistory(
        customers: capacity, months: plan.population.months,
        segments: schemes[plan.lanes[index].scheme].segments.count, holding: plan.evidence(index))
    }
    hasGaps = plan.lanes.map { _ in false }
    let none = [SegmentIndex](repeating: noEstimate, count: capacity)
    previousEstimates = plan.lanes.map { _ in none }
    previousTruths = schemes.map { _ in none }
    counts = schemes.map { Array(repeating: 0, count: $0.segments.count) }
    floors = plan.floors.map { floor in
      floor.isAvailable
        ? FloorCounter(
          floor, plan.scenario.floor, plan.population, plan.progress, beside: other?.floors ?? [])
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
    for index in histories.indices {
      histories[index].reset()
      cells[index].reset()
      hasGaps[index] = false
    }
    for floor in floors { floor?.begin(block) }
  }

  func keep(_ kept: UnsafeBufferPointer<Int32>, of rows: Int) {
    tally.exits[nextMonth] += rows - kept.count
    memories.keep(kept)
    for index in previousEstimates.indices { Self.closeUp(&previousEstimates[index], kept) }
    for index in previousTruths.indices { Self.closeUp(&previousTruths[index], kept) }
  }

  private static func closeUp(
    _ column: inout [SegmentIndex], _ kept: UnsafeBufferPointer<Int32>
  ) {
    for row in kept.indices { column[row] = column[Int(kept[row])] }
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
    for scheme in previousTruths.indices {
      remember(runner.truth(of: scheme), rows, in: &previousTruths[scheme])
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
      tally.lanes[index].clustered.add(histories[index])
      tally.lanes[index].clusters.add(cells[index])
      let measures = memories.measures(index)
      (tally.lanes[index].measured, tally.lanes[index].notNumbers) = measures
    }
    for index in tally.pairs.indices {
      let pair = tally.pairs[index]
      if hasGaps[pair.first] || hasGaps[pair.second] {
        let both = cells[pair.first].errors(beside: cells[pair.second])
        tally.pairs[index].clustered.add(
          first: both.first, second: both.second, months: both.months, customers: both.months.count)
      } else {
        tally.pairs[index].clustered.add(
          first: histories[pair.first], second: histories[pair.second])
      }
    }
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
        previousTruths[lane.scheme].withUnsafeBufferPointer { lastTruth in
          previousEstimates[index].withUnsafeBufferPointer { lastEstimate in
            let scored = ScoredBlock(
              truth: truth, estimate: estimate, rows: rows,
              probabilities: wantsProbabilities ? probabilities.baseAddress : nil,
              probabilityStride: stride, weights: runner.weights(of: lane.scheme),
              previousTruth: isFirstMonth ? nil : lastTruth.baseAddress,
              previousEstimate: isFirstMonth ? nil : lastEstimate.baseAddress)
            let before = tally.lanes[index].months[month].passedOver
            tally.lanes[index].months[month].add(scored)
            if tally.lanes[index].months[month].passedOver > before { hasGaps[index] = true }
            groups?.add(scored, lane: index, month: month, runner, of: block)
            cells[index].add(
              scored, month: month, indices: rows == block.count ? nil : runner.indices,
              first: UInt32(truncatingIfNeeded: block.firstIndex))
          }
        }
      }
      addHistory(index, truth, estimate, runner)
      remember(estimate, rows, in: &previousEstimates[index])
    }
  }

  private func addHistory(
    _ index: Int, _ truth: UnsafePointer<SegmentIndex>, _ estimate: UnsafePointer<SegmentIndex>,
    _ runner: BlockRunner
  ) {
    if runner.rows == block.count {
      histories[index].add(truth: truth, estimate: estimate, rows: runner.rows)
    } else {
      histories[index].add(
        truth: truth, estimate: estimate, rows: runner.rows, indices: runner.indices,
        first: UInt32(truncatingIfNeeded: block.firstIndex))
    }
  }

  private func remember(
    _ present: UnsafePointer<SegmentIndex>, _ rows: Int, in column: inout [SegmentIndex]
  ) {
    column.withUnsafeMutableBufferPointer { $0.baseAddress?.update(from: present, count: rows) }
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
