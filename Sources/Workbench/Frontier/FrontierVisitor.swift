// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations

/// Takes every customer through all choices of a tier rule at once.
struct FrontierVisitor: BlockVisitor {
  private let rules: [any RememberingClassifier]
  private let scheme: Int
  private let from: Month
  /// The tier of each segment, from the base up.
  private let ranks: [Int]
  private var memories: [CustomerMemory]
  private var estimates: Estimates
  private let scratch: PredictionScratch
  /// By choice, then by the customer's place in the block.
  private var customers: [[FrontierCustomer]]
  private var (firstIndex, cohort) = (0, 0)
  private let sorting: CustomerGroups
  /// What was counted, by choice.
  private(set) var tallies: [FrontierTally]

  /// Allocates what one worker needs.
  ///
  /// - Parameters:
  ///   - rules: the choices.
  ///   - population: the judged customers.
  ///   - scheme: the position of the tiers' scheme.
  ///   - segments: the segments from the base up.
  ///   - capacity: the most customers in a block.
  init(
    _ rules: [any RememberingClassifier], _ population: PopulationModel, scheme: Int,
    segments: [SegmentIndex], capacity: Int
  ) {
    (self.rules, self.scheme, from) = (rules, scheme, population.from)
    sorting = CustomerGroups(customers: population.customers)
    ranks = segments.indices.map { segments.firstIndex(of: SegmentIndex($0)) ?? 0 }
    memories = rules.map { CustomerMemory(width: $0.memoryWidth, capacity: capacity) }
    estimates = Estimates(capacity: capacity, segmentCount: segments.count)
    scratch = PredictionScratch(capacityRows: capacity + 8)
    customers = rules.map { _ in [] }
    tallies = rules.map { _ in FrontierTally() }
  }

  /// How many measures were worked out for the first choice, and how many gave no number.
  var measures: (measured: Int, notNumbers: Int) {
    (memories.first?.measured ?? 0, memories.first?.notNumbers ?? 0)
  }

  mutating func begin(_ block: CustomerBlock) {
    (firstIndex, cohort) = (block.firstIndex, block.cohort)
    for rule in rules.indices {
      memories[rule].forget()
      customers[rule] = Array(repeating: FrontierCustomer(), count: block.count)
    }
  }

  mutating func keep(_ kept: UnsafeBufferPointer<Int32>, of rows: Int) {
    for rule in rules.indices { memories[rule].keep(kept) }
  }

  mutating func warmUp(month: Int, _ runner: BlockRunner) {
    for rule in rules.indices { predict(rule, month, runner) }
  }

  mutating func visit(month: Int, _ runner: BlockRunner) {
    let truth = runner.truth(of: scheme)
    for rule in rules.indices {
      predict(rule, month, runner)
      for row in 0..<runner.rows {
        let segment = estimates.segments[row]
        customers[rule][Int(runner.indices[row]) - firstIndex].add(
          truth: ranks[Int(truth[row])], tier: segment == noEstimate ? -1 : ranks[Int(segment)],
          isOnWatch: rules[rule].isOnWatch(row, by: memories[rule]))
      }
    }
  }

  mutating func end() {
    for rule in rules.indices {
      for (place, customer) in customers[rule].enumerated() {
        tallies[rule].add(
          customer, group: sorting.group(index: firstIndex + place, cohort: cohort))
      }
    }
  }

  private mutating func predict(_ rule: Int, _ month: Int, _ runner: BlockRunner) {
    rules[rule].predict(
      runner.features, in: from + month, remembering: &memories[rule], into: &estimates,
      scratch: scratch)
  }
}
