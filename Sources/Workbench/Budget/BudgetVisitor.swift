// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations

/// Judges customers as the bank sees them.
final class BudgetVisitor: BlockVisitor {
  private let chain: BudgetPlan
  private let sight: SightVisitor
  private(set) var counts: BudgetCounts
  private let sorting: CustomerGroups?
  private var block = CustomerBlock(cohort: 0, firstIndex: 0, count: 1)
  private var scratch: [[PosteriorScratch?]]
  /// By classifier: as it is, fitted on very many, fitted on a sample.
  private var estimates: [[Estimates]]
  private let prediction: PredictionScratch
  private var memories: LaneMemories
  private var moves: MoveCounter
  /// Whether errors are traced, by month and classifier.
  private let traced: [[Bool]]

  init(
    _ chain: BudgetPlan, _ sight: SightVisitor, capacity: Int, _ sorting: CustomerGroups?
  ) {
    self.chain = chain
    self.sight = sight
    (counts, self.sorting) = (BudgetCounts(chain, by: sorting), sorting)
    scratch = chain.sights.sets.indices.map { set in
      chain.months.indices.map { chain.view(set, $0).map { PosteriorScratch($0) } }
    }
    estimates = chain.plan.lanes.map { lane in
      let segments = chain.plan.population.schemes[lane.scheme].segments.count
      return Array(repeating: Estimates(capacity: capacity, segmentCount: segments), count: 3)
    }
    prediction = PredictionScratch(capacityRows: capacity + 8)
    memories = LaneMemories(chain.plan, capacity: capacity, scratch: prediction)
    moves = MoveCounter(chain.plan.scenario)
    traced = chain.months.indices.map { place in
      chain.plan.lanes.indices.map { chain.traces($0, place) }
    }
  }

  func begin(_ block: CustomerBlock) {
    self.block = block
    moves.begin(block)
    memories.begin()
  }
  func keep(_ kept: UnsafeBufferPointer<Int32>, of rows: Int) { memories.keep(kept) }
  func end() {}
  func warmUp(month: Int, _ runner: BlockRunner) { remember(month, runner) }

  func visit(month: Int, _ runner: BlockRunner) {
    if month == 0 { rememberFirst(runner) }
    remember(month, runner)
    guard let place = chain.months.firstIndex(of: month) else { return }
    for lane in chain.plan.lanes.indices where traced[place][lane] {
      estimate(lane, place, runner)
    }
    for set in chain.sights.sets.indices { judge(set, place, runner) }
    countMoves(place, runner)
  }

  /// Classifiers with memory estimate in every month.
  private func remember(_ month: Int, _ runner: BlockRunner) {
    for lane in memories.remembering {
      memories.predict(lane, month: month, runner, into: &estimates[lane][0])
    }
  }

  /// Keeps where tables that are cut anew place customers in the first month.
  private func rememberFirst(_ runner: BlockRunner) {
    for (place, lane) in moves.lanes.enumerated() {
      let own = chain.plan.lanes[lane]
      guard let fitted = own.fitted else { continue }
      fitted.predict(
        runner.features, of: runner.cells(own.path, month: 0), into: &estimates[lane][0],
        scratch: prediction)
      moves.remember(estimates[lane][0], lane: place)
    }
  }

  private func countMoves(_ place: Int, _ runner: BlockRunner) {
    for (index, lane) in moves.lanes.enumerated() where chain.plan.lanes[lane].fitted != nil {
      guard chain.fits[place][lane]?.sample.fitted != nil else { continue }
      counts.count(lane, place, nil) {
        moves.count(
          estimates[lane][0], estimates[lane][2], lane: index, runner, into: &$0.moves)
      }
    }
  }

  private func estimate(_ lane: Int, _ place: Int, _ runner: BlockRunner) {
    let (own, fits) = (chain.plan.lanes[lane], chain.fits[place][lane])
    let rules = [own.fitted, fits?.many.fitted, fits?.sample.fitted]
    for (rule, fitted) in rules.enumerated() where !memories.remembering.contains(lane) {
      fitted?.predict(
        runner.features, of: runner.cells(own.path, month: chain.months[place]),
        into: &estimates[lane][rule], scratch: prediction)
    }
  }

  private func judge(_ set: Int, _ place: Int, _ runner: BlockRunner) {
    let lanes = chain.sights.sets[set].classifiers.filter { traced[place][$0] }
    guard !lanes.isEmpty else { return }
    let model = chain.view(set, place)
    let truth = runner.truth(of: chain.sights.sets[set].scheme)
    let hasSight = chain.sight(set, place) != nil
    var own = scratch[set][place]
    scratch[set][place] = nil
    var posterior = [Double](repeating: 0, count: model?.segments ?? 0)
    let capacity = runner.features.capacity
    var position = 0
    runner.features.values.withUnsafeBufferPointer { values in
      for row in 0..<runner.rows {
        if chain.plan.progress.isCancelled { break }
        position = block.position(of: runner.indices[row], from: position)
        let isPossible =
          model == nil || work(out: &posterior, by: model, row, values, capacity, &own)
        let seen = sight.errors[set][place][position]
        let group = sorting?.group(index: Int(runner.indices[row]), cohort: block.cohort)
        for lane in lanes {
          let links = isPossible ? links(lane, place, row, truth[row], posterior, seen) : nil
          let learns = chain.plan.scenario.classifiers[lane].training != nil
          counts.count(lane, place, group) { tally in
            if hasSight, seen == nil { tally.withoutSight += 1 }
            if !isPossible { tally.withoutFloor += 1 }
            guard let links else { return }
            tally.seen.add(links, learns: learns)
            if !hasSight || seen != nil { tally.explained.add(links, learns: learns) }
          }
        }
      }
    }
    scratch[set][place] = own
  }

  private func work(
    out posterior: inout [Double], by model: PosteriorModel?, _ row: Int,
    _ values: UnsafeBufferPointer<Double>, _ capacity: Int, _ own: inout PosteriorScratch?
  ) -> Bool {
    guard let model, var scratch = own.take() else { return false }
    defer { own = scratch }
    return model.posterior(
      seeing: { values[$0 * capacity + row] }, into: &posterior, &scratch)
  }

  /// A customer's chances of being misplaced by every rule; nothing where one of them names no segment.
  private func links(
    _ lane: Int, _ place: Int, _ row: Int, _ truth: SegmentIndex, _ posterior: [Double],
    _ seen: Double?
  ) -> BudgetChain? {
    let (own, fits) = (chain.plan.lanes[lane], chain.fits[place][lane])
    func error(_ rule: Int) -> Double? {
      let estimate = Int(estimates[lane][rule].segments[row])
      if posterior.isEmpty {
        return estimate == Int(noEstimate) ? nil : estimate == Int(truth) ? 0 : 1
      }
      return posterior.indices.contains(estimate) ? max(0, 1 - posterior[estimate]) : nil
    }
    guard own.fitted != nil, let whole = error(0) else { return nil }
    var links = BudgetChain(sight: seen, own: whole)
    links.floor = posterior.max().map { max(0, 1 - $0) }
    if fits?.many.fitted != nil {
      guard let error = error(1) else { return nil }
      links.many = error
    }
    if fits?.sample.fitted != nil {
      guard let error = error(2) else { return nil }
      links.sample = error
    }
    return links
  }
}
