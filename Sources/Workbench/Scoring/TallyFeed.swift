// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation

/// Feeds a tally with single rows, a block at a time.
struct TallyFeed {
  /// One customer in one month.
  struct Row {
    var truth: SegmentIndex
    var estimate: SegmentIndex
    var previousTruth = ConfusionMatrix.notScored
    var previousEstimate = ConfusionMatrix.notScored
    var weight = 0.0
  }

  private var tally: ClassificationTally
  private var truth: [SegmentIndex] = []
  private var estimate: [SegmentIndex] = []
  private var previousTruth: [SegmentIndex] = []
  private var previousEstimate: [SegmentIndex] = []
  private var weights: [Double] = []
  private var probabilities: [Double]
  private let segments: Int
  private static let capacity = 1024

  /// Starts an empty tally.
  ///
  /// - Parameters:
  ///   - segments: how many segments there are.
  ///   - holding: what the tally accumulates.
  init(segments: Int, holding: Evidence) {
    self.segments = segments
    tally = ClassificationTally(segments: segments, holding: holding)
    probabilities =
      holding.contains(.probabilities)
      ? Array(repeating: 0, count: segments * Self.capacity) : []
  }

  /// Adds a row.
  ///
  /// - Parameters:
  ///   - row: its segments and weight.
  ///   - own: one for each segment, where the tally holds them.
  mutating func add(_ row: Row, probabilities own: [Double] = []) {
    for (segment, value) in own.enumerated() {
      probabilities[segment * Self.capacity + truth.count] = value
    }
    truth.append(row.truth)
    estimate.append(row.estimate)
    previousTruth.append(row.previousTruth)
    previousEstimate.append(row.previousEstimate)
    weights.append(row.weight)
    if truth.count == Self.capacity { flush() }
  }

  /// The tally of all rows added.
  mutating func finish() -> ClassificationTally {
    flush()
    return tally
  }

  private mutating func flush() {
    truth.withUnsafeBufferPointer { truth in
      estimate.withUnsafeBufferPointer { estimate in
        previousTruth.withUnsafeBufferPointer { lastTruth in
          previousEstimate.withUnsafeBufferPointer { lastEstimate in
            weights.withUnsafeBufferPointer { weights in
              probabilities.withUnsafeBufferPointer { probabilities in
                guard let first = truth.baseAddress, let second = estimate.baseAddress,
                  !truth.isEmpty
                else { return }
                tally.add(
                  ScoredBlock(
                    truth: first, estimate: second, rows: truth.count,
                    probabilities: probabilities.isEmpty ? nil : probabilities.baseAddress,
                    probabilityStride: Self.capacity, weights: weights.baseAddress,
                    previousTruth: lastTruth.baseAddress,
                    previousEstimate: lastEstimate.baseAddress))
              }
            }
          }
        }
      }
    }
    truth.removeAll(keepingCapacity: true)
    estimate.removeAll(keepingCapacity: true)
    previousTruth.removeAll(keepingCapacity: true)
    previousEstimate.removeAll(keepingCapacity: true)
    weights.removeAll(keepingCapacity: true)
  }
}
