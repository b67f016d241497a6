// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Probability
import ScenarioLanguage
import Testing

/// The tier rule month by month, by hand: the base is `paying`, then `saving` from 10 and `borrowing` from 100.
struct TierClassifierTests {
  /// One customer's tiers in force from January 2026 on, as digits; `-` for no estimate.
  private func trace(_ settings: String, _ measures: [Double]) throws -> String {
    let log = ProblemLog()
    let entry = """
      {finds: need, tiers: {measure: income, floors: {saving: 10, borrowing: 100}, \(settings)}}
      """
    let specification = try #require(SampleBank.specification(entry, log: log), "\(log.problems)")
    let model = try #require(try Self.fit(specification) as? any RememberingClassifier)
    var memory = CustomerMemory(width: model.memoryWidth, capacity: 1)
    var estimates = Estimates(capacity: 1, segmentCount: 3)
    let scratch = PredictionScratch(capacityRows: 8)
    return measures.enumerated().map { month, measure in
      let table = FeatureTable(
        schema: SampleBank.schema, columns: [[40], [measure], [0], [0], [0]])
      model.predict(
        table, in: Month(ordinal: 2026 * 12 + month), remembering: &memory, into: &estimates,
        scratch: scratch)
      return estimates.segments[0] == noEstimate ? "-" : "\(estimates.segments[0])"
    }.joined()
  }

  static func fit(_ specification: ClassifierSpecification) throws -> any FittedClassifier {
    let blank = LabelledFeatures(
      unlabelled: SampleBank.schema, sees: specification.sees, scheme: specification.scheme)
    return try specification.classifier.fit(blank, using: SeedPath(root: 1))
  }

  @Test func movesComeIntoForceWhenTheRuleSays() throws {
    let measures: [Double] = [10, 100, 100, 9, 9, 9]
    #expect(try trace("effective: same month", measures) == "122000")
    #expect(try trace("effective: next month", measures) == "112200")
    #expect(try trace("effective: 2 months", measures) == "111220")
  }

  @Test func missesInARowAreForgottenAfterAHit() throws {
    let measures: [Double] = [50, 5, 5, 50, 5, 5, 5, 5]
    #expect(try trace("down: {misses: 3}", measures) == "11111110")
    #expect(try trace("down: {misses: 3, counted: in total}", measures) == "11111000")
  }

  @Test func whereToIsAsTheRuleSays() throws {
    let measures: [Double] = [500, 50, 5, 5, 500]
    #expect(try trace("down: {misses: 2, to: earned}", measures) == "22200")
    #expect(try trace("down: {misses: 2, to: best earned}", measures) == "22211")
    #expect(try trace("down: {misses: 2, to: one step}", measures) == "22211")
    #expect(try trace("down: {misses: 2, to: base}", [500, 50, 50, 5, 5]) == "22200")
    #expect(try trace("up: {to: one step}", [5, 500, 500, 500]) == "0012")
  }

  @Test func hitsBeforeAMoveUpMustFollowEachOther() throws {
    #expect(try trace("up: {hits: 2}", [5, 50, 5, 50, 50, 50]) == "000001")
    #expect(try trace("up: {hits: 2}", [5, 50, 500, 500]) == "0002")
  }

  @Test func withinTheMarginNothingHappens() throws {
    let measures: [Double] = [100, 95, 89.9, 9.5, 8.9, 8.9]
    #expect(try trace("down: {margin: 10 %}", measures) == "222110")
    #expect(try trace("up: {margin: 10 %}", [5, 10, 10.9, 11, 11]) == "00001")
  }

