// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Populations

/// Judges the best rules of all sights of one population, customer by customer.
final class WhatIfVisitor: BlockVisitor {
  /// What the best rules would do with one customer.
  struct Judged {
    /// The chance that the least wrong rule misplaces the customer.
    let error: Double
    /// What the cheapest rule is expected to cost; nothing where the scheme has no costs.
    let cost: Double?
  }

  private let plan: WhatIfPlan
  private let own: [Int]
  private var block = CustomerBlock(cohort: 0, firstIndex: 0, count: 1)
  /// By sight and month.
  private var scratch: [[PosteriorScratch?]]
  /// By sight the law of the hidden states of each customer, where the rule remembers.
  private var weights: [[[Double]]]
  /// By sight, month and place in the block; nothing where the posterior does not explain a customer.
  private(set) var judged: [[[Judged?]]] = []
  /// Who is on the books, by month and place in the block.
  private(set) var isPresent: [[Bool]] = []

  init(_ plan: WhatIfPlan, population: Int) {
    self.plan = plan
    own = plan.sights.indices.filter { plan.sights[$0].population == population }
    weights = plan.sights.map { _ in [] }
    scratch = plan.sights.map { sight in
      guard sight.population == population else { return [] }
      if let history = sight.history { return history.scratches() }
      return sight.models.enumerated().map { month, model in
        plan.months.contains(month) ? model.map { PosteriorScratch($0) } : nil
      }
    }
  }

  func begin(_ block: CustomerBlock) {
    self.block = block
    let none = [Judged?](repeating: nil, count: block.count)
    judged = plan.sights.map { _ in plan.months.map { _ in none } }
    isPresent = plan.months.map { _ in Array(repeating: false, count: block.count) }
    for sight in own {
      guard let history = plan.sights[sight].history else { continue }
      weights[sight] = Array(
        repeating: Array(repeating: 0, count: history.states), count: block.count)
    }
  }

  func keep(_ kept: UnsafeBufferPointer<Int32>, of rows: Int) {}
  func end() {}

  func visit(month: Int, _ runner: BlockRunner) {
    let place = plan.months.firstIndex(of: month)
    let positions = positions(runner)
    if let place { for position in positions { isPresent[place][position] = true } }
    for sight in own {
      if let history = plan.sights[sight].history {
        remember(sight, history, month, place, positions, runner)
      } else if let place {
        judge(sight, month, place, positions, runner)
      }
    }
  }

  private func positions(_ runner: BlockRunner) -> [Int] {
    var position = 0
    return (0..<runner.rows).map { row in
      position = block.position(of: runner.indices[row], from: position)
      return position
    }
  }

  private func judge(
    _ sight: Int, _ month: Int, _ place: Int, _ positions: [Int], _ runner: BlockRunner
  ) {
    guard let model = plan.sights[sight].models[month], var own = scratch[sight][month] else {
      return
    }
    scratch[sight][month] = nil
    defer { scratch[sight][month] = own }
    var posterior = [Double](repeating: 0, count: model.segments)
    let capacity = runner.features.capacity
    runner.features.values.withUnsafeBufferPointer { values in
      for (row, position) in positions.enumerated() {
        if plan.progress.isCancelled { break }
        let isPossible = model.posterior(
          seeing: { values[$0 * capacity + row] }, into: &posterior, &own)
        if isPossible { judged[sight][place][position] = plan.sights[sight].judged(posterior) }
      }
    }
  }

  private func remember(
    _ sight: Int, _ history: HistoryModel, _ month: Int, _ place: Int?, _ positions: [Int],
    _ runner: BlockRunner
  ) {
    guard month <= plan.months.last ?? 0, var own = scratch[sight][month] else { return }
    scratch[sight][month] = nil
    defer { scratch[sight][month] = own }
    var posterior = [Double](repeating: 0, count: history.segments)
    let capacity = runner.features.capacity
    runner.features.values.withUnsafeBufferPointer { values in
      for (row, position) in positions.enumerated() {
        if plan.progress.isCancelled { break }
        let isPossible = history.advance(
          to: month, isFirst: month == block.entryMonth,
          seeing: { values[$0 * capacity + row] }, &weights[sight][position], into: &posterior,
          &own)
        guard isPossible, let place else { continue }
        judged[sight][place][position] = plan.sights[sight].judged(posterior)
      }
    }
  }
}
