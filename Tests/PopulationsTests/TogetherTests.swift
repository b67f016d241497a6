// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Populations
import Probability
import Testing

/// Quantities that go together by a normal copula, each by its own law.
@Suite struct TogetherTests {
  private static let together = """
    together:
      money: {normal copula: {of: [wealth, income, digital], correlations: [0.5, -0.4, 0.2]}}
      years: {normal copula: {of: [even, age], correlations: [0.7]}}
    """

  private static func text(_ together: String) -> String {
    """
    population: {customers: 20_000, from: 2026-01, months: 4, entry: {monthly: 0.05}, exit: {hazard: 0.02}}
    world:
      persona: {levels: {a: 0.4, b: 0.6}, moves: {a: {b: 0.3}, b: {a: 0.2}}}
      income: {lognormal: {median: 10, sigma: 0.5}}
      wealth: {gamma: {shape: {by persona: {a: 2, b: 0.7}}, mean: 5}, after move: redraw}
      digital: {beta: {mean: {by persona: {a: 0.3, b: 0.8}}, precision: 12}, after move: redraw}
      even: {uniform: {from: 2, to: 4}}
      age: {normal: {mean: 10 * even, sd: 5}}
      apart: {normal: {mean: 0, sd: 1}}
    \(together)
    segments: {s: {is: persona}}
    view: {v: [{of: income}]}
    """
  }

  private static func recorded(_ together: String, blockSize: Int = 3000) throws
    -> RecordedPopulation
  {
    RecordedPopulation(try WrittenWorld.model(text(together)), blockSize: blockSize)
  }

  private static func law(_ name: String, _ parameters: [String: Double]) throws -> any Law {
    try #require(LawRegistry.family(named: name)).law(parameters)
  }

  /// The values of a persona's customers in a month.
  private static func values(_ name: String, _ month: RecordedMonth, persona: Double?) -> [Double] {
    zip(month.world[name] ?? [], month.world["persona"] ?? [])
      .filter { persona == nil || $0.1 == persona }.map(\.0)
  }

  @Test func eachQuantityKeepsItsOwnLaw() throws {
    let recorded = try Self.recorded(Self.together)
    for (code, shape, mean) in [(0.0, 2.0, 0.3), (1.0, 0.7, 0.8)] {
      let wealth = try Self.law("gamma", ["shape": shape, "mean": 5])
      let digital = try Self.law("beta", ["mean": mean, "precision": 12])
      let income = try Self.law("lognormal", ["median": 10, "sigma": 0.5])
      let even = try Self.law("uniform", ["from": 2, "to": 4])
      for month in [recorded[0], recorded[3]] {
        for (name, law) in [
          ("wealth", wealth), ("digital", digital), ("income", income), ("even", even),
        ] {
          // Each of the 16 comparisons fails for a right generator once in a million.
          let values = Self.values(name, month, persona: code)
          #expect(values.count > 5000 && Agreement.kolmogorov(values, law.cdf) < 2.69, "\(name)")
        }
      }
    }
  }

  @Test func kendallsTauIsThatOfTheCorrelation() throws {
    let recorded = try Self.recorded(Self.together)
    let pairs = [
      ("wealth", "income", 0.5), ("wealth", "digital", -0.4), ("income", "digital", 0.2),
    ]
    // In month 3 most customers have moved: wealth and digital are drawn anew, income is kept.
    for month in [recorded[0], recorded[3]] {
      for (first, second, correlation) in pairs {
        for persona in [0.0, 1.0] {
          let distance = Kendall.distance(
            Self.values(first, month, persona: persona),
            Self.values(second, month, persona: persona), correlation)
          // Each of the 12 comparisons fails for a right generator once in a million.
          #expect(distance < 4.9, "\(first) \(second): \(distance)")
        }
      }
      let (even, age) = (month.world["even"] ?? [], month.world["age"] ?? [])
      let rest = zip(age, even).map { $0 - 10 * $1 }
      #expect(Kendall.distance(even, rest, 0.7) < 4.9)
      #expect(Kendall.distance(even, month.world["income"] ?? [], 0) < 4.9)
    }
  }

