// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation
import Testing

/// scipy 1.17.1's binomtest and statsmodels 0.15.0's mcnemar.
private struct DiscordantCase: Decodable {
  enum CodingKeys: String, CodingKey {
    case b, c, exact
    case midP = "mid p"
    case chiSquare = "chi square"
  }

  let b: Int
  let c: Int
  let exact: Double
  let midP: Double
  let chiSquare: Double
}

@Suite struct McNemarTestTests {
  /// Definition: with b = c the continuity correction is left out, as in R, so the p-value is 1;
  /// statsmodels corrects there too.
  @Test func agreesWithOthers() throws {
    for one in try ReferenceFile<DiscordantCase>.read("discordant.json") {
      let tally = PairedTally(
        bothRight: 50, onlyFirstWrong: one.b, onlySecondWrong: one.c, bothWrong: 7)
      #expect(agree(McNemarTest(tally, method: .exact).pValue, one.exact))
      #expect(agree(McNemarTest(tally, method: .midP).pValue, one.midP))
      #expect(
        agree(McNemarTest(tally, method: .chiSquare).pValue, one.b == one.c ? 1 : one.chiSquare))
      let usual = McNemarTest(tally)
      #expect(usual.method == (one.b + one.c <= 1000 ? .exact : .chiSquare))
    }
  }

  @Test func saysNothingWithoutDiscordantCustomers() {
    #expect(McNemarTest(PairedTally()).pValue == 1)
  }
}
