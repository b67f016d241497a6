// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Testing

/// Draws a column of segments, a tenth of them 255 when asked.
private func segments(_ rows: Int, below k: Int, gaps: Bool, _ numbers: inout RepeatableNumbers)
  -> [SegmentIndex]
{
  (0..<rows).map { _ in
    gaps && numbers.below(10) == 0 ? 255 : SegmentIndex(numbers.below(k))
  }
}

@Suite struct ConfusionMatrixTests {
  @Test(arguments: [1, 2, 5, 8, 9, 16, 17, 255], [false, true])
  func countsEveryPairOnce(k: Int, gaps: Bool) {
    var numbers = RepeatableNumbers(seed: UInt64(k))
    for rows in [0, 1, 7, 100, 6_150, 16_384, 40_001] {
      let truth = segments(rows, below: k, gaps: gaps, &numbers)
      let estimate = segments(rows, below: k, gaps: gaps, &numbers)
      var expected = [Int](repeating: 0, count: k * k)
      for (t, e) in zip(truth, estimate) where t != 255 && e != 255 {
        expected[Int(t) * k + Int(e)] += 1
      }
      var matrix = ConfusionMatrix(segments: k)
      let counted = matrix.add(truth: truth, estimate: estimate, rows: rows)
      #expect(matrix.counts == expected)
      #expect(counted == expected.reduce(0, +))
    }
  }

  @Test func rowsAreTruth() {
    var matrix = ConfusionMatrix(segments: 3)
    matrix.add(truth: [2, 2, 0], estimate: [1, 1, 0], rows: 3)
    #expect(matrix == ConfusionMatrix(rows: [[1, 0, 0], [0, 0, 0], [0, 2, 0]]))
    #expect(matrix.truthCounts == [1, 0, 2])
    #expect(matrix.estimateCounts == [1, 2, 0])
    #expect(matrix.correctBySegment == [1, 0, 0])
  }

  @Test func refusesAnIndexOutsideTheScheme() async {
    await #expect(processExitsWith: .failure) {
      var matrix = ConfusionMatrix(segments: 3)
      matrix.add(truth: [0, 3], estimate: [0, 0], rows: 2)
    }
  }
}
