// SPDX-License-Identifier: GPL-3.0-or-later
import Populations
import Testing

/// True segments against exact shares; comparisons fail by chance less than once in a million seeds.
@Suite struct TrueSegmentsTests {
  private static let text = """
    population: {customers: 40_000, from: 2026-01, months: 4}
    world:
      group: {levels: {a: 0.4, b: 0.6}, moves: {a: {b: 0.2}}}
      taste: {normal: {mean: 0, sd: 1}}
      growing: {normal: {mean: 0, sd: 1}, monthly: growing + 0.5}
    segments:
      same: {is: group}
      need:
        sharpness: 2
        softmax: {x: taste, y: 0.5, z: -0.3 * taste}
      redrawn:
        softmax: {x: 0, y: 0.4, z: -1}
        noise redrawn: {each month: 0.3}
      rest: {softmax: {x: growing, y: 0}}
      table: {drawn: {by group: {a: {p: 0.9, q: 0.1}, b: {p: 0.25, q: 0.75}}}}
      rules:
        first match:
          - high: taste > 1 and group in (b)
          - middle: taste > 0
          - low: otherwise
    view: {taste: [{of: taste}]}
    drift: {shift: {from: 2026-03, changes: {segments.need.y: {add: 0.6}}}}
    """

  @Test func drawnSegmentsHaveTheSoftmaxOfTheirUtilities() throws {
    let recorded = RecordedPopulation(try WrittenWorld.model(Self.text))
    for month in 0..<4 {
      let taste = try #require(recorded[month].world["taste"])
      let need = try #require(recorded[month].truths["need"])
      var (expected, variance) = ([0.0, 0, 0], [0.0, 0, 0])
      for value in taste {
        let chances = Self.softmax([value, month < 2 ? 0.5 : 1.1, -0.3 * value].map { 2 * $0 })
        for (segment, chance) in chances.enumerated() {
          expected[segment] += chance
          variance[segment] += chance * (1 - chance)
        }
      }
      for segment in 0..<3 {
        let count = Double(need.count { Int($0) == segment })
        #expect(abs(count - expected[segment]) < 5 * variance[segment].squareRoot())
      }
    }
  }

  @Test func noiseIsKeptSoThatDriftActsOneWay() throws {
    let recorded = RecordedPopulation(try WrittenWorld.model(Self.text))
    let needs = try recorded.months.map { try #require($0.truths["need"]) }
    #expect(needs[0] == needs[1] && needs[2] == needs[3])
    let changed = zip(needs[1], needs[2]).filter { $0 != $1 }
    #expect(changed.count > 1000 && changed.allSatisfy { $0.1 == 1 })
    // Utility x only grows, so nobody goes back from it.
    let rest = try recorded.months.map { try #require($0.truths["rest"]) }
    for (last, now) in zip(rest, rest.dropFirst()) {
      #expect(zip(last, now).allSatisfy { $0 >= $1 })
    }
  }

  @Test func aShareOfTheNoiseIsRedrawnEachMonth() throws {
    let recorded = RecordedPopulation(try WrittenWorld.model(Self.text))
    let shares = Self.softmax([0, 0.4, -1])
    let differ = 0.3 * (1 - shares.reduce(0) { $0 + $1 * $1 })
    let columns = try recorded.months.map { try #require($0.truths["redrawn"]) }
    for (last, now) in zip(columns, columns.dropFirst()) {
      let changed = zip(last, now).count { $0 != $1 }
      #expect(Agreement.share(changed, of: now.count, differ) < 5)
    }
    for column in columns {
      let counts = (0..<3).map { segment in column.count { Int($0) == segment } }
      #expect(Agreement.chiSquared(counts, shares) > 1e-6)
    }
  }

  @Test func tablesAndRulesGiveTheirSegments() throws {
    let recorded = RecordedPopulation(try WrittenWorld.model(Self.text))
    for month in recorded.months {
      let (group, taste) = (month.world["group"] ?? [], month.world["taste"] ?? [])
      #expect(month.truths["same"] == group.map { UInt8($0) })
      let rules = zip(group, taste).map { group, taste -> UInt8 in
        if taste > 1 && group == 1 { return 0 }
        return taste > 0 ? 1 : 2
      }
      #expect(month.truths["rules"] == rules)
      let table = try #require(month.truths["table"])
      for (level, share) in [0.9, 0.25].enumerated() {
        let mine = group.indices.filter { group[$0] == Double(level) }
        let count = mine.count { table[$0] == 0 }
        #expect(Agreement.share(count, of: mine.count, share) < 5)
      }
    }
  }

  @Test func theOrderOfSegmentsChangesNobodysSegment() throws {
    let other = Self.text.replacing(
      "{x: taste, y: 0.5, z: -0.3 * taste}", with: "{z: -0.3 * taste, x: taste, y: 0.5}")
    let first = RecordedPopulation(try WrittenWorld.model(Self.text, customers: 2000))
    let second = RecordedPopulation(try WrittenWorld.model(other, customers: 2000))
    let (left, right) = (first[3].truths["need"] ?? [], second[3].truths["need"] ?? [])
    #expect(left.count == 2000 && left.map { [1, 2, 0][Int($0)] } == right)
  }

  private static func softmax(_ utilities: [Double]) -> [Double] {
    let weights = utilities.map(UnitLogarithm.exponential)
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }
}
