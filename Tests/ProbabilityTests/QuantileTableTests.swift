// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability
import Testing

@Suite struct QuantileTableTests {
  /// The table against the law's own quantile, as a shift of the normal score: what matters for a
  /// draw is how far along the law it is moved.
  @Test func tablesFollowTheirLaws() throws {
    for law in try LawFixtures.continuous() {
      let table = try QuantileTable(law)
      var worst = 0.0
      for step in -1639...1639 {
        let z = Double(step) * 0.005 + 0.000_7
        let exact = law.quantile(normalScore: z)
        let value = table(z)
        let rise = exp(StandardNormal.logDensity(z) - law.logDensity(exact))
        let rounding = 4e-15 * abs(exact)
        let shift = max(0, abs(value - exact) - rounding) / max(rise, 1e-300)
        let weighted = shift * (abs(z) < 5 ? 1 : 0.02)
        if weighted > worst { worst = weighted }
      }
      #expect(worst < 2e-8, "\(law): a shift of \(worst) normal scores")
    }
  }

  @Test func tablesIncrease() throws {
    for law in try LawFixtures.continuous() {
      let table = try QuantileTable(law)
      var previous = table(-9)
      for step in -83_000...83_000 {
        let value = table(Double(step) * 1e-4)
        #expect(value >= previous * (1 - 1e-15 * (previous < 0 ? -1 : 1)), "\(law) at \(step)")
        previous = value
      }
    }
  }

  @Test func scoresBeyondTheReachCountAsTheReach() throws {
    let table = try QuantileTable(GammaLaw(shape: 2, scale: 1))
    #expect(table(40) == table(8.25))
    #expect(table(-.infinity) == table(-8.25))
    #expect(table(.nan).isNaN)
  }
}
