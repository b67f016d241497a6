// SPDX-License-Identifier: GPL-3.0-or-later
import Populations
import Probability
import Testing

/// Exit, entry, moves and evolution; comparisons fail by chance less than once in a million seeds.
@Suite struct MonthsTests {
  @Test func movesHappenWithTheirChances() throws {
    let text = """
      population: {customers: 50_000, from: 2026-01, months: 4}
      world:
        group: {levels: {a: 0.5, b: 0.3, c: 0.2}, moves: {a: {b: 0.1, c: 0.02}, b: {a: 0.05}}}
      segments: {s: {is: group}}
      view: {group: [{of: group}]}
      drift: {calm: {from: 2026-04, changes: {world.group.moves.a.b: {set: 0}}}}
      """
    let recorded = RecordedPopulation(try WrittenWorld.model(text))
    let chances = [[0.88, 0.1, 0.02], [0.05, 0.95, 0], [0, 0, 1]]
    for month in 1..<4 {
      let (last, now) = (recorded[month - 1], recorded[month])
      let pairs = zip(try #require(last.world["group"]), try #require(now.world["group"]))
      var counts = [[Int]](repeating: [0, 0, 0], count: 3)
      for (from, to) in pairs { counts[Int(from)][Int(to)] += 1 }
      for (from, row) in counts.enumerated() {
        for (to, count) in row.enumerated() {
          let isCalm = month == 3 && from == 0
          let chance = isCalm ? [0.98, 0, 0.02][to] : chances[from][to]
          if chance == 0 || chance == 1 {
            #expect(count == (chance == 0 ? 0 : row.reduce(0, +)))
          } else {
            #expect(Agreement.share(count, of: row.reduce(0, +), chance) < 5)
          }
        }
      }
    }
  }

  @Test func customersEnterAndLeave() throws {
    let text = """
      population:
        customers: 20_000
        from: 2026-01
        months: 5
        entry: {monthly: 0.02, mix: {a: 0.9, b: rest}}
        exit: {hazard: {by group: {a: 0.1, b: 0.02}}}
      world:
        group: {levels: {a: 0.3, b: 0.7}}
        age: {normal: {mean: 40, sd: 5}, monthly: age + 1/12, at entry: 18}
      segments: {s: {is: group}}
      view: {age: [{of: age}]}
      drift: {rush: {from: 2026-04, for: 1 month, changes: {population.entry.monthly: {times: 3}, population.exit.hazard: {times: 2}}}}
      """
    let model = try WrittenWorld.model(text)
    #expect(model.entrants == [0, 400, 400, 1200, 400])
    let recorded = RecordedPopulation(model)
    for month in 1..<5 {
      let (last, now) = (recorded[month - 1], recorded[month])
      let newcomers = now.customers.indices.filter { now.customers[$0] >> 32 == month + 1 }
      #expect(newcomers.count == model.entrants[month])
      #expect(
        now.customers.count == last.customers.count - recorded.leavers[month] + newcomers.count)
      let group = try #require(now.world["group"])
      let a = newcomers.count { group[$0] == 0 }
      #expect(Agreement.share(a, of: newcomers.count, 0.9) < 5)
      // No evolution in the month of entry.
      #expect(newcomers.allSatisfy { now.world["age"]?[$0] == 18 })
      let stayed = now.rows(of: last.customers)
      let before = try #require(last.world["group"])
      for (level, hazard) in [0.1, 0.02].enumerated() {
        let mine = before.indices.filter { before[$0] == Double(level) }
        let left = mine.count { stayed[$0] == nil }
        #expect(Agreement.share(left, of: mine.count, month == 3 ? 2 * hazard : hazard) < 5)
      }
      let ages = zip(last.customers.indices, stayed).compactMap { row, next in
        next.map { (now.world["age"]?[$0] ?? 0) - (last.world["age"]?[row] ?? 0) }
      }
      #expect(ages.allSatisfy { abs($0 - 1.0 / 12) < 1e-12 })
    }
  }

  @Test func tenureIsStationaryUnderItsHazard() throws {
    let text = """
      population:
        customers: 40_000
        from: 2026-01
        months: 7
        entry: {monthly: 0.0137}
        exit: {hazard: {by tenure: {below 6 months: 0.02, above: 0.009}}}
      world:
        group: {levels: {a: 0.3, b: 0.7}}
      segments: {s: {is: group}}
      view: {tenure: [{of: tenure}]}
      """
    let recorded = RecordedPopulation(try WrittenWorld.model(text))
    // Survival s(k): 0.98^k up to 6 months, then falling by 0.991; the sum is a geometric series.
    let start = (0..<6).map { power(0.98, $0) }
    let total = start.reduce(0, +) + power(0.98, 6) / 0.009
    let first = try #require(recorded[0].world["tenure"])
    let young = first.count { $0 < 6 }
    #expect(Agreement.share(young, of: first.count, start.reduce(0, +) / total) < 5)
    let entering = first.count { $0 == 0 }
    #expect(Agreement.share(entering, of: first.count, 1 / total) < 5)
    let mean = first.mean
    let tail = power(0.98, 6) * (6 / 0.009 + 0.991 / (0.009 * 0.009))
    let expected =
      (start.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element } + tail) / total
    #expect(abs(mean - expected) < 5 * (first.variance / 40_000).squareRoot())
    for month in 1..<7 {
      let tenure = try #require(recorded[month].world["tenure"])
      let before = try #require(recorded[month - 1].world["tenure"])
      let staying = recorded[month].rows(of: recorded[month - 1].customers)
      #expect(zip(before, staying).allSatisfy { $1.map { tenure[$0] } ?? ($0 + 1) == $0 + 1 })
      let mine = before.indices.filter { before[$0] < 6 }
      let left = mine.count { staying[$0] == nil }
      #expect(Agreement.share(left, of: mine.count, 0.02) < 5)
    }
  }

  @Test func meanReversionHasTheMomentsOfAnAutoregression() throws {
    let text = """
      population: {customers: 20_000, from: 2026-01, months: 13}
      world:
        group: {levels: {a: 0.5, b: 0.5}}
        shock: {normal: {mean: 0, sd: 1}, each: month}
        balance:
          lognormal: {mu: {by group: {a: 7, b: 9}}, sigma: 0.8}
          monthly: exp(law.mu(balance) + 0.9 * (log(balance) - law.mu(balance)) + law.sigma(balance) * sqrt(0.19) * shock)
      segments: {s: {is: group}}
      view: {balance: [{of: balance}]}
      """
    let recorded = RecordedPopulation(try WrittenWorld.model(text))
    let group = try #require(recorded[0].world["group"])
    let logs = try [0, 1, 12].map { month in
      try #require(recorded[month].world["balance"]).map(UnitLogarithm.of)
    }
    for (level, mu) in [7.0, 9.0].enumerated() {
      let rows = group.indices.filter { group[$0] == Double(level) }
      for (months, power) in [(1, 0.9), (2, 0.2824295364810001)] {
        let (first, later) = (rows.map { logs[0][$0] }, rows.map { logs[months][$0] })
        // The law stays normal with its mean and sd; the correlation over k months is 0.9^k.
        #expect(Agreement.kolmogorov(later) { StandardNormal.cdf(($0 - mu) / 0.8) } < 2.69)
        let products = zip(first, later).map { ($0 - mu) / 0.8 * (($1 - mu) / 0.8) }
        #expect(Agreement.mean(products, power) < 5)
      }
    }
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
}
