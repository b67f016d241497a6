// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Foundation
import Populations
import ScenarioLanguage
import Testing
import Workbench

/// Least errors that are known exactly, from the posteriors of the shipped scenarios.
///
/// The greatest chances of all that can be seen are added up with weights that are worked out here;
/// nothing is drawn.
@Suite struct ExactFloorTests {
  private static let folder = Fixtures.folder.deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Scenarios/known-answers")

  /// The least error of a scenario.
  ///
  /// - Parameters:
  ///   - name: the scenario.
  ///   - telling: the names of the features that tell anything.
  ///   - sights: what can be seen of these features, each with its weight.
  /// - Returns: one less the sum of the greatest chances, and what the weights come to.
  /// - Throws: what is wrong with the scenario, or why it has no posterior.
  private static func floor(
    _ name: String, _ telling: [String], _ sights: [(seen: [Double], weight: Double)]
  ) throws -> (error: Double, weight: Double) {
    let source = try ScenarioSource.load(folder.appending(path: name + ".yaml").path)
    let model = try Scenario(source.root).population
    let names = model.schema.names
    let plan = try PosteriorPlan(model, scheme: 0, seeing: Array(names.indices))
    #expect(plan.columns.map { names[$0] } == telling, "\(name)")
    let reader = try #require(try plan.models(through: 0)[0])
    var scratch = PosteriorScratch(reader)
    var posterior = [Double](repeating: 0, count: reader.segments)
    var places = [Int](repeating: 0, count: names.count)
    for (place, column) in plan.columns.enumerated() { places[column] = place }
    var (right, whole) = (0.0, 0.0)
    for sight in sights {
      let known = reader.posterior(seeing: { sight.seen[places[$0]] }, into: &posterior, &scratch)
      #expect(known, "\(name) \(sight.seen)")
      right += sight.weight * (posterior.max() ?? 0)
      whole += sight.weight
    }
    return (whole - right, whole)
  }

  /// All patterns of features that are yes (0) or no (1), with their chances.
  ///
  /// - Parameters:
  ///   - shares: the groups' shares.
  ///   - yes: for each group the chance of a yes by feature.
  /// - Returns: the patterns.
  private static func patterns(
    _ shares: [Double], _ yes: [[Double]]
  ) -> [(seen: [Double], weight: Double)] {
    (0..<(1 << yes[0].count)).map { pattern in
      let seen = yes[0].indices.map { Double(pattern >> $0 & 1) }
      let chances = zip(shares, yes).map { share, own in
        zip(own, seen).reduce(share) { $0 * ($1.1 == 0 ? $1.0 : 1 - $1.0) }
      }
      return (seen, chances.reduce(0, +))
    }
  }

  /// Points of the midpoint rule, with the density of normal groups of equal shares.
  ///
  /// Where the best segment changes the greatest chance has a bend, which costs a tenth of the step's
  /// square at most.
  private static func points(
    _ means: [Double], sd: Double, _ seen: (Double) -> [Double]
  ) -> [(seen: [Double], weight: Double)] {
    let step = 1.0 / 10_000
    return (-100_000..<100_000).map { index in
      let x = (Double(index) + 0.5) * step
      let density = means.map { exp(-pow((x - $0) / sd, 2) / 2) }.reduce(0, +)
      return (seen(x), step * density / (sd * (2 * .pi).squareRoot()) / Double(means.count))
    }
  }

  /// Expects the least error of a scenario.
  ///
  /// - Parameters:
  ///   - name: the scenario.
  ///   - value: the error.
  ///   - telling: the names of the features that tell anything.
  ///   - sights: what can be seen of these features, each with its weight.
  /// - Throws: what is wrong with the scenario, or why it has no posterior.
  static func expect(
    _ name: String, _ value: Double, _ telling: [String],
    _ sights: [(seen: [Double], weight: Double)]
  ) throws {
    let found = try floor(name, telling, sights)
    #expect(abs(found.weight - 1) < 1e-12, "\(name) \(found.weight)")
    #expect(abs(found.error - value) < 1e-9, "\(name) \(found.error)")
  }

  @Test func patternsAreEnumerated() throws {
    // The lights of each digit: top, upper left, upper right, middle, lower left, lower right, bottom.
    let lights = [
      "1110111", "0010010", "1011101", "1011011", "0111010", "1101011", "1101111", "1010010",
      "1111111", "1111011",
    ]
    try Self.expect(
      "led", 0.25997752, (1...7).map { "light[\($0)]" },
      Self.patterns(
        lights.map { _ in 0.1 }, lights.map { $0.map { $0 == "1" ? 0.9 : 0.1 } }))
    try Self.expect(
      "bernoulli-table", 0.241902, (1...5).map { "holds[\($0)]" },
      Self.patterns(
        [0.5, 0.3, 0.2],
        [[0.7, 0.2, 0.3, 0.1, 0.1], [0.4, 0.8, 0.1, 0.6, 0.2], [0.6, 0.3, 0.5, 0.1, 0.7]]))
  }

  /// Of Agrawal's first function only the age tells: whole years from 20 to 80, three years more or less,
  /// clipped and rounded.
  @Test func agrawalOneIsThreeSixtyFirsts() throws {
    let ages = (20...80).map { seen -> (seen: [Double], weight: Double) in
      let low = seen == 20 ? -Double.infinity : Double(seen) - 0.5
      let high = seen == 80 ? Double.infinity : Double(seen) + 0.5
      let shares = (20...80).map { age in
        max(0, min(high, Double(age) + 3) - max(low, Double(age) - 3)) / 6
      }
      return ([Double(seen)], shares.reduce(0, +) / 61)
    }
    try Self.expect("agrawal-1", 3.0 / 61, ["age"], ages)
  }

  @Test func normalGroupsAreIntegrated() throws {
    func lesser(_ x: Double) -> Double { 0.5 * erfc(x / 2.0.squareRoot()) }
    try Self.expect(
      "two-gaussians", lesser(1), ["score"], Self.points([0, 2], sd: 1) { [$0] })
    // What lies across the line of the means tells nothing.
    try Self.expect(
      "twonorm", lesser(2), (1...20).map { "x[\($0)]" },
      Self.points([-2, 2], sd: 1) { x in
        [Double](repeating: x / 20.0.squareRoot(), count: 20)
      })
    try Self.expect(
      "normal-questionnaire", 0.21632966493176295, ["score"],
      Self.points([0], sd: (1 / 0.77).squareRoot()) { [$0] })
  }
}
