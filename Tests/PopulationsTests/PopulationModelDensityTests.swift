// SPDX-License-Identifier: GPL-3.0-or-later
import Populations
import Probability
import Testing

@Suite struct PopulationModelDensityTests {
  private static let text = """
    population: {customers: 100, from: 2026-01, months: 4, exit: {hazard: {by tenure: {below 3 months: 0.2, above: 0.1}}}}
    world:
      persona: {levels: {student: 0.1, worker: 0.6, retired: rest}}
      region: {levels: {by persona: {student: {north: 0.7, south: 0.3}, others: {north: 0.2, south: 0.8}}}}
      age: {normal: {mean: {by persona: {student: 21, worker: 40, retired: 70}}, sd: 4}}
      visits: {negative binomial: {mean: age / 10, size: 2}}
      wealth: {is: age * 2}
      digital: {beta: {a: 2, b: 3}}
    segments: {life: {is: persona}}
    view: {age: [{of: age}]}
    drift:
      older: {from: 2026-03, changes: {world.age.normal.mean: {add: 5}}}
      shifted: {from: 2026-04, changes: {world.digital: {add: 1, scale: logit}}}
    """

  @Test func everyDrawnQuantityGivesItsLogDensity() throws {
    let model = try WrittenWorld.model(Self.text)
    let worker: [String: UInt8] = ["persona": 1]
    let normal = try NormalLaw(mean: 40, sd: 4)
    #expect(model.logDensity(of: "age", value: 43, levels: worker) == normal.logDensity(43))
    let later = try NormalLaw(mean: 45, sd: 4)
    let drifted = model.logDensity(of: "world.age", value: 43, levels: worker, month: 2)
    #expect(drifted == later.logDensity(43))
    let count = try NegativeBinomialLaw(mean: 4.3, size: 2)
    let byRow = try #require(model.logDensity(of: "visits", value: 5, numbers: ["age": 43]))
    #expect(abs(byRow - count.logDensity(5)) < 1e-12)
    let share = try #require(model.logDensity(of: "persona", value: 2))
    #expect(abs(share - UnitLogarithm.of(0.3)) < 1e-12)
    let given = try #require(model.logDensity(of: "region", value: 1, levels: ["persona": 0]))
    #expect(abs(given - UnitLogarithm.of(0.3)) < 1e-12)
  }

  @Test func nothingIsGivenWhereThereIsNoLawOrNoParent() throws {
    let model = try WrittenWorld.model(Self.text)
    #expect(model.logDensity(of: "wealth", value: 80, numbers: ["age": 40]) == nil)
    #expect(model.logDensity(of: "age", value: 43) == nil)
    #expect(model.logDensity(of: "visits", value: 5) == nil)
    #expect(model.logDensity(of: "visits", value: 5, numbers: ["age": -1]) == nil)
    #expect(model.logDensity(of: "nobody", value: 1) == nil)
    #expect(model.logDensity(of: "digital", value: 0.5, month: 2) != nil)
    #expect(model.logDensity(of: "digital", value: 0.5, month: 3) == nil)
  }

  @Test func tenureHasTheStationaryLaw() throws {
    let model = try WrittenWorld.model(Self.text)
    // Having stayed k months: 1, 0.8, 0.8², 0.8³, 0.8³·0.9, …; their sum is 2.44 + 0.512 / 0.1.
    let total = 1 + 0.8 + 0.64 + 0.512 / 0.1
    for (months, survival) in [1, 0.8, 0.64, 0.512, 0.4608].enumerated() {
      let found = try #require(model.logDensity(of: "tenure", value: Double(months)))
      // The law ends where fewer than one in a million are left, which moves it by 1e-6 or so.
      #expect(abs(found - UnitLogarithm.of(survival / total)) < 1e-5)
    }
  }
}
