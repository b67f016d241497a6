// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations
import ScenarioLanguage

/// What was understood of a scenario: its graph, the shares its segments will have, who sees what.
public struct Understanding: Sendable {
  /// The scenario.
  let scenario: Scenario
  /// Drawn customers of the first month, by scheme and segment.
  let counts: [[Int]]
  /// The segments' shares by the declared law, by scheme; nothing where only a draw can tell.
  let law: [[Double]?]
  /// What the world's numbers are like in the first month.
  let values: FirstMonthValues
  /// All drawn customers of the first month.
  let total: Int
  /// Expectations that the drawn shares do not meet.
  public let unmetExpectations: [Problem]

  /// How many customers are drawn for the expected shares.
  static let sample = 200_000

  /// Draws the first scored month and looks at it.
  ///
  /// - Parameter scenario: the scenario.
  public init(_ scenario: Scenario) async {
    self.scenario = scenario
    let population = scenario.population
    let size = 2048
    let blocks = population.blocks(of: size, through: 0).prefix((Self.sample + size - 1) / size)
    var counter = ShareCounter(
      counts: population.schemes.map { Array(repeating: 0, count: $0.segments.count) },
      values: FirstMonthValues(of: population))
    let runner = BlockRunner(population, capacity: size)
    for block in blocks { runner.run(block, through: 0, &counter) }
    counter.values.sort()
    (counts, values) = (counter.counts, counter.values)
    let drawn = counter.counts.first?.reduce(0, +) ?? 0
    total = drawn
    law = population.schemes.indices.map { population.lawShares(of: $0) }
    unmetExpectations = scenario.unmetExpectations(counter.counts)
  }
}

/// Counts true segments of the first month, and keeps its numbers.
private struct ShareCounter: BlockVisitor {
  var counts: [[Int]]
  var values: FirstMonthValues

  mutating func begin(_ block: CustomerBlock) {}
  mutating func keep(_ kept: UnsafeBufferPointer<Int32>, of rows: Int) {}
  mutating func end() {}

  mutating func visit(month: Int, _ runner: BlockRunner) {
    values.add(runner)
    for scheme in counts.indices {
      let truth = runner.truth(of: scheme)
      for row in 0..<runner.rows { counts[scheme][Int(truth[row])] += 1 }
    }
  }
}
