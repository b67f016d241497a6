// SPDX-License-Identifier: GPL-3.0-or-later
import Populations
import Probability
import Testing

/// First-month values against the declared laws; seeds are fixed, and each comparison would fail by
/// chance less than once in a million seeds.
@Suite struct WorldLawsTests {
  private static let text = """
    population: {customers: 40_000, from: 2026-01, months: 1}
    world:
      persona: {levels: {student: 0.1, worker: 0.6, retired: rest}}
      region:
        levels:
          by persona:
            student: {north: 0.7, south: 0.3}
            others: {north: 0.2, south: 0.8}
      age: {normal: {mean: {by persona: {student: 21, worker: 40, retired: 70}}, sd: 4}}
      income: {lognormal: {median: {by persona: {student: 900, worker: 6_000, retired: 3_000}}, sigma: 0.5}}
      visits: {poisson: {mean: {by persona: {student: 1, worker: 3.5, retired: 6}}}}
      score: {gamma: {shape: 2, mean: age / 10}}
      wealth: {is: income * 12}
    segments: {life: {is: persona}}
    view: {age: [{of: age}]}
    """
  private static let shares = [0.1, 0.6, 0.3]

  @Test func levelsHaveTheirShares() throws {
    let month = RecordedPopulation(try WrittenWorld.model(Self.text))[0]
    let persona = try #require(month.world["persona"])
    let counts = (0..<3).map { level in persona.count { $0 == Double(level) } }
    #expect(counts.reduce(0, +) == 40_000)
    #expect(Agreement.chiSquared(counts, Self.shares) > 1e-6)
    let region = try #require(month.world["region"])
    for (level, north) in [0.7, 0.2, 0.2].enumerated() {
      let rows = persona.indices.filter { persona[$0] == Double(level) }
      let count = rows.count { region[$0] == 0 }
      #expect(Agreement.share(count, of: rows.count, north) < 5)
    }
  }

  @Test func numbersFollowTheLawOfTheirLevel() throws {
    let month = RecordedPopulation(try WrittenWorld.model(Self.text))[0]
    let persona = try #require(month.world["persona"])
    let (age, income) = (try #require(month.world["age"]), try #require(month.world["income"]))
    let visits = try #require(month.world["visits"])
    let means = [(21.0, 900.0, 1.0), (40, 6000, 3.5), (70, 3000, 6)]
    for (level, (mean, median, count)) in means.enumerated() {
      let rows = persona.indices.filter { persona[$0] == Double(level) }
      let normal = Agreement.kolmogorov(rows.map { age[$0] }) {
        StandardNormal.cdf(($0 - mean) / 4)
      }
      #expect(normal < 2.69)
      // log x is normal where x is lognormal.
      let lognormal = Agreement.kolmogorov(rows.map { income[$0] }) {
        StandardNormal.cdf(UnitLogarithm.of($0 / median) / 0.5)
      }
      #expect(lognormal < 2.69)
      #expect(Agreement.mean(rows.map { visits[$0] }, count) < 5)
    }
  }

  @Test func parametersThatVaryByCustomerAreEachCustomersOwn() throws {
    let month = RecordedPopulation(try WrittenWorld.model(Self.text))[0]
    let (age, score) = (try #require(month.world["age"]), try #require(month.world["score"]))
    // A gamma of shape 2 divided by its scale m / 2 has the cdf 1 - (1 + x) exp(-x).
    let scaled = zip(age, score).map { age, score in score / (age / 20) }
    #expect(Agreement.kolmogorov(scaled) { 1 - (1 + $0) * UnitLogarithm.exponential(-$0) } < 2.69)
    let wealth = try #require(month.world["wealth"])
    #expect(wealth.bits == month.world["income"]?.map { $0 * 12 }.bits)
  }

  @Test func replicatesAndRolesAreOtherCustomers() throws {
    let model = try WrittenWorld.model(Self.text, customers: 2000)
    let first = try #require(RecordedPopulation(model)[0].world["age"])
    let second = try #require(RecordedPopulation(model, replicate: 1)[0].world["age"])
    let development = try WrittenWorld.model(Self.text, role: .development, customers: 2000)
    let third = try #require(RecordedPopulation(development)[0].world["age"])
    #expect(first.count == 2000 && third.count == 2000)
    for other in [second, third] {
      #expect(zip(first, other).allSatisfy { $0 != $1 })
    }
  }

  @Test func quotaMeetsSharesByLargestRemainders() throws {
    let quota = Self.text.replacing("months: 1}", with: "months: 1, draw: quota}")
    // 1237 customers: 123.7, 742.2 and 371.1 customers, so the one left over is a student.
    let model = try WrittenWorld.model(quota, customers: 1237)
    let (first, second) = (RecordedPopulation(model), RecordedPopulation(model, replicate: 1))
    for recorded in [first, second, RecordedPopulation(model, blockSize: 100)] {
      let persona = try #require(recorded[0].world["persona"])
      #expect((0..<3).map { level in persona.count { $0 == Double(level) } } == [124, 742, 371])
    }
    #expect(first[0].world["persona"] != second[0].world["persona"])
    let development = try WrittenWorld.model(quota, role: .development, customers: 500)
    let persona = try #require(RecordedPopulation(development)[0].world["persona"])
    #expect((0..<3).map { level in persona.count { $0 == Double(level) } } == [50, 300, 150])
  }

  @Test func impossibleParametersOfARowAreCounted() throws {
    let text = """
      population: {customers: 5_000, from: 2026-01, months: 1}
      world:
        group: {levels: {a: 0.5, b: 0.5}}
        spread: {normal: {mean: 0, sd: 1}}
        value: {normal: {mean: 0, sd: spread}}
      segments: {s: {is: group}}
      view: {value: [{of: value}, {plus: {normal: {mean: 0, sd: spread + 1}}, per: month}]}
      """
    let recorded = RecordedPopulation(try WrittenWorld.model(text))
    let spread = try #require(recorded[0].world["spread"])
    let impossible = spread.count { $0 <= 0 }
    let noise = spread.count { $0 + 1 <= 0 }
    #expect(impossible > 2000 && noise > 500)
    let counted = (recorded.ledger?.impossible ?? []).filter { $0.rows > 0 }
    #expect(counted.map(\.source) == ["world.value", "view.value"])
    #expect(counted.map(\.rows) == [impossible, noise])
    #expect(recorded[0].world["value"]?.count { $0.isNaN } == impossible)
  }
}
