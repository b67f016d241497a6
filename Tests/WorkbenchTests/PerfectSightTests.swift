// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Foundation
import Populations
import ScenarioLanguage
import Testing
import Workbench

/// Who sees the world as it is errs about needs, which are drawn, and about nothing else.
@Suite struct PerfectSightTests {
  /// The utilities of needs, written again by hand from the shipped scenario.
  private static func utilities(age: Double, wealth: Double, risk: Double) -> [Double] {
    [
      0, -1.2 + 0.06 * (age - 30) - 0.5 * risk, 0.5 - 0.05 * abs(age - 36),
      -4.2 + 0.9 * log10(wealth) + 0.8 * risk,
    ].map { $0 * 5.5 }
  }

  /// Counted errors lie within 5 standard errors of expected ones: a false alarm has probability 6e-7,
  /// at a fixed seed.
  @Test func errsAboutNeedsOneTimeInFive() throws {
    let path = Fixtures.folder.appending(path: "../../Scenarios/retail-bank.yaml").path
    let scenario = try Scenario(try ScenarioSource.load(path).root)
    let population = scenario.population
    let schemes = population.schemes.map(\.name)
    #expect(schemes == ["life_stage", "attitude", "value", "engagement", "need"])
    var sight = PerfectSight(population, scheme: try #require(schemes.firstIndex(of: "need"))) {
      Self.utilities(age: $0, wealth: $1, risk: $2)
    }
    let runner = BlockRunner(population, capacity: 2048)
    for block in population.blocks(of: 2048, through: 0).prefix(20) {
      runner.run(block, through: 0, &sight)
    }
    #expect(sight.rows == 40_960)
    let error = sight.expected / Double(sight.rows)
    #expect((0.17...0.25).contains(error), "\(error)")
    #expect(abs(Double(sight.wrong) - sight.expected) < 5 * sight.variance.squareRoot())
  }
}

/// Judges the rule that takes the greatest utility.
private struct PerfectSight: BlockVisitor {
  var rows = 0
  var wrong = 0
  var expected = 0.0
  var variance = 0.0
  private let scheme: Int
  private let slots: [Int]
  private let utilities: (Double, Double, Double) -> [Double]

  init(
    _ population: PopulationModel, scheme: Int,
    _ utilities: @escaping (Double, Double, Double) -> [Double]
  ) {
    self.scheme = scheme
    self.utilities = utilities
    slots = ["age", "wealth", "risk_tolerance"].compactMap { population.slot(ofNumber: $0) }
  }

  mutating func begin(_ block: CustomerBlock) {}
  mutating func keep(_ kept: UnsafeBufferPointer<Int32>, of rows: Int) {}
  mutating func end() {}

  mutating func visit(month: Int, _ runner: BlockRunner) {
    let columns = slots.map { runner.numbers(at: $0) }
    for row in 0..<runner.rows {
      let values = utilities(columns[0][row], columns[1][row], columns[2][row])
      let weights = values.map { exp($0 - (values.max() ?? 0)) }
      let total = weights.reduce(0, +)
      let best = weights.indices.max { weights[$0] < weights[$1] } ?? 0
      let doubt = 1 - weights[best] / total
      rows += 1
      wrong += Int(runner.truth(of: scheme)[row]) == best ? 0 : 1
      expected += doubt
      variance += doubt * (1 - doubt)
    }
  }
}
