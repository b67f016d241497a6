// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation
import Testing

/// statsmodels 0.15.0, proportion_confint with "wilson" and "beta".
private struct ProportionCase: Decodable {
  enum CodingKeys: String, CodingKey {
    case successes, n, confidence, wilson
    case clopperPearson = "clopper pearson"
  }

  let successes: Int
  let n: Int
  let confidence: Double
  let wilson: [Double]
  let clopperPearson: [Double]
}

@Suite struct ProportionIntervalTests {
  @Test func agreesWithStatsmodels() throws {
    for one in try ReferenceFile<ProportionCase>.read("proportions.json") {
      let wilson = try #require(
        Interval.wilson(successes: one.successes, of: one.n, confidence: one.confidence))
      #expect(agree(wilson.low, one.wilson[0]))
      #expect(agree(wilson.high, one.wilson[1]))
      let exact = try #require(
        Interval.clopperPearson(successes: one.successes, of: one.n, confidence: one.confidence))
      #expect(agree(exact.low, one.clopperPearson[0]))
      #expect(agree(exact.high, one.clopperPearson[1]))
      #expect(wilson.varies == "customers" && wilson.confidence == one.confidence)
    }
  }

  /// Newcombe (1998), Statistics in Medicine 17, table I: 81 of 263 by the score method.
  @Test func agreesWithAPublishedTable() throws {
    let interval = try #require(Interval.wilson(successes: 81, of: 263, confidence: 0.95))
    #expect(abs(interval.low - 0.2553) < 5e-5)
    #expect(abs(interval.high - 0.3662) < 5e-5)
  }

  @Test func hasNoneWithoutCustomers() {
    #expect(Interval.wilson(successes: 0, of: 0, confidence: 0.95) == nil)
    #expect(Interval.clopperPearson(successes: 0, of: 0, confidence: 0.95) == nil)
    #expect(Interval.normal(0.3, standardError: 0, confidence: 0.95, within: 0...1) == nil)
  }
}