  @Test func aCopulaChangesOnlyTheLaterOfItsQuantities() throws {
    let with = try Self.recorded(Self.together)
    let without = try Self.recorded("")
    for (left, right) in zip(with.months, without.months) {
      #expect(left.customers == right.customers)
      // Income stays and leads; wealth and digital, which moves draw anew, follow.
      for name in ["persona", "income", "even", "apart"] {
        #expect(left.world[name]?.bits == right.world[name]?.bits)
      }
      for name in ["wealth", "digital", "age"] {
        #expect(left.world[name]?.bits != right.world[name]?.bits)
      }
    }
  }

  @Test func drawsDoNotDependOnBlocks() throws {
    let first = try Self.recorded(Self.together)
    let second = try Self.recorded(Self.together, blockSize: 257)
    for (left, right) in zip(first.months, second.months) {
      #expect(left.world.mapValues(\.bits) == right.world.mapValues(\.bits))
    }
  }

  @Test func theGroupGivesItsLogDensity() throws {
    let model = try WrittenWorld.model(Self.text(Self.together))
    let values = ["wealth": 3.0, "income": 25, "digital": 0.6]
    let laws = [
      try Self.law("gamma", ["shape": 0.7, "mean": 5]),
      try Self.law("lognormal", ["median": 10, "sigma": 0.5]),
      try Self.law("beta", ["mean": 0.8, "precision": 12]),
    ]
    let scores = zip(laws, [3.0, 25, 0.6]).map { StandardNormal.quantile($0.cdf($1)) }
    let copula = try NormalCopula(size: 3, correlations: [0.5, -0.4, 0.2])
    let found = model.logDensity(ofGroup: "money", values: values, levels: ["persona": 1])
    #expect(found.map { abs($0 - copula.logDensity(normalScores: scores)) < 1e-12 } == true)
    // One quantity's value is a parent of the other's law.
    let years = model.logDensity(ofGroup: "years", values: ["even": 3.5, "age": 41])
    let pair = try NormalCopula(size: 2, correlations: [0.7])
    let expected = pair.logDensity(normalScores: [StandardNormal.quantile(0.75), 1.2])
    #expect(years.map { abs($0 - expected) < 1e-12 } == true)
    #expect(model.logDensity(ofGroup: "money", values: values) == nil)
    #expect(model.logDensity(ofGroup: "years", values: ["even": 3.5]) == nil)
    #expect(model.logDensity(ofGroup: "years", values: ["even": 4.5, "age": 41]) == nil)
    #expect(model.logDensity(ofGroup: "others", values: values) == nil)
    #expect(model.groups.map(\.quantities) == [["wealth", "income", "digital"], ["even", "age"]])
  }
}

/// Kendall's rank correlation.
private enum Kendall {
  /// The distance of a sample's tau from that of normal scores with a correlation, in standard
  /// errors: tau = 2 / pi arcsin(r), n Var = 4 (1 / 9 - (2 / pi arcsin(r / 2))²) (Esscher 1924).
  static func distance(_ first: [Double], _ second: [Double], _ correlation: Double) -> Double {
    let half = 2 / Double.pi * asin(correlation / 2)
    let error = (4 * (1.0 / 9 - half * half) / Double(first.count)).squareRoot()
    return abs(tau(first, second) - 2 / Double.pi * asin(correlation)) / error
  }

  /// Concordant less discordant pairs, over all pairs; values without ties.
  private static func tau(_ first: [Double], _ second: [Double]) -> Double {
    var values = first.indices.sorted { first[$0] < first[$1] }.map { second[$0] }
    let pairs = Double(values.count) * Double(values.count - 1) / 2
    return 1 - 2 * Double(sort(&values)) / pairs
  }

  /// Sorts by merging and counts the pairs that stood in the wrong order.
  private static func sort(_ values: inout [Double]) -> Int {
    guard values.count > 1 else { return 0 }
    var left = Array(values[..<(values.count / 2)])
    var right = Array(values[(values.count / 2)...])
    var wrong = sort(&left) + sort(&right)
    var (i, j) = (0, 0)
    for place in values.indices {
      if j == right.count || (i < left.count && left[i] <= right[j]) {
        values[place] = left[i]
        i += 1
      } else {
        values[place] = right[j]
        wrong += left.count - i
        j += 1
      }
    }
    return wrong
  }
}
