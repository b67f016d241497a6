// SPDX-License-Identifier: GPL-3.0-or-later
import Populations
import Testing

/// What a world cannot be, and how it is told.
@Suite struct WorldProblemsTests {
  private static func messages(
    population: String = "", world: String = "  group: {levels: {a: 0.5, b: 0.5}}",
    segments: String = "s: {is: group}", view: String = "group: [{of: group}]"
  ) throws -> [String] {
    try WrittenWorld.messages(
      """
      population: {customers: 100, from: 2026-01, months: 3\(population)}
      world:
      \(world)
      segments: {\(segments)}
      view: {\(view)}
      """)
  }

  @Test func entrantsAreMixedByLevelsThatExist() throws {
    let unknown = try Self.messages(population: ", entry: {monthly: 0.1, mix: {a: 0.5, c: 0.5}}")
    #expect(unknown.count == 1 && unknown[0].contains("'c'"))
    let second = try Self.messages(
      population: ", entry: {monthly: 0.1, mix: {a: 0.5, b: rest}}",
      world: "  region: {levels: {north: 0.5, south: 0.5}}\n  group: {levels: {a: 0.5, b: 0.5}}",
      view: "group: [{of: group}], region: [{of: region}]")
    #expect(second.isEmpty)
    let none = try Self.messages(
      population: ", entry: {monthly: 0.1, mix: {a: 1}}", world: "  x: {normal: {mean: 0, sd: 1}}",
      segments: "s: {cut: x, levels: {low: below 0, high: above}}", view: "x: [{of: x}]")
    #expect(none == ["the world has no quantity with levels that entrants could be mixed by"])
  }

  @Test func chancesOfLeavingAreChances() throws {
    let messages = try Self.messages(population: ", exit: {hazard: 1.5}")
    #expect(messages == ["the chance of leaving must be within 0 and 1, but is 1.5"])
  }

  @Test func levelsAreNotTreatedAsNumbers() throws {
    let steps = [
      "round": "nearest 10", "impute": "median", "mean of": "3 months", "times": "2",
    ]
    for (step, value) in steps {
      let messages = try Self.messages(view: "group: [{of: group}, {\(step): \(value)}]")
      #expect(messages == ["'\(step)' needs a number, but 'group' has levels"])
    }
    let good = "group: [{of: group}, {missing: 0.2, per: month}, {last of: 3 months}]"
    #expect(try Self.messages(view: good).isEmpty)
  }

  @Test func tenureDeclaredBelowIsNotTheBuiltInOne() throws {
    let messages = try Self.messages(
      world: """
          group: {levels: {a: 0.5, b: 0.5}}
          early: {is: tenure * 2}
          tenure: {exponential: {mean: 4}}
        """)
    #expect(messages.contains { $0.contains("declared below") })
  }

  @Test func noiseOfASchemeWithoutMovesIsNotRedrawnByThem() throws {
    let messages = try Self.messages(
      segments: "s: {is: group}, t: {softmax: {x: 1, y: 2}, noise redrawn: {after move: all}}")
    #expect(messages == ["'t' does not depend on a level that moves"])
  }
}
