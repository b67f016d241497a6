// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations
import ScenarioLanguage

/// What was understood of a scenario: its graph, the shares its segments will have, who sees what.
public struct Understanding: Sendable {
  private let scenario: Scenario
  private let counts: [[Int]]
  private let total: Int
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
      counts: population.schemes.map { Array(repeating: 0, count: $0.segments.count) })
    let runner = BlockRunner(population, capacity: size)
    for block in blocks { runner.run(block, through: 0, &counter) }
    counts = counter.counts
    let drawn = counter.counts.first?.reduce(0, +) ?? 0
    total = drawn
    unmetExpectations = scenario.expectations.compactMap { expectation in
      guard let scheme = population.schemes.firstIndex(where: { $0.name == expectation.scheme }),
        let segment = population.schemes[scheme].index(of: expectation.segment)
      else { return nil }
      return expectation.problem(count: counter.counts[scheme][Int(segment)], of: drawn)
    }
  }

  /// What was understood, as text.
  ///
  /// - Parameter width: the columns there are; nothing for any.
  /// - Returns: lines ended by line feeds.
  public func text(_ width: Int?) -> String {
    let population = scenario.population
    let last = population.from + (population.months - 1)
    var lines = [
      "\(scenario.name): \(scenario.title)",
      "\(population.customers) customers, \(population.from) to \(last), seed \(scenario.seed), "
        + (population.isQuota ? "shares met exactly (quota)" : "drawn at random"),
      "warm-up \(population.warmUp) months; \(population.entrants.reduce(0, +)) enter later",
    ]
    lines += section("world", population.worldGraph)
    lines += section("segments", population.segmentGraph)
    lines += shares()
    lines += section("view", population.viewGraph)
    lines += classifiers()
    for change in population.drift {
      let until = change.until.map { " until \(population.from + ($0 - 1))" } ?? ""
      lines.append(
        "drift \(change.name): from \(population.from + change.from)\(until), \(change.target) "
          + change.summary)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ title: String, _ nodes: [PopulationModel.Node]) -> [String] {
    let name = nodes.map(\.name.count).max() ?? 0
    return ["", title]
      + nodes.map { node in
        let from = node.parents.isEmpty ? "" : "  ← \(node.parents.joined(separator: ", "))"
        let unit = node.unit.map { " [\($0)]" } ?? ""
        return "  \(padded(node.name, name))  \(node.summary)\(unit)\(from)"
      }
  }

  /// Shares in the first scored month, drawn, with their standard errors.
  private func shares() -> [String] {
    guard total > 0 else { return [] }
    return ["", "shares in the first month (from \(total) drawn customers, ± standard error)"]
      + scenario.population.schemes.enumerated().map { index, scheme in
        let parts = scheme.segments.enumerated().map { segment, name in
          let share = Double(counts[index][segment]) / Double(total)
          let error = (share * (1 - share) / Double(total)).squareRoot()
          return "\(name) \(percent(share)) ± \(percent(error)) %"
        }
        return "  \(scheme.name): " + parts.joined(separator: ", ")
      }
  }

  private func classifiers() -> [String] {
    guard !scenario.classifiers.isEmpty else { return [] }
    let schema = scenario.population.schema
    return ["", "classifiers"]
      + scenario.classifiers.map { classifier in
        let sees = classifier.sees.map { schema.features[$0].name }.joined(separator: ", ")
        let training = classifier.training.map { "; trained on \($0.customers) customers" } ?? ""
        return "  \(classifier.name) finds \(classifier.scheme.name); sees \(sees)\(training)"
      }
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private func percent(_ share: Double) -> String {
    let scaled = Int((share * 100_000).rounded())
    let fraction = String(scaled % 1000)
    return "\(scaled / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }
}

/// Counts true segments of the first month.
private struct ShareCounter: BlockVisitor {
  var counts: [[Int]]

  mutating func begin(_ block: CustomerBlock) {}
  mutating func keep(_ kept: UnsafeBufferPointer<Int32>, of rows: Int) {}
  mutating func end() {}

  mutating func visit(month: Int, _ runner: BlockRunner) {
    for scheme in counts.indices {
      let truth = runner.truth(of: scheme)
      for row in 0..<runner.rows { counts[scheme][Int(truth[row])] += 1 }
    }
  }
}
