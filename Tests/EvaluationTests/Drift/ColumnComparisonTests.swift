// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation
import Testing

@Suite struct ColumnComparisonTests {
  /// The same numbers as from two sorted columns, in every shape, with missing values, drift,
  /// small columns and columns that have nothing in common.
  @Test(arguments: ColumnShape.allCases)
  func agreesWithSorting(shape: ColumnShape) {
    var numbers = RepeatableNumbers(seed: 23)
    for (n, m) in [(1, 1), (3, 40), (500, 300), (30_000, 20_000)] {
      for scale in [1, 1.001, 1.4, 50] {
        var first = shape.draw(n, &numbers)
        var second = shape.draw(m, &numbers, scale: scale)
        if n > 100 {
          for row in stride(from: 0, to: n, by: 9) { first[row] = .nan }
          second += first.prefix(50)
        }
        expectSame(first, second)
      }
    }
  }

  @Test func agreesOnNoValues() {
    expectSame([], [1, 2])
    expectSame([.nan], [1, 2])
    expectSame([1, 2], [.nan])
  }

  /// Few values of the sample, many others: nearly all bins are open.
  @Test func agreesWhereTheSampleMisleads() {
    var numbers = RepeatableNumbers(seed: 2)
    let first = (0..<20_000).map { $0 % 4 == 0 ? 5 : numbers.uniform() }
    let second = (0..<20_000).map { $0 % 4 == 0 ? 5 : numbers.uniform() * 1.01 }
    expectSame(first, second)
  }

  private func expectSame(_ first: [Double], _ second: [Double]) {
    let mine = ColumnComparison(reference: first, current: second).distances()
    let (one, two) = (SortedSample(first), SortedSample(second))
    #expect(mine.ks == KolmogorovSmirnov().value(from: one, to: two))
    #expect(mine.psi == PopulationStability().value(from: one, to: two))
  }
}
