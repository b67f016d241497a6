// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation
import Testing

/// scipy 1.17.1's ks_2samp and kolmogorov, numpy 2.4.6's quantile, and the PSI in numpy.
private struct SampleCase: Decodable {
  let first: [Double]
  let second: [Double]
  let distance: Double
  let cuts: [Double]
  let p: Double
  let psi: Double
}

@Suite struct SampleReferenceTests {
  @Test func exactDistancesAgree() throws {
    for one in try ReferenceFile<SampleCase>.read("samples.json") {
      let (first, second) = (SortedSample(one.first), SortedSample(one.second))
      let ks = KolmogorovSmirnov().value(from: first, to: second)
      #expect(agree(ks.distance.value, one.distance))
      #expect(agree(ks.pValue, one.p))
      #expect(first.quantileCuts(bins: 10) == one.cuts)
      #expect(agree(PopulationStability().value(from: first, to: second).distance.value, one.psi))
    }
  }

  /// Few values have bins of their own, so the binned distances are the exact ones.
  @Test func binnedDistancesAgreeOnFewValues() throws {
    for one in try ReferenceFile<SampleCase>.read("samples.json") {
      let bins = BinnedReference(development: one.first + one.second)
      var (before, now) = (BinCounts(bins), BinCounts(bins))
      before.add(one.first, in: bins)
      now.add(one.second, in: bins)
      let ks = KolmogorovSmirnov().value(from: before, to: now, in: bins)
      #expect(agree(ks.distance.value, one.distance))
      #expect(ks.excess == 0)
    }
  }

  @Test func sortsAllNumbers() {
    var numbers = RepeatableNumbers(seed: 6)
    for count in [0, 1, 2, 3_000] {
      let column = (0..<count).map { _ in
        Double(bitPattern: numbers.next())
      }
      let present = column.filter { !$0.isNaN }.map { $0 + 0 }
      let sample = SortedSample(column)
      #expect(sample.values == present.sorted())
      #expect(sample.missing == count - present.count)
    }
  }
}
