// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Glibc
import Populations
import Testing

/// Posteriors given all months so far, beside the sum over all paths of the hidden levels.
@Suite struct HistoryTests {
  private static let world = """
    population:
      customers: 300
      from: 2026-01
      months: 5
      entry: {monthly: 0.1, mix: {a: 0.7, b: 0.3}}
      exit: {hazard: {by kind: {a: 0.02, b: 0.1, c: 0.3}}}
    world:
      kind:
        levels: {a: 0.5, b: 0.3, c: rest}
        moves: {a: {b: 0.2, c: 0.05}, b: {c: 0.15, a: 0.1}, c: {a: 0.02}}
      x: {normal: {mean: {by kind: {a: 0, b: 1, c: 3}}, sd: 1}, each: month}
      y: {bernoulli: {share: {by kind: {a: 0.2, b: 0.5, c: 0.7}}}, each: month}
      z: {normal: {mean: {by kind: {a: 0, b: 0.5, c: 1}}, sd: 1}, each: month}
    segments:
      kind: {is: kind}
      need:
        softmax: {low: 0, high: "0.8 * z + if(kind == c, 1, 0)"}
    view:
      x: [{of: x}, {plus: {normal: {mean: 0, sd: 0.5}}, per: month}, {missing: 0.2, per: month}]
      y: [{of: y}, {missing: 0.3, per: customer}]
      z: [{of: z}]
    """

  private static func density(_ x: Double, mean: Double, sd: Double) -> Double {
    exp(-0.5 * (x - mean) * (x - mean) / sd / sd) / (2 * Double.pi).squareRoot() / sd
  }

  /// p(what is seen in a month | kind): missing values tell nothing.
  private static func likelihood(_ kind: Int, _ x: Double, _ y: Double, _ z: Double) -> Double {
    var chance = density(z, mean: [0, 0.5, 1][kind], sd: 1)
    if !x.isNaN { chance *= density(x, mean: [0, 1, 3][kind], sd: 1.25.squareRoot()) }
    if !y.isNaN { chance *= y == 1 ? [0.2, 0.5, 0.7][kind] : [0.8, 0.5, 0.3][kind] }
    return chance
  }

  private static let moves = [[0.75, 0.2, 0.05], [0.1, 0.75, 0.15], [0.02, 0, 0.98]]
  private static let exits = [0.02, 0.1, 0.3]

  /// The law of the kind in the last month, by enumeration of all paths of the months seen.
  private static func byEnumeration(_ seen: [(Double, Double, Double)], isEntrant: Bool)
    -> [Double]
  {
    let first = isEntrant ? [0.7, 0.3, 0] : [0.5, 0.3, 0.2]
    var sums = [0.0, 0, 0]
    for code in 0..<Int(pow(3, Double(seen.count))) {
      var (rest, chance, before) = (code, 1.0, -1)
      for (x, y, z) in seen {
        let kind = rest % 3
        rest /= 3
        chance *= before < 0 ? first[kind] : (1 - exits[before]) * moves[before][kind]
        chance *= likelihood(kind, x, y, z)
        before = kind
      }
      sums[before] += chance
    }
    let total = sums.reduce(0, +)
    return sums.map { $0 / total }
  }

  /// Every customer's posterior in every month, of those on the books until then.
  private struct Follower {
    let model: HistoryModel
    var scratches: [PosteriorScratch]
    var weights: [UInt64: [Double]] = [:]

    init(_ population: PopulationModel, scheme: Int) throws {
      let plan = try PosteriorPlan(population, scheme: scheme, seeing: [0, 1, 2])
      model = try HistoryModel(plan, through: population.months - 1)
      scratches = model.scratches()
    }

    mutating func posterior(
      _ customer: UInt64, month: Int, _ seen: (Double, Double, Double)
    ) -> [Double]? {
      var own = weights[customer] ?? Array(repeating: 0, count: model.states)
      var posterior = [Double](repeating: 0, count: model.segments)
      let isPossible = model.advance(
        to: month, isFirst: weights[customer] == nil,
        seeing: { [seen.0, seen.1, seen.2][$0] }, &own, into: &posterior, &scratches[month])
      weights[customer] = own
      return isPossible ? posterior : nil
    }
  }

