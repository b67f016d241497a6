// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation
import Testing

/// Means over customers and months with the customer as the unit.
@Suite struct ClusteredMeanTests {
  /// Σx/Σm of (3, 2), (1, 1), (0, 1) is 1; its standard error √(3/2 · Σ(x - m)²) / Σm = √3 / 4.
  @Test(arguments: [10, 20, 30])
  func aSmallCaseByHand(fractionBits: Int) throws {
    var mean = ClusteredMean(fractionBits: fractionBits)
    var other = ClusteredMean(fractionBits: fractionBits)
    mean.add(sum: 3, months: 2)
    mean.add(sum: 7, months: 0)
    other.add(sum: 1, months: 1)
    other.add(sum: 0, months: 1)
    mean += other
    #expect(mean.mean == 1 && mean.weight == 4)
    #expect(abs(try #require(mean.standardError) - 3.0.squareRoot() / 4) < 1e-12)
  }

  /// A sum of 2³² is too large for a unit of 2⁻²⁰: no mean rather than one without that customer.
  @Test func whatIsTooLargeLeavesNoMean() {
    for (sum, isTooLarge) in [(4_294_967_295.0, false), (4_294_967_296, true), (.infinity, true)] {
      var mean = ClusteredMean(fractionBits: 20)
      mean.add(sum: 1, months: 1)
      mean.add(sum: sum, months: 1)
      #expect((mean.mean == nil) == isTooLarge, "\(sum)")
      #expect((mean.standardError == nil) == isTooLarge, "\(sum)")
    }
  }
}
