// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Populations
import Testing

/// Questionnaires: the sum of items that are answered on points.
@Suite struct LikertTests {
  private static func world(
    _ law: String, _ steps: String, customers: Int = 20_000, more: String = ""
  ) -> String {
    """
    population: {customers: \(customers), from: 2026-01, months: 3, exit: {hazard: 0.02}}
    world:
      group: {levels: {a: 0.3, b: 0.7}, moves: {a: {b: 0.1}}}
      attitude: {\(law)}
    \(more)
    segments: {s: {is: group}}
    view: {quiz: [{of: attitude}, \(steps)]}
    """
  }

  private static let normal = "normal: {mean: 3, sd: 2}"
  private static let mixture = """
    normal: {mean: {by group: {a: -1, b: 1}}, sd: {by group: {a: 0.5, b: 0.8}}}, after move: keep
    """

  private static func step(_ items: Int, _ points: Int, _ reliability: Double) -> String {
    "{likert: {items: \(items), points: \(points), reliability: \(reliability)}, per: month}"
  }

  /// The model after its looks at the development population.
  private static func learned(_ text: String) throws -> PopulationModel {
    var development = try WrittenWorld.model(text, role: .development)
    var model = try WrittenWorld.model(text)
    while development.learn(from: RecordedPopulation(development).captured) {}
    model.imputedValues = development.imputedValues
    return model
  }

  /// Roots found by scipy 1.17.1: References/likert.py.
  @Test(arguments: [
    (5, 5, 0.77, 0.4393942373537675), (13, 4, 0.77, 0.23568953740710677),
    (2, 7, 0.9, 0.8560372862600703), (6, 2, 0.6, 0.30901699437494784),
  ])
  func theItemsErrorGivesTheReliability(
    items: Int, points: Int, reliability: Double, correlation: Double
  ) throws {
    let text = Self.world(Self.normal, Self.step(items, points, reliability))
    let model = try WrittenWorld.model(text)
    let response = try #require(model.likertResponse(ofFeature: "quiz"))
    // scipy's bivariate normal probabilities carry about ten digits.
    #expect(abs(response.correlation - correlation) < 1e-8, "\(response.correlation)")
    #expect(response.mean == 3 && response.deviation == 2)
    #expect(model.imputedValues.isEmpty)
  }

  @Test func thePopulationIsTheMixtureOfTheLaws() throws {
    let model = try WrittenWorld.model(Self.world(Self.mixture, Self.step(5, 5, 0.77)))
    let response = try #require(model.likertResponse(ofFeature: "quiz"))
    #expect(abs(response.correlation - 0.4336879687383288) < 1e-10, "\(response.correlation)")
    let variance = 0.3 * 0.25 + 0.7 * 0.64 + 0.21 * 4
    #expect(abs(response.mean - 0.4) < 1e-15)
    #expect(abs(response.deviation - variance.squareRoot()) < 1e-15)
  }

  @Test func earlierValuesHaveTheSameLaws() throws {
    for (before, isKnown) in [
      ("{refresh: {every: 2 months}}", true), ("{late: {by: 1 month}}", true),
      ("{times: 2}", false),
    ] {
      let text = Self.world(Self.mixture, before + ", " + Self.step(5, 5, 0.77))
      let model = try WrittenWorld.model(text)
      #expect((model.likertResponse(ofFeature: "quiz") != nil) == isKnown, "\(before)")
    }
    let monthly = Self.normal + ", monthly: attitude + 1"
    let model = try WrittenWorld.model(Self.world(monthly, Self.step(5, 5, 0.77)))
    #expect(model.likertResponse(ofFeature: "quiz") == nil)
  }

  @Test func sumsHaveTheirLogProbability() throws {
    let response = LikertResponse(
      scale: LikertScale(items: 3, points: 4), mean: 10, deviation: 2, correlation: 0.4)
    // By enumeration of all answers: References/likert.py.
    let references = [
      (4.0, [-0.6756197099620115, -6.955612338874625, -31.88761531638117]),
      (10.5, [-10.0967191676593, -1.3667452901838353, -7.60256349436263]),
      (30.0, [-153.06275107813087, -85.59572204442264, -8.560185893824467e-11]),
    ]
    for (value, expected) in references {
      for (sum, reference) in zip([3.0, 7, 12], expected) {
        let found = response.logProbability(of: sum, givenTrueValue: value)
        #expect(abs(found - reference) < 1e-12 * max(1, abs(reference)), "\(found)")
      }
      let total = response.sumProbabilities(givenTrueValue: value).reduce(0, +)
      #expect(abs(total - 1) < 1e-14)
    }
    for sum in [2.0, 13, 3.5, .nan] {
      #expect(response.logProbability(of: sum, givenTrueValue: 10) == -.infinity)
    }
  }

  @Test func answersFollowTheLawGivenTheTrueValue() throws {
    let model = try WrittenWorld.model(Self.world(Self.mixture, Self.step(3, 4, 0.7)))
    let response = try #require(model.likertResponse(ofFeature: "quiz"))
    let month = RecordedPopulation(model)[0]
    let (truths, sums) = (month.world["attitude"] ?? [], month.view["quiz"] ?? [])
    // Counts beside the sums of their probabilities, by the third of the true values.
    for range in [-9.0..<0, 0..<1, 1..<9] {
      var (counts, expected) = (
        [Double](repeating: 0, count: 10), [Double](repeating: 0, count: 10)
      )
      for (truth, sum) in zip(truths, sums) where range.contains(truth) {
        counts[Int(sum) - 3] += 1
        let chances = response.sumProbabilities(givenTrueValue: truth)
        for (place, chance) in chances.enumerated() { expected[place] += chance }
      }
      // Counts of unlike customers vary less than Poisson's: beyond five roots less than once in
      // a million; 30 comparisons.
      for (count, mean) in zip(counts, expected) {
        #expect(abs(count - mean) < 5 * max(2, mean.squareRoot()), "\(count) \(mean)")
      }
    }
  }

