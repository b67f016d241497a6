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
  private let population: Int
  private var block = CustomerBlock(cohort: 0, firstIndex: 0, count: 1)
  private var scratch: [[PosteriorScratch?]]
  /// By sight, month and place in the block; nothing where the posterior does not explain a customer.
  private(set) var judged: [[[Judged?]]] = []
  /// Who is on the books, by month and place in the block.
  private(set) var isPresent: [[Bool]] = []

  init(_ plan: WhatIfPlan, population: Int) {
    self.plan = plan
    self.population = population
    scratch = plan.sights.map { sight in
      plan.months.map { month in
        sight.population == population
          ? sight.floor.models[month].map { PosteriorScratch($0) } : nil
      }
    }
  }

  func begin(_ block: CustomerBlock) {
    self.block = block
    let none = [Judged?](repeating: nil, count: block.count)
    judged = plan.sights.map { _ in plan.months.map { _ in none } }
    isPresent = plan.months.map { _ in Array(repeating: false, count: block.count) }
  }

  func keep(_ kept: UnsafeBufferPointer<Int32>, of rows: Int) {}
  func end() {}

  func visit(month: Int, _ runner: BlockRunner) {
    guard let place = plan.months.firstIndex(of: month) else { return }
    var position = 0
    for row in 0..<runner.rows {
      position = block.position(of: runner.indices[row], from: position)
      isPresent[place][position] = true
    }
    for sight in plan.sights.indices where plan.sights[sight].population == population {
      judge(sight, place, runner)
    }
  }

  private func judge(_ sight: Int, _ place: Int, _ runner: BlockRunner) {
    let floor = plan.sights[sight].floor
    guard let model = floor.models[plan.months[place]], var own = scratch[sight][place] else {
      return
    }
    scratch[sight][place] = nil
    defer { scratch[sight][place] = own }
    var posterior = [Double](repeating: 0, count: model.segments)
    let capacity = runner.features.capacity
    var position = 0
    runner.features.values.withUnsafeBufferPointer { values in
      for row in 0..<runner.rows {
        if plan.progress.isCancelled { break }
        position = block.position(of: runner.indices[row], from: position)
        let isPossible = model.posterior(
          seeing: { values[$0 * capacity + row] }, into: &posterior, &own)
        guard isPossible else { continue }
        judged[sight][place][position] = Judged(
          error: max(0, 1 - posterior[posterior.mostLikely]),
          cost: floor.costs?.cheapest(posterior).cost)
      }
    }
  }
}
