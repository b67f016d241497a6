// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation
import Foundation
import Testing

/// Columns of the shapes that features have.
enum ColumnShape: String, CaseIterable {
  case uniform, exponential, heavyTail, bothSigns, counts, zeroInflated, constant, huge

  func draw(_ rows: Int, _ numbers: inout RepeatableNumbers, scale: Double = 1) -> [Double] {
    (0..<rows).map { _ in
      let u = numbers.uniform()
      switch self {
      case .uniform: return u * scale
      case .exponential: return -log1p(-u) * scale
      case .heavyTail: return 1000 * pow(1 - u, -1.5) * scale
      case .bothSigns: return (log(u + 1e-9) - log1p(-u)) * scale
      case .counts: return (-log1p(-u) * 6 * scale).rounded(.down)
      case .zeroInflated: return u < 0.4 ? 0 : (u - 0.4) * 1e5 * scale
      case .constant: return 7
      case .huge: return (u - 0.5) * 1e308
      }
    }
  }
}

@Suite struct BinCountsTests {
  @Test(arguments: ColumnShape.allCases)
  func countsValuesBetweenCuts(shape: ColumnShape) {
    var numbers = RepeatableNumbers(seed: 5)
    let bins = BinnedReference(development: shape.draw(20_000, &numbers))
    var column = shape.draw(30_000, &numbers, scale: 1.3)
    column +=
      [-0.0, 0, .infinity, -.infinity, 1e300, -1e300, Double.leastNonzeroMagnitude, 7, 8]
      + bins.cutPoints
    for row in stride(from: 0, to: column.count, by: 31) { column[row] = .nan }
    var counts = BinCounts(bins)
    counts.add(column, in: bins)
    let present = column.filter { !$0.isNaN }
    let expected = SortedSample(present).counts(between: bins.cutPoints)
    #expect(counts.counts == expected)
    #expect(counts.missing == column.count - present.count)
    #expect(
      counts.coarse(in: bins) == SortedSample(present).counts(between: bins.coarseCutPoints))
  }

  @Test func givesFewValuesABinOfTheirOwn() {
    let bins = BinnedReference(
      development:
        Array(repeating: 1, count: 10) + Array(repeating: 2, count: 21)
        + Array(repeating: 5, count: 30) + [.nan])
    var counts = BinCounts(bins)
    counts.add([2, 2, 1.5, 5.5, 3, .nan], in: bins)
    #expect(bins.cutPoints == [1, 2, 5].flatMap { [$0.nextDown, $0] }.sorted())
    #expect(counts.counts == [0, 0, 1, 2, 1, 0, 1])
  }

  @Test func givesEveryLevelABin() {
    let bins = BinnedReference(levels: 4)
    var counts = BinCounts(bins)
    counts.add([0, 3, 3, 1, .nan], in: bins)
    #expect(counts.counts == [1, 1, 0, 2])
    #expect(counts.coarse(in: bins) == [1, 1, 0, 2])
    #expect(counts.missingShare == 0.2)
  }

  @Test func copesWithAnEmptyColumn() {
    let bins = BinnedReference(development: [])
    var counts = BinCounts(bins)
    counts.add([3, .nan], in: bins)
    #expect(counts.counts == [1])
    #expect(counts.missing == 1)
  }
}
