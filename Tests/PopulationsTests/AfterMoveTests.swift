// SPDX-License-Identifier: GPL-3.0-or-later
import Populations
import Probability
import Testing

/// What a move does to quantities that depend on the level that moves.
@Suite struct AfterMoveTests {
  private static let text = """
    population: {customers: 20_000, from: 2026-01, months: 9}
    world:
      group: {levels: {a: 1, b: 0}, moves: {a: {b: 0.1}}}
      region: {levels: {by group: {a: {north: 0.9, south: 0.1}, b: {north: 0.2, south: 0.8}}}, after move: redraw}
      kept: {normal: {mean: {by group: {a: 0, b: 100}}, sd: 1}, after move: keep}
      drawn: {normal: {mean: {by group: {a: 0, b: 100}}, sd: 1}, after move: redraw}
      nearing: {lognormal: {median: {by group: {a: 10, b: 160}}, sigma: 0.3}, after move: {toward: new law, half-life: 2 months}}
      local: {normal: {mean: {by region: {north: -50, south: 50}}, sd: 1}, after move: redraw}
    segments:
      need: {softmax: {x: kept / 100, y: 0, z: 1}, noise redrawn: {after move: all}}
    view: {kept: [{of: kept}]}
    """

  /// The month of each customer's move, if any.
  private static func monthsOfMove(_ recorded: RecordedPopulation) throws -> [Int?] {
    let columns = try recorded.months.map { try #require($0.world["group"]) }
    return columns[0].indices.map { row in columns.firstIndex { $0[row] == 1 } }
  }

  @Test func valuesAreKeptOrDrawnAnew() throws {
    let recorded = RecordedPopulation(try WrittenWorld.model(Self.text))
    let moved = try Self.monthsOfMove(recorded)
    var (drawn, regions) = ([Double](), [Double]())
    for month in 1..<9 {
      let (last, now) = (recorded[month - 1].world, recorded[month].world)
      #expect(now["kept"]?.bits == last["kept"]?.bits)
      for row in moved.indices {
        let (before, after) = (last["drawn"]?[row] ?? 0, now["drawn"]?[row] ?? 0)
        if moved[row] == month {
          drawn.append(after)
          regions.append(now["region"]?[row] ?? 0)
        } else {
          #expect(before == after && last["region"]?[row] == now["region"]?[row])
        }
      }
    }
    #expect(drawn.count > 9000)
    #expect(Agreement.kolmogorov(drawn) { StandardNormal.cdf($0 - 100) } < 2.69)
    #expect(Agreement.share(regions.count { $0 == 1 }, of: regions.count, 0.8) < 5)
  }

  @Test func whatDependsOnALevelThatFollowsAMoveFollowsToo() throws {
    let recorded = RecordedPopulation(try WrittenWorld.model(Self.text))
    var changes = 0
    for month in 1..<9 {
      let (last, now) = (recorded[month - 1].world, recorded[month].world)
      for row in recorded[0].customers.indices {
        let isChanged = last["region"]?[row] != now["region"]?[row]
        #expect(isChanged == (last["local"]?[row] != now["local"]?[row]))
        changes += isChanged ? 1 : 0
      }
    }
    #expect(changes > 5000)
    let (region, local) = (recorded[8].world["region"] ?? [], recorded[8].world["local"] ?? [])
    #expect(zip(region, local).allSatisfy { ($0 == 1) == ($1 > 0) })
  }

  @Test func valuesGoTowardTheNewLawByHalves() throws {
    let recorded = RecordedPopulation(try WrittenWorld.model(Self.text))
    let moved = try Self.monthsOfMove(recorded)
    let columns = recorded.months.map { $0.world["nearing"] ?? [] }
    // The way is ln 16 on the logarithmic scale; after k months 2^(-k/2) of it is left.
    let way = UnitLogarithm.of(16)
    for row in moved.indices {
      for month in 0..<9 {
        let steps = moved[row].map { max(0, month - $0 + 1) } ?? 0
        let left = UnitLogarithm.exponential(-UnitLogarithm.of(2) / 2 * Double(steps))
        let gone = UnitLogarithm.of(columns[month][row] / columns[0][row])
        #expect(abs(gone - way * (1 - left)) < 1e-9)
      }
    }
  }

  @Test func aDriftThatMakesALawTheSameForAllStopsMovesFromChangingIt() throws {
    let drift = """

      drift: {level: {from: 2026-03, changes: {world.nearing.lognormal.median: {set: 50}}}}
      """
    let recorded = RecordedPopulation(try WrittenWorld.model(Self.text + drift))
    let moved = try Self.monthsOfMove(recorded)
    let columns = recorded.months.map { $0.world["nearing"] ?? [] }
    for row in moved.indices where (moved[row] ?? 9) >= 2 {
      #expect(columns[8][row] == columns[0][row])
    }
  }

  @Test func aMoveRedrawsTheNoiseOfSchemesThatDependOnIt() throws {
    let recorded = RecordedPopulation(try WrittenWorld.model(Self.text))
    let moved = try Self.monthsOfMove(recorded)
    var (changed, total) = (0, 0)
    for month in 1..<9 {
      let (last, now) = (
        recorded[month - 1].truths["need"] ?? [], recorded[month].truths["need"] ?? []
      )
      for row in moved.indices {
        if moved[row] == month {
          total += 1
          changed += last[row] == now[row] ? 0 : 1
        } else {
          #expect(last[row] == now[row])
        }
      }
    }
    // Utilities near 0, 0 and 1 as kept / 100 is small: two independent draws differ with chance
    // 1 - Σ p²; kept / 100 moves it by 1e-4 or so, far within the standard error of 0.005.
    let weights = [1, 1, UnitLogarithm.exponential(1)]
    let sum = weights.reduce(0, +)
    let same = weights.reduce(0) { $0 + ($1 / sum) * ($1 / sum) }
    #expect(Agreement.share(changed, of: total, 1 - same) < 5)
  }

  @Test func wholeNumbersCannotGoPartOfAWay() throws {
    let text = """
      population: {customers: 10, from: 2026-01, months: 2}
      world:
        group: {levels: {a: 0.5, b: 0.5}, moves: {a: {b: 0.1}}}
        visits: {poisson: {mean: {by group: {a: 0.1, b: 3}}}, after move: {toward: new law, half-life: 2 months}}
      segments: {s: {is: group}}
      view: {visits: [{of: visits}]}
      """
    let messages = try WrittenWorld.messages(text)
    #expect(messages.count == 1)
    #expect(messages.first?.hasPrefix("whole numbers cannot go part of a way") == true)
  }
}
