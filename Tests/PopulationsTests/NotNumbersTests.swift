// SPDX-License-Identifier: GPL-3.0-or-later
import Populations
import Testing

/// What the world works out is a number, or the ledger counts it where it began; seeds are fixed, and
/// the counts are made again from the values of the same run.
@Suite struct NotNumbersTests {
  private static func recorded(_ text: String) throws -> RecordedPopulation {
    RecordedPopulation(try WrittenWorld.model(text), blockSize: 300)
  }

  private static func counted(_ recorded: RecordedPopulation) -> [String: [Int]] {
    let found = (recorded.ledger?.notNumbers ?? []).filter { $0.rows > 0 }
    return Dictionary(uniqueKeysWithValues: found.map { ($0.source, [$0.rows, $0.of]) })
  }

  @Test func eachExpressionIsCountedWhereItBegins() throws {
    let recorded = try Self.recorded(
      """
      population: {customers: 1_000, from: 2026-01, months: 2}
      world:
        group: {levels: {a: 0.5, b: 0.5}}
        x: {normal: {mean: 0, sd: 1}}
        root: {is: sqrt(x)}
        twice: {is: root * 2 + 1}
        power: {is: exp(1000 * x)}
        capped: {is: "min(power, 5)"}
        kept: {is: "if(x > 0, log(x), 0)"}
        score: {normal: {mean: 1 / x, sd: 1}}
      segments:
        all: {cut: 1 / (x - x), levels: {low: below 0, high: above}}
        soft: {softmax: {a: 0, b: log(x)}}
        rules: {first match: [{a: x > 5}, {b: sqrt(x) > 1}, {c: otherwise}]}
        same: {is: group}
      view: {f: [{of: log(x)}], g: [{of: capped}], h: [{of: kept}], i: [{of: score}]}
      """)
    let months = [recorded[0], recorded[1]]
    func count(_ name: String, _ isMeant: (Double) -> Bool) throws -> Int {
      try months.reduce(0) { $0 + (try #require($1.world[name])).count(where: isMeant) }
    }
    let below = try count("x") { $0 < 0 }
    let beyond = try count("x") { 1000 * $0 > 709.8 }
    #expect(below > 800 && beyond > 300)
    #expect(
      Self.counted(recorded) == [
        "world.root": [below, 2000], "world.power": [beyond, 2000], "segments.all": [2000, 2000],
        "segments.soft.b": [below, 2000], "segments.rules.b": [below, 2000],
      ])
    for name in ["power", "capped"] { #expect(try count(name) { $0.isNaN } == beyond) }
    #expect(try count("power") { $0.isInfinite } == 0)
    #expect(months.allSatisfy { month in month.truths["all"]?.allSatisfy { $0 == 0 } == true })
    #expect((recorded.ledger?.impossible ?? []).allSatisfy { $0.rows == 0 })
    let draws = recorded.ledger?.impossible.first { $0.source == "world.score" }
    #expect(draws?.of == 1000)
  }

  /// Months that change a value count it in the month in which it stops being a number, and a
  /// quantity that lost its value counts no more.
  @Test func monthsAreCountedWhenTheValueIsLost() throws {
    let recorded = try Self.recorded(
      """
      population: {customers: 2_000, from: 2026-01, months: 5, entry: {monthly: 0.05}}
      world:
        group: {levels: {a: 0.5, b: 0.5}, moves: {a: {b: 0.2}, b: {a: 0.2}}}
        wealth: {lognormal: {median: 3, sigma: 0.8}, monthly: log(wealth), at entry: sqrt(-2)}
        pull:
          lognormal: {median: {by group: {a: 1, b: 9}}, sigma: 0.5}
          monthly: pull - 1
          after move: {toward: new law, half-life: 2 months}
      segments: {s: {is: group}}
      view: {wealth: [{of: wealth}], pull: [{of: pull}]}
      """)
    for (name, entrants) in [("wealth", 4 * 100), ("pull", 0)] {
      var lost = entrants
      for month in 1..<5 {
        let (now, before) = (recorded[month], recorded[month - 1])
        let (new, old) = (try #require(now.world[name]), try #require(before.world[name]))
        for (row, place) in before.rows(of: now.customers).enumerated() {
          if let place, old[place].isFinite, !new[row].isFinite { lost += 1 }
        }
      }
      #expect(lost > entrants + 20, "\(name)")
      #expect(Self.counted(recorded)["world." + name]?.first == lost, "\(name)")
    }
  }

  @Test func chancesOfLeavingDriftsAndParametersAreCounted() throws {
    let recorded = try Self.recorded(
      """
      population: {customers: 1_500, from: 2026-01, months: 3, exit: {hazard: 0 * log(x)}}
      world:
        group: {levels: {a: 0.5, b: 0.5}}
        x: {normal: {mean: 0, sd: 1}}
        y: {lognormal: {median: 1, sigma: 1}, monthly: y - 1}
        z: {normal: {mean: 1 / (y - y), sd: 1}, at entry: 0}
        mean: {is: law.mean(z) + 1}
      segments: {s: {is: group}}
      view: {mean: [{of: mean}], y: [{of: y}]}
      drift: {up: {from: 2026-03, changes: {world.y: {times: 1e308}}}}
      """)
    let counted = Self.counted(recorded)
    let x = try #require(recorded[0].world["x"])
    #expect(counted["population.exit"] == [2 * x.count { $0 < 0 }, 3000])
    #expect(counted["world.mean"] == nil)
    #expect(recorded.ledger?.impossible.first { $0.source == "world.z" }?.rows == 1500)
    let last = try #require(recorded[2].world["y"])
    let huge = last.count { $0.isNaN }
    #expect(huge > 50)
    #expect(counted["law.mean(z)"] == [4500 - huge, 4500])
    // The law of y is changed by nothing else than two steps of a month and, in March, the drift.
    #expect(counted["world.y"]?.first == huge)
  }

  /// Sums of moderate numbers, and what cannot fail, say nothing.
  @Test func numbersThatAreFineAreNotTold() throws {
    let recorded = try Self.recorded(
      """
      population: {customers: 500, from: 2026-01, months: 2}
      world:
        x: {lognormal: {median: 2, sigma: 1}}
        y: {is: "log(x) / 3 + sqrt(x) ^ 1.5"}
        z: {is: "max(abs(x), 3)"}
      segments: {s: {cut: y, levels: {low: below 1, high: above}}}
      view: {z: [{of: z}, {missing: 0.5, per: month}], y: [{of: y}]}
      """)
    #expect(Self.counted(recorded).isEmpty)
    let tried = (recorded.ledger?.notNumbers ?? []).filter { $0.of > 0 }
    #expect(tried.map(\.source) == ["world.y"])
    #expect(tried.map(\.of) == [1000])
  }
}
