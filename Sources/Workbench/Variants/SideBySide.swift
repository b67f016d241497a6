// SPDX-License-Identifier: GPL-3.0-or-later
import Populations

/// Runs a scenario and its variant through the same blocks.
///
/// Where world and view are the same in both, a block is drawn once and both look at it.
struct SideBySide: Sendable {
  /// A block of the scenario and of the variant, whose cohorts may differ in size.
  struct Block: Sendable {
    let base: CustomerBlock?
    let variant: CustomerBlock?

    /// How many customers it has in either.
    var customers: Int { max(base?.count ?? 0, variant?.count ?? 0) }

    /// How many customers and months there are to run.
    func months(_ population: PopulationModel) -> Int {
      [base, variant].compactMap(\.self).reduce(0) {
        $0 + $1.count * (population.months - $1.entryMonth)
      }
    }
  }

  let base: ReplicatePlan
  let variant: ReplicatePlan
  let isDrawnOnce: Bool

  init(_ base: ReplicatePlan, _ variant: ReplicatePlan) {
    (self.base, self.variant) = (base, variant)
    let (one, two) = (base.population.imputedValues, variant.population.imputedValues)
    isDrawnOnce =
      one.map(\.bitPattern) == two.map(\.bitPattern)
      && base.population.warmUp == variant.population.warmUp
      && SharedWork.population(of: base.scenario) == SharedWork.population(of: variant.scenario)
  }

  /// All blocks of both.
  static func blocks(_ base: PopulationModel, _ variant: PopulationModel, of size: Int) -> [Block] {
    let sizes = { (population: PopulationModel) in
      [population.customers, 0] + population.entrants.dropFirst()
    }
    return zip(sizes(base), sizes(variant)).enumerated().flatMap { cohort, counts in
      stride(from: 0, to: max(counts.0, counts.1), by: size).map { first in
        func block(_ count: Int) -> CustomerBlock? {
          count > first
            ? CustomerBlock(cohort: cohort, firstIndex: first, count: min(size, count - first))
            : nil
        }
        return Block(base: block(counts.0), variant: block(counts.1))
      }
    }
  }
}

/// One worker's part of a scenario and its variant.
final class SideBySideWorker {
  /// What the worker has counted.
  struct Part: Sendable {
    var base: RunTally
    var variant: RunTally
    var paired: VariantTally
  }

  private let plans: SideBySide
  private let runners: [BlockRunner]
  private let visitors: [RunVisitor]
  private let records: [EstimateRecord]
  private var paired: VariantTally

  init(_ plans: SideBySide, capacity: Int) {
    self.plans = plans
    let both = [plans.base, plans.variant]
    runners = (plans.isDrawnOnce ? [plans.base] : both).map {
      BlockRunner($0.population, capacity: capacity, replicate: $0.replicate)
    }
    records = both.map {
      EstimateRecord(
        lanes: $0.lanes.count, months: plans.base.population.months, capacity: capacity)
    }
    let first = RunVisitor(plans.base, capacity: capacity, record: records[0])
    let second = RunVisitor(
      plans.variant, capacity: capacity, record: records[1],
      beside: plans.isDrawnOnce ? first : nil)
    visitors = [first, second]
    paired = VariantTally(plans.base, plans.variant)
  }

  /// Runs a block through its months in both.
  func run(_ block: SideBySide.Block) {
    let last = plans.base.population.months - 1
    for record in records { record.clear() }
    if plans.isDrawnOnce, let own = block.base {
      var both = VisitorPair(first: visitors[0], second: visitors[1])
      runners[0].run(own, through: last, &both)
    } else {
      for (index, own) in [block.base, block.variant].enumerated() {
        guard let own else { continue }
        var visitor = visitors[index]
        runners[index].run(own, through: last, &visitor)
      }
    }
    paired.add(records[0], records[1], customers: block.customers)
  }

  /// What was counted.
  var part: Part {
    var (base, variant) = (visitors[0].tally, visitors[1].tally)
    base.ledger = runners[0].ledger
    variant.ledger = runners[runners.count - 1].ledger
    return Part(base: base, variant: variant, paired: paired)
  }
}

/// Two that look at the same customers.
struct VisitorPair: BlockVisitor {
  let first: RunVisitor
  let second: RunVisitor

  mutating func begin(_ block: CustomerBlock) {
    first.begin(block)
    second.begin(block)
  }

  mutating func keep(_ kept: UnsafeBufferPointer<Int32>, of rows: Int) {
    first.keep(kept, of: rows)
    second.keep(kept, of: rows)
  }

  mutating func warmUp(month: Int, _ runner: BlockRunner) {
    first.warmUp(month: month, runner)
    second.warmUp(month: month, runner)
  }

  mutating func visit(month: Int, _ runner: BlockRunner) {
    first.visit(month: month, runner)
    second.visit(month: month, runner)
  }

  mutating func end() {
    first.end()
    second.end()
  }
}