  /// A margin lets a tier be kept, but nobody lands in one whose floor is not reached.
  @Test func whoFallsLandsInWhatIsEarned() throws {
    #expect(try trace("down: {margin: 10 %}", [100, 9.5, 9.5]) == "220")
    #expect(try trace("down: {margin: 10 %}", [100, 50, 9.5, 9.5]) == "2211")
    #expect(
      try trace("down: {margin: 10 %, misses: 2, to: best earned}", [100, 9.5, 9.8, 9]) == "2220")
    #expect(
      try trace("down: {margin: 10 %, misses: 2, to: best earned}", [100, 10, 9.5, 9]) == "2221")
  }

  @Test func tiersAreReviewedAtTheDatesAlone() throws {
    let measures: [Double] = [50, 5, 5, 5, 5, 5, 5, 5, 500, 5, 5, 5, 5]
    #expect(try trace("review: quarterly", measures) == "1110000002220")
    #expect(try trace("review: [06-30, 12-31]", measures) == "1111110000000")
    #expect(try trace("review: quarterly, over: 3 months", measures) == "1111110002220")
  }

  @Test func anAmnestySuspendsMissesAndKeepsTheirCount() throws {
    let amnesty = "down: {misses: 2}, amnesty: {from: 2026-03, until: 2026-05}"
    #expect(try trace(amnesty, [50, 5, 5, 5, 5, 5, 5]) == "1111110")
    #expect(try trace(amnesty, [50, 5, 5, 500, 50, 50, 50, 5]) == "11112221")
  }

  /// What was decided in February waits until June; what is decided in June holds from July on.
  @Test func noMoveDownComesIntoForceInAnAmnesty() throws {
    let late = "effective: next month, down: {misses: 1}, amnesty: {from: 2026-03, until: 2026-05}"
    #expect(try trace(late, [50, 50, 5, 5, 5, 5, 5]) == "1111110")
    #expect(try trace(late, [50, 5, 5, 5, 5, 5, 5]) == "1111100")
    #expect(try trace(late, [50, 5, 500, 500, 50, 5, 5]) == "1112220")
    #expect(try trace(late, [50, 5, 50, 50, 50, 50, 50]) == "1111111")
  }

  @Test func exceptionsHoldForWhoHoldsTheTier() throws {
    let rule = "down: {misses: 1}, exceptions: {borrowing: {down: {misses: 3}}}"
    #expect(try trace(rule, [500, 5, 5, 5, 5, 50, 5, 5]) == "22220010")
  }

  @Test func aMissingMeasureIsNeitherHitNorMiss() throws {
    #expect(try trace("down: {misses: 2}", [50, 5, .nan, 5, 5]) == "11110")
    #expect(try trace("down: {misses: 2}", [.nan, .nan, 50, 5, 5, 5]) == "--1110")
    #expect(try trace("missing: saving", [.nan, 500, 500]) == "122")
    #expect(try trace("over: 2 months", [50, .nan, .nan, 5, 5]) == "11110")
  }

  /// Switches per month of a customer who is above the floor with chance p, each month for itself.
  ///
  /// A cycle waits for d misses in a row, (1 − q^d)/(p q^d) months on average, then for a hit, 1/p; it has
  /// two switches (renewal theory; Feller 1968, XIII.7 for mean and variance of the wait for a run). Three
  /// standard errors: each of the nine fails by chance once in 370 seeds; the seed is fixed.
  @Test(arguments: [0.5, 0.7, 0.9], [1, 3, 6])
  func theSwitchingRateMeetsTheClosedForm(p: Double, d: Int) throws {
    let (customers, settling, months) = (20_000, 40, 240)
    let text = """
      {finds: need, tiers: {measure: income, floors: {saving: 10, borrowing: 100}, \
      down: {misses: \(d)}}}
      """
    let log = ProblemLog()
    let specification = try #require(SampleBank.specification(text, log: log), "\(log.problems)")
    let model = try #require(try Self.fit(specification) as? any RememberingClassifier)
    var memory = CustomerMemory(width: model.memoryWidth, capacity: customers)
    var estimates = Estimates(capacity: customers, segmentCount: 3)
    let scratch = PredictionScratch(capacityRows: customers)
    var (uniforms, switches) = ([Double](repeating: 0, count: customers), 0)
    var before = estimates.segments
    for month in 0..<months {
      uniforms.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        CellRun(
          path: SeedPath(root: 5), firstIndex: 0, count: customers, month: UInt16(month)
        ).fillUniforms(into: base)
      }
      let zeros = [Double](repeating: 0, count: customers)
      let table = FeatureTable(
        schema: SampleBank.schema,
        columns: [zeros, uniforms.map { $0 < p ? 20 : 0 }, zeros, zeros, zeros])
      model.predict(
        table, in: Month(ordinal: 2026 * 12 + month), remembering: &memory, into: &estimates,
        scratch: scratch)
      if month > settling { switches += zip(before, estimates.segments).count { $0 != $1 } }
      before = estimates.segments
    }
    let q = 1 - p
    let run = (0..<d).reduce(1.0) { product, _ in product * q }
    let cycle = (1 - run) / (p * run) + 1 / p
    let wait = 1 / (p * p * run * run) - Double(2 * d + 1) / (p * run) - q / (p * p)
    let total = Double(customers * (months - settling - 1))
    let error = 2 * ((wait + q / (p * p)) / (cycle * cycle * cycle) / total).squareRoot()
    let rate = Double(switches) / total
    #expect(abs(rate - 2 / cycle) < 3 * error, "\(rate) against \(2 / cycle) ± \(error)")
  }
}