  @Test func filteringIsTheSumOverAllPaths() throws {
    let population = try WrittenWorld.model(Self.world)
    var (kinds, needs) = (
      try Follower(population, scheme: 0), try Follower(population, scheme: 1)
    )
    let record = RecordedPopulation(population)
    var histories: [UInt64: [(Double, Double, Double)]] = [:]
    var worst = 0.0
    for month in 0..<population.months {
      let (own, view) = (record[month], record[month].view)
      let columns = try ["x", "y", "z"].map { try #require(view[$0]) }
      for (row, customer) in own.customers.enumerated() {
        let seen = (columns[0][row], columns[1][row], columns[2][row])
        histories[customer, default: []].append(seen)
        let expected = Self.byEnumeration(
          histories[customer] ?? [], isEntrant: customer >> 32 > 0)
        let known = kinds.posterior(customer, month: month, seen)
        let kind = try #require(known)
        for (one, other) in zip(kind, expected) { worst = max(worst, abs(one - other)) }
        let high = (0..<3).reduce(0.0) { sum, kind in
          sum + expected[kind] / (1 + exp(-0.8 * seen.2 - (kind == 2 ? 1 : 0)))
        }
        let told = needs.posterior(customer, month: month, seen)
        let need = try #require(told)
        worst = max(worst, abs(need[1] - high))
      }
    }
    #expect(histories.count > 350 && histories.values.contains { $0.count == 5 })
    #expect(worst < 1e-10, "\(worst)")
  }

  /// The indicator less the posterior goes with nothing that was seen, this month or before: every
  /// correlation lies within 4.5 standard errors, which chance passes once in 10,000 for all eight.
  @Test func whatIsLeftGoesWithNothingSeen() throws {
    let text = Self.world.replacing("customers: 300", with: "customers: 20_000")
    let population = try WrittenWorld.model(text, seed: 4)
    var follower = try Follower(population, scheme: 0)
    let record = RecordedPopulation(population)
    var before: [UInt64: (Double, Double)] = [:]
    var sums = Array(repeating: (0.0, 0.0), count: 8)
    for month in 0..<population.months {
      let own = record[month]
      let columns = try ["x", "y", "z"].map { try #require(own.view[$0]) }
      let truth = try #require(own.truths["kind"])
      for (row, customer) in own.customers.enumerated() {
        let seen = (columns[0][row], columns[1][row], columns[2][row])
        let found = follower.posterior(customer, month: month, seen)
        let posterior = try #require(found)
        if month == population.months - 1, let last = before[customer] {
          for kind in 0..<2 {
            let left = (Int(truth[row]) == kind ? 1 : 0) - posterior[kind]
            let variance = posterior[kind] * (1 - posterior[kind])
            for (place, value) in [1, seen.2, last.0, last.1].enumerated() where !value.isNaN {
              sums[kind * 4 + place].0 += left * value
              sums[kind * 4 + place].1 += variance * value * value
            }
          }
        }
        before[customer] = (seen.0, seen.2)
      }
    }
    for (sum, variance) in sums {
      #expect(variance > 100)
      #expect(abs(sum) < 4.5 * variance.squareRoot(), "\(sum / variance.squareRoot())")
    }
  }

  /// What goes on from month to month is told, and no posterior pretends to know.
  @Test(arguments: [
    (
      "x: {normal: {mean: {by kind: {a: 0, b: 1, c: 3}}, sd: 1}, each: month}",
      "x: {normal: {mean: {by kind: {a: 0, b: 1, c: 3}}, sd: 1}, after move: redraw}",
      "'x' goes on from month to month"
    ),
    (
      "{plus: {normal: {mean: 0, sd: 0.5}}, per: month}",
      "{plus: {normal: {mean: 0, sd: 0.5}}, per: customer}",
      "feature 'x' is 'plus' alike in several months"
    ),
    (
      "{missing: 0.3, per: customer}", "{missing: 0.3, per: customer}, {impute: 1}",
      "feature 'y' is 'missing' alike in several months"
    ),
  ])
  func whatGoesOnIsTold(_ old: String, _ new: String, _ reason: String) throws {
    let population = try WrittenWorld.model(Self.world.replacing(old, with: new))
    let plan = try PosteriorPlan(population, scheme: 0, seeing: [0, 1, 2])
    do {
      _ = try HistoryModel(plan, through: 4)
      Issue.record("there is a history although \(reason)")
    } catch {
      #expect(error.reason == reason)
    }
  }
}
