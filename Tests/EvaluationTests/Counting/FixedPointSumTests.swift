// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation
import Testing

@Suite struct FixedPointSumTests {
  @Test func isTheSameInAnyOrder() {
    var numbers = RepeatableNumbers(seed: 3)
    let values = (0..<5_000).map { _ in (numbers.uniform() - 0.4) * 1e9 }
    var whole = FixedPointSum()
    whole.add(values, count: values.count)
    var parts = FixedPointSum()
    var start = values.count
    while start > 0 {
      let length = min(start, 1 + numbers.below(700))
      start -= length
      var part = FixedPointSum()
      part.add(Array(values[start..<start + length]), count: length)
      parts += part
    }
    #expect(parts == whole)
  }

  /// Whole numbers, halves and quarters are units' multiples: their sum is exact.
  @Test func isExactOnMultiplesOfTheUnit() {
    var sum = FixedPointSum(fractionBits: 2)
    sum.add([1e15, 0.25, -1e15, 0.5, 3], count: 5)
    #expect(sum.units == 15)
    #expect(sum.value == 3.75)
  }

  /// Halves of a unit go to the even neighbour, of either sign.
  @Test func roundsToTheNearestUnit() {
    let cases: [(Double, Int128)] = [
      (0.5, 0), (1.5, 2), (2.5, 2), (-0.5, 0), (-1.5, -2), (0.4999, 0), (-2.6, -3),
      (4_503_599_627_370_497.0, 4_503_599_627_370_497), (0x1p61, 1 << 61),
    ]
    for (value, units) in cases {
      var sum = FixedPointSum(fractionBits: 0)
      sum.add(value)
      #expect(sum.units == units, "\(value)")
    }
  }

  @Test func refusesWhatDoesNotFit() {
    var sum = FixedPointSum(fractionBits: 20)
    sum.add([1, .nan, .infinity, 0x1p42, -0x1p42, 0x1p41], count: 6)
    #expect(sum.refused == 4)
    #expect(sum.value == 1 + 0x1p41)
  }

  @Test func momentsAreExact() {
    var numbers = RepeatableNumbers(seed: 4)
    let values = (0..<3_000).map { _ in Double(numbers.below(1 << 40)) - 0x1p39 }
    var moments = FixedPointMoments(fractionBits: 0)
    moments.add(values, count: values.count)
    let units = values.map { Int128($0) }
    #expect(moments.units == units.reduce(0, +))
    #expect(moments.squaredUnits == units.reduce(0) { $0 + $1 * $1 })
    #expect(moments.count == 3_000)
  }

  /// 1, 2, 3, 4: mean 2.5, variance 5 / 3, standard error √(5 / 12).
  @Test func momentsGiveAStandardError() throws {
    var moments = FixedPointMoments(fractionBits: 10)
    moments.add([1, 2, 3, 4], count: 4)
    #expect(moments.mean == 2.5)
    #expect(agree(moments.standardError, (5.0 / 12).squareRoot()))
    moments.add([.nan], count: 1)
    #expect(moments.mean == nil)
  }
}
