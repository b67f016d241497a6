// SPDX-License-Identifier: GPL-3.0-or-later
import Populations
import ScenarioLanguage
import Testing

/// `x[1..20]` is short for twenty entries, each with cells of its own.
@Suite struct VectorTests {
  private func recorded(_ world: String, _ view: String = "g: [{of: g}]") throws -> RecordedMonth {
    let text = """
      population: {customers: 2_000, from: 2026-01, months: 1}
      world:
        g: {levels: {a: 0.4, b: 0.6}}
      \(world)
      segments:
        g: {is: g}
      view:
        \(view)
      """
    return RecordedPopulation(try WrittenWorld.model(text))[0]
  }

  private let short = """
      x[1..20]: {normal: {mean: {by g: {a: index, b: -index}}, sd: 1}}
    """

  @Test func anElementIsTheSameInAShorterVectorAndWrittenAlone() throws {
    let long = try recorded(short)
    let three = try recorded(short.replacing("1..20", with: "1..3"))
    let alone = try recorded(
      "  x[3]: {normal: {mean: {by g: {a: 3, b: -3}}, sd: 1}}")
    let third = try #require(long.world["x[3]"])
    #expect(Set(third).count > 1990)
    #expect(third == three.world["x[3]"])
    #expect(third == alone.world["x[3]"])
    #expect(long.world.keys.count { $0.hasPrefix("x[") } == 20)
    #expect(three.world.keys.count { $0.hasPrefix("x[") } == 3)
  }

  /// Elements have cells of their own: correlations of independent columns of 2,000 within 6 standard
  /// errors, false alarms of 2e-9 each at a fixed seed.
  @Test func elementsAreIndependent() throws {
    let month = try recorded("  x[1..4]: {normal: {mean: 0, sd: 1}}")
    let columns = try (1...4).map { try #require(month.world["x[\($0)]"]) }
    for (first, second) in [(0, 1), (0, 2), (1, 3), (2, 3)] {
      let product = zip(columns[first], columns[second]).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(product / 2000) < 6 / (2000.0).squareRoot())
    }
  }

  @Test func indexListsAndNeighboursGoIntoParameters() throws {
    let month = try recorded(
      """
        m[2..4]: {is: {by g: {a: [10, 20, 30], b: index}}}
        d[2..4]: {is: m - 1}
        e[3..4]: {is: "m[index - 1] + d[6 - index] * 100"}
        cut[1..3]: {is: {by index: {below 2: 7, above: index / 2}}}
      """)
    let group = try #require(month.world["g"])
    let isA = group.map { $0 == 0 }
    #expect(month.world["m[3]"] == isA.map { $0 ? 20 : 3 })
    #expect(month.world["d[4]"] == isA.map { $0 ? 29 : 3 })
    #expect(month.world["e[3]"] == isA.map { $0 ? 1910 : 202 })
    #expect(month.world["cut[1]"]?.first == 7)
    #expect(month.world["cut[3]"]?.first == 1.5)
  }

