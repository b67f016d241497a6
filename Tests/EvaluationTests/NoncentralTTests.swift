// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation
import Testing

/// The power of t tests, beside scipy 1.17.1: `scipy.stats.nct.sf(t, freedom, shift)`.
@Suite struct NoncentralTTests {
  @Test(arguments: [
    (1.8124611228116756, 2, 10, 0.5861092560246237),
    (1.6694022217068127, 2.5, 63, 0.7962077125437504),
    (4.540702858568132, 4, 3, 0.4865800354552101),
    (3.0776835371752544, 1, 1, 0.26389021036369864),
    (1.6694022217068127, 0, 63, 0.05),
    (0.8434221315354185, -1, 200, 0.03283012777463376),
  ])
  func theTailIsScipys(t: Double, shift: Double, freedom: Double, tail: Double) {
    #expect(abs(NoncentralT.upperTail(t, shift: shift, freedom: freedom) - tail) < 1e-7)
  }

  @Test func manyDegreesOfFreedomGiveTheNormalLaw() {
    #expect(abs(NoncentralT.upperTail(1.96, shift: 1, freedom: .infinity) - 0.168528) < 1e-6)
    #expect(abs(NoncentralT.upperTail(1.96, shift: 1, freedom: 1e6) - 0.168528) < 1e-5)
  }
}
