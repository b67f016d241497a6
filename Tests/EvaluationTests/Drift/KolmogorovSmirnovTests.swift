// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation
import Testing

@Suite struct KolmogorovSmirnovTests {
  @Test(arguments: ColumnShape.allCases)
  func binnedDistanceStaysWithinItsBound(shape: ColumnShape) throws {
    var numbers = RepeatableNumbers(seed: 17)
    for scale in [1, 1.02, 1.5] {
      let bins = BinnedReference(development: shape.draw(2_000, &numbers), fineBins: 256)
      let first = shape.draw(5_000, &numbers)
      let second = shape.draw(3_000, &numbers, scale: scale)
      var (before, now) = (BinCounts(bins), BinCounts(bins))
      before.add(first, in: bins)
      now.add(second, in: bins)
      let binned = KolmogorovSmirnov().value(from: before, to: now, in: bins)
      let exact = KolmogorovSmirnov().value(
        from: SortedSample(first), to: SortedSample(second))
      let distance = try #require(binned.distance.value)
      let truth = try #require(exact.distance.value)
      #expect(distance <= truth + 1e-15)
      #expect(truth <= distance + binned.excess + 1e-15)
      if shape == .counts || shape == .constant { #expect(distance == truth) }
    }
  }

  /// The bound holds for 4096 bins cut on 20 000 values; 8 laws times 5 seeds.
  @Test(arguments: ColumnShape.allCases, 1...5 as ClosedRange<UInt64>)
  func boundIsAtMostAThousandth(shape: ColumnShape, seed: UInt64) {
    var numbers = RepeatableNumbers(seed: seed)
    let bins = BinnedReference(development: shape.draw(20_000, &numbers))
    var (before, now) = (BinCounts(bins), BinCounts(bins))
    before.add(shape.draw(200_000, &numbers), in: bins)
    now.add(shape.draw(200_000, &numbers), in: bins)
    let value = KolmogorovSmirnov().value(from: before, to: now, in: bins)
    #expect(value.excess <= 1e-3)
  }
}