  @Test func sumsRunOverTheElements() throws {
    let month = try recorded(
      short + """

          s: {is: sum(x)}
          w: {is: sum(x ^ 2 * index) - sum(x)}
          y[1..2]: {is: sum(x) * index}
        """)
    let columns = try (1...20).map { try #require(month.world["x[\($0)]"]) }
    for row in 0..<50 {
      let total = columns.reduce(0) { $0 + $1[row] }
      let squares = columns.enumerated().reduce(0.0) {
        $0 + Double($1.offset + 1) * $1.element[row] * $1.element[row]
      }
      #expect(abs((month.world["s"]?[row] ?? .nan) - total) < 1e-10)
      #expect(abs((month.world["w"]?[row] ?? .nan) - (squares - total)) < 1e-8)
      #expect(abs((month.world["y[2]"]?[row] ?? .nan) - 2 * total) < 1e-10)
    }
  }

  @Test func featuresAndLevelsMayBeVectors() throws {
    let month = try recorded(
      """
        x[1..3]: {normal: {mean: 0, sd: 1}}
        lit[1..3]: {levels: {by g: {a: {on: [1, 0.5, 0], off: rest}, b: {on: 0, off: 1}}}}
        p[1..3]: {is: {by lit: {on: 1, off: 0}}}
      """, "x[2..3]: [{of: x}, {plus: 1}]\n  lit[1..3]: [{of: lit}]\n  p[1..3]: [{of: world.p}]")
    #expect(month.view["x[2]"]?.first == (month.world["x[2]"]?.first ?? .nan) + 1)
    #expect(month.view.keys.sorted().filter { $0.hasPrefix("x") } == ["x[2]", "x[3]"])
    let isA = try #require(month.world["g"]).map { $0 == 0 }
    #expect(month.world["p[1]"] == isA.map { $0 ? 1 : 0 })
    #expect(month.world["p[3]"]?.allSatisfy { $0 == 0 } == true)
    let second = try #require(month.world["p[2]"])
    #expect(zip(second, isA).allSatisfy { $0 == 0 || $1 } && second.contains(1))
  }

  /// Parameters that are expressions over earlier quantities, conditions and nested tables: each
  /// draw less its mean is standard normal, so means lie within 6 standard errors (2e-9).
  @Test func parametersMayBeExpressionsAndNestedTables() throws {
    let month = try recorded(
      """
        h: {levels: {c: 0.5, d: 0.5}}
        u: {uniform: {from: -1, to: "if(g == a, 1, 5)"}}
        n: {normal: {mean: {by g: {a: {by h: {c: u, d: 10}}, b: "0.2 * u + if(h == c, 1, 2)"}}, sd: 1}}
        c: {bernoulli: {share: {by g: {a: {by h: {c: 0, d: 1}}, b: {by h: {c: 1, d: 0}}}}}}
      """)
    let world = month.world
    var total = 0.0
    for row in 0..<2000 {
      let (g, h) = (world["g"]?[row] ?? -1, world["h"]?[row] ?? -1)
      let (u, n) = (world["u"]?[row] ?? .nan, world["n"]?[row] ?? .nan)
      let mean = g == 0 ? (h == 0 ? u : 10) : 0.2 * u + (h == 0 ? 1 : 2)
      total += n - mean
      #expect(u >= -1 && u <= (g == 0 ? 1 : 5))
      #expect(world["c"]?[row] == (g == h ? 0 : 1))
      #expect(abs(n - mean) < 6)
    }
    #expect(abs(total / 2000) < 6 / (2000.0).squareRoot())
  }

  @Test func clipTakesBoundsByCustomer() throws {
    let month = try recorded(
      "  x: {uniform: {from: 0, to: 10}}",
      "x: [{of: x}, {clip: [\"if(world.g == a, 3, 5)\", 6]}]")
    let isA = try #require(month.world["g"]).map { $0 == 0 }
    let values = try #require(month.world["x"])
    let expected = zip(values, isA).map { min(max($0, $1 ? 3 : 5), 6) }
    #expect(month.view["x"] == expected)
  }

  /// A drift of a vector is that of its elements: the same bytes as each written out.
  @Test func driftsChangeElementsRangesAndWholeVectors() throws {
    func month(_ changes: String) throws -> RecordedMonth {
      let text = """
        population: {customers: 500, from: 2026-01, months: 2}
        world:
          x[1..3]: {normal: {mean: 0, sd: 1}, each: month}
        segments:
          s: {cut: sum(x), levels: {low: below 0, high: above}}
        view:
          x[1..3]: [{of: x}]
        drift:
          shift: {from: 2026-02, changes: {\(changes)}}
        """
      return RecordedPopulation(try WrittenWorld.model(text))[1]
    }
    let whole = try month("world.x.normal.mean: {add: 5}")
    let range = try month("\"world.x[2..3].normal.mean\": {add: 5}")
    let one = try month("\"world.x[3]\": {add: 5}")
    let none = try month("\"world.x[3]\": {add: 0}")
    for (number, isInRange) in [(1, false), (2, true), (3, true)] {
      let name = "x[\(number)]"
      let (plain, moved) = (none.world[name], whole.world[name])
      #expect(range.world[name] == (isInRange ? moved : plain))
      #expect((moved?.first ?? .nan) > (plain?.first ?? .nan) + 4.99)
    }
    #expect(one.world["x[2]"] == none.world["x[2]"])
    #expect((one.world["x[3]"]?.first ?? .nan) > (none.world["x[3]"]?.first ?? .nan) + 4.99)
    #expect(throws: ScenarioProblems.self) {
      try month("\"world.x[4].normal.mean\": {add: 5}")
    }
  }
}
