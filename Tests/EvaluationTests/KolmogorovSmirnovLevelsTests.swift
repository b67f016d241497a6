// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation
import Testing

@Suite struct KolmogorovSmirnovLevelsTests {
  @Test func distanceIsTheLargestGapOfTheSharesUpToALevel() {
    // Shares .5 .3 .2 against .2 .3 .5: gaps .3 and .3.
    let value = KolmogorovSmirnov().value(from: [50, 30, 20], to: [20, 30, 50])
    #expect(abs((value.distance.value ?? 1) - 0.3) < 1e-15)
    #expect(value.excess == 0)
  }

  @Test func nobodyAssignedIsUndefined() {
    #expect(KolmogorovSmirnov().value(from: [0, 0], to: [1, 2]).distance.value == nil)
  }
}
