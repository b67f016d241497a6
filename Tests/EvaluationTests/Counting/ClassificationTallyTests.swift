// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Testing

/// A whole month of one classifier.
private struct ScoredMonth {
  let rows = 20_000
  let segments = 5
  let truth: [SegmentIndex]
  let estimate: [SegmentIndex]
  let previousTruth: [SegmentIndex]
  let previousEstimate: [SegmentIndex]
  let weights: [Double]
  let probabilities: [Double]

  init(seed: UInt64) {
    var numbers = RepeatableNumbers(seed: seed)
    let rows = self.rows
    func column() -> [SegmentIndex] {
      (0..<rows).map { _ in
        numbers.below(50) == 0 ? ConfusionMatrix.notScored : SegmentIndex(numbers.below(5))
      }
    }
    (truth, estimate) = (column(), column())
    (previousTruth, previousEstimate) = (column(), column())
    weights = (0..<rows).map { _ in numbers.uniform() * 1e7 }
    probabilities = (0..<rows * 5).map { _ in numbers.uniform() }
  }

  func add(_ range: Range<Int>, to tally: inout ClassificationTally) {
    truth.withUnsafeBufferPointer { truth in
      estimate.withUnsafeBufferPointer { estimate in
        previousTruth.withUnsafeBufferPointer { previousTruth in
          previousEstimate.withUnsafeBufferPointer { previousEstimate in
            weights.withUnsafeBufferPointer { weights in
              probabilities.withUnsafeBufferPointer { probabilities in
                guard let t = truth.baseAddress, let e = estimate.baseAddress,
                  let before = previousTruth.baseAddress, let was = previousEstimate.baseAddress,
                  let w = weights.baseAddress, let p = probabilities.baseAddress
                else { return }
                tally.add(
                  ScoredBlock(
                    truth: t + range.lowerBound, estimate: e + range.lowerBound,
                    rows: range.count, probabilities: p + range.lowerBound,
                    probabilityStride: rows, weights: w + range.lowerBound,
                    previousTruth: before + range.lowerBound,
                    previousEstimate: was + range.lowerBound))
              }
            }
          }
        }
      }
    }
  }
}

@Suite struct ClassificationTallyTests {
  private let all: Evidence = [.counts, .probabilities, .weights, .history]

  /// Blocks of any size, in any order, over any number of partial tallies give the same bits.
  @Test(arguments: [1, 2, 7], [100, 4096, 20_000])
  func mergesToTheSameBits(threads: Int, blockSize: Int) {
    let month = ScoredMonth(seed: 12)
    var whole = ClassificationTally(segments: 5, holding: all)
    month.add(0..<month.rows, to: &whole)
    var numbers = RepeatableNumbers(seed: UInt64(blockSize + threads))
    let starts = stride(from: 0, to: month.rows, by: blockSize).shuffled(using: &numbers)
    var parts = (0..<threads).map { _ in ClassificationTally(segments: 5, holding: all) }
    for start in starts {
      month.add(
        start..<min(start + blockSize, month.rows), to: &parts[numbers.below(threads)])
    }
    var merged = ClassificationTally(segments: 5, holding: all)
    for part in parts.shuffled(using: &numbers) { merged += part }
    #expect(merged == whole)
    #expect(merged.scored + merged.passedOver == month.rows)
  }

  @Test func countsFlickerOfThoseScoredTwice() throws {
    let month = ScoredMonth(seed: 9)
    var tally = ClassificationTally(segments: 5, holding: all)
    month.add(0..<month.rows, to: &tally)
    let columns = [month.truth, month.estimate, month.previousTruth, month.previousEstimate]
    let twice = (0..<month.rows).filter { row in columns.allSatisfy { $0[row] != 255 } }
    let stayed = twice.filter { month.truth[$0] == month.previousTruth[$0] }
    let switched = twice.filter { month.estimate[$0] != month.previousEstimate[$0] }
    let flickered = stayed.filter { month.estimate[$0] != month.previousEstimate[$0] }
    let flicker = try #require(tally.flicker)
    #expect(flicker.scoredTwice == twice.count)
    #expect(flicker.eligible == stayed.count)
    #expect(flicker.switched == switched.count)
    #expect(flicker.flickered == flickered.count)
  }

  @Test func aFirstMonthHasNoFlicker() throws {
    var tally = ClassificationTally(segments: 2, holding: [.counts, .history])
    let column: [SegmentIndex] = [0, 1]
    column.withUnsafeBufferPointer { column in
      if let base = column.baseAddress {
        tally.add(ScoredBlock(truth: base, estimate: base, rows: 2))
      }
    }
    #expect(tally.flicker == FlickerTally())
  }

  /// A weight below zero or no number, and a probability that is none, make metrics undefined.
  @Test func refusesWhatIsNoWeightOrProbability() throws {
    var tally = ClassificationTally(segments: 1, holding: [.probabilities, .weights])
    let column: [SegmentIndex] = [0, 0, 0]
    column.withUnsafeBufferPointer { column in
      [1, .nan, 1.0].withUnsafeBufferPointer { probabilities in
        [2, -1, .nan].withUnsafeBufferPointer { weights in
          guard let base = column.baseAddress else { return }
          var block = ScoredBlock(truth: base, estimate: base, rows: 3)
          block.probabilities = probabilities.baseAddress
          block.probabilityStride = 3
          block.weights = weights.baseAddress
          tally.add(block)
        }
      }
    }
    #expect(tally.weighted?.refused == 2)
    #expect(tally.weighted?[truth: 0, estimate: 0] == 2)
    #expect(tally.probabilities?.logLoss.refused == 1)
    let context = MetricContext(
      scheme: SegmentScheme(name: "s", method: nil, segments: ["a"], isOrdered: false))
    for id in ["log-loss", "brier", "weighted-misclassification"] {
      let metric = try #require(MetricRegistry.metric(named: id))
      #expect(metric.values(of: tally, in: context).allSatisfy { $0.value.value == nil })
    }
  }
}