  /// Two months' answers to items with one true value are parallel tests: their correlation is the
  /// reliability (Lord and Novick 1968).
  @Test(arguments: ["by law", "by a look"])
  func answersAgainAgreeAsReliably(way: String) throws {
    let steps = (way == "by law" ? "" : "{plus: 1}, ") + Self.step(5, 5, 0.77)
    let model = try Self.learned(Self.world(Self.mixture, steps, customers: 40_000))
    #expect(model.imputedValues.count == (way == "by law" ? 0 : 3))
    let recorded = RecordedPopulation(model)
    let (first, second) = (recorded[0], recorded[1])
    var (left, right) = ([Double](), [Double]())
    for (row, next) in second.rows(of: first.customers).enumerated() {
      guard let next else { continue }
      left.append(first.view["quiz"]?[row] ?? .nan)
      right.append(second.view["quiz"]?[next] ?? .nan)
    }
    let (meanLeft, meanRight) = (left.mean, right.mean)
    let product = zip(left, right).map { ($0 - meanLeft) * ($1 - meanRight) }.mean
    let correlation = product / (left.variance * right.variance).squareRoot()
    // The standard error is (1 - 0.77²) / √n = 0.002; that of a look at 20,000 more is 0.003. A
    // right generator is beyond 5 of them less than once in a million.
    #expect(abs(correlation - 0.77) < (way == "by law" ? 0.0105 : 0.018), "\(correlation)")
  }

  @Test func aLookFindsWhatTheLawsTell() throws {
    let law = try Self.learned(Self.world(Self.mixture, Self.step(5, 5, 0.77)))
    let look = try Self.learned(
      Self.world(Self.mixture, "{plus: 0}, " + Self.step(5, 5, 0.77), customers: 40_000))
    let exact = try #require(law.likertResponse(ofFeature: "quiz"))
    let found = try #require(look.likertResponse(ofFeature: "quiz"))
    // Standard errors of a mean, a deviation and a correlation over 40,000 customers, times 5.
    #expect(abs(found.mean - exact.mean) < 0.03 && abs(found.deviation - exact.deviation) < 0.02)
    #expect(abs(found.correlation - exact.correlation) < 0.01)
  }

  @Test func answersAreDrawnForTheirPeriodWhateverTheBlocks() throws {
    let view = """
      again: [{of: attitude}, {likert: {items: 4, points: 5, reliability: 0.8}, per: month}]
        once: [{of: attitude}, {likert: {items: 4, points: 5, reliability: 0.8}, per: customer}]
        fresh: [{of: attitude}, {refresh: {every: 2 months}}, {likert: {items: 4, points: 5, reliability: 0.8}, per: refresh}]
      """
    let text = Self.world(Self.normal, Self.step(2, 2, 0.5), customers: 3000)
      .replacing(
        "view: {quiz: [{of: attitude}, \(Self.step(2, 2, 0.5))]}", with: "view:\n  " + view)
    let model = try Self.learned(text)
    let (first, other) = (RecordedPopulation(model), RecordedPopulation(model, blockSize: 129))
    for (left, right) in zip(first.months, other.months) {
      #expect(left.view.mapValues(\.bits) == right.view.mapValues(\.bits))
    }
    let rows = first[1].rows(of: first[0].customers).enumerated().compactMap { row, next in
      next.map { (row, $0) }
    }
    func changed(_ name: String) -> Double {
      let (before, after) = (first[0].view[name] ?? [], first[1].view[name] ?? [])
      return Double(rows.count { before[$0.0] != after[$0.1] }) / Double(rows.count)
    }
    #expect(changed("once") == 0)
    #expect(changed("again") > 0.6)
    #expect(changed("fresh") > 0.3 && changed("fresh") < 0.5)
    #expect(first[0].view["once"]?.allSatisfy { (4...20).contains($0) } == true)
  }

  @Test func aMedianAfterAQuestionnaireThatLearnsIsLearnedNext() throws {
    let steps = "{plus: 1}, \(Self.step(5, 5, 0.77)), {missing: 0.3, per: month}, {impute: median}"
    let model = try Self.learned(Self.world(Self.normal, steps, customers: 5000))
    #expect(model.imputedValues.count == 4 && model.imputedValues.allSatisfy { !$0.isNaN })
    #expect((12.0...18).contains(model.imputedValues[3]))
    let month = RecordedPopulation(model)[0]
    #expect(month.view["quiz"]?.allSatisfy { (5...25).contains($0) } == true)
  }

  @Test func withoutAnySpreadThereIsNoAnswer() throws {
    let text = Self.world(Self.normal, "{times: 0}, " + Self.step(5, 5, 0.77), customers: 100)
    let model = try Self.learned(text)
    #expect(model.likertResponse(ofFeature: "quiz") == nil)
    #expect(RecordedPopulation(model)[0].view["quiz"]?.allSatisfy(\.isNaN) == true)
  }
}
