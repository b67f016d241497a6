// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Classifiers
import Columns
import Customers
import Evaluation
import Populations
import Probability

/// One worker's buffers for judging candidates.
final class CandidateJudge {
  let sample: TuningSample
  private let evidence: Evidence
  var low: Estimates
  var high: Estimates
  private var monthly: Estimates
  let scratch: PredictionScratch
  let columnScratch: ColumnScratch
  var key: [Double]
  private var previousTruth: [SegmentIndex]
  private var previousEstimate: [SegmentIndex]

  init(_ sample: TuningSample, _ evidence: Evidence) {
    self.sample = sample
    self.evidence = evidence
    let rows = max(1, sample.tiles.map(\.rows).max() ?? 1)
    low = Estimates(
      capacity: rows, segmentCount: sample.segments,
      withProbabilities: evidence.contains(.probabilities))
    high = Estimates(capacity: rows, segmentCount: sample.segments)
    let most = sample.tiles.flatMap(\.months).map(\.features.rows).max() ?? 1
    monthly = Estimates(capacity: max(1, most), segmentCount: sample.segments)
    scratch = PredictionScratch(capacityRows: rows + 8)
    columnScratch = ColumnScratch(capacityRows: rows)
    key = Array(repeating: 0, count: rows)
    let keeps = evidence.contains(.history)
    previousTruth = Array(repeating: noEstimate, count: keeps ? rows : 0)
    previousEstimate = previousTruth
  }

  /// Counts a candidate's estimates of one part of the customers.
  func tally(_ fitted: any FittedClassifier, part: Int) -> ClassificationTally {
    let held = evidence.intersection([.weights, .probabilities, .history, .referrals])
    var tally = ClassificationTally(segments: sample.segments, holding: held.union(.counts))
    var cells = [Int](repeating: 0, count: sample.segments * sample.segments)
    for index in sample.tilesOfPart[part] {
      let tile = sample.tiles[index]
      if let fitted = fitted as? any RememberingClassifier {
        follow(fitted, through: tile)
      } else {
        Self.predict(fitted, tile, &low, scratch)
      }
      if tile.chances.isEmpty { add(tile, to: &tally) } else { expect(tile, &cells) }
    }
    guard sample.isExpected else { return tally }
    return ClassificationTally(
      confusion: ConfusionMatrix(segments: sample.segments, counts: cells))
  }

  static func predict(
    _ fitted: any FittedClassifier, _ tile: TuningTile, _ estimates: inout Estimates,
    _ scratch: PredictionScratch
  ) {
    let cells = CellRun(
      path: SeedPath(root: 0), firstIndex: 0, count: tile.rows, cohort: 0, replicate: 0)
    fitted.predict(tile.features, of: cells, into: &estimates, scratch: scratch)
  }

  /// Has a classifier that remembers estimate a tile's customers month after month, as a run does.
  private func follow(_ fitted: any RememberingClassifier, through tile: TuningTile) {
    var memory = CustomerMemory(width: fitted.memoryWidth, capacity: monthly.capacity)
    var first = 0
    for month in tile.months {
      month.kept?.withUnsafeBufferPointer { memory.keep($0) }
      fitted.predict(
        month.features, in: month.month, remembering: &memory, into: &monthly, scratch: scratch)
      guard month.isScored else { continue }
      let rows = month.features.rows
      low.segments.replaceSubrange(first..<first + rows, with: monthly.segments[..<rows])
      first += rows
    }
  }

  private func add(_ tile: TuningTile, to tally: inout ClassificationTally) {
    if evidence.contains(.history) { lookBack(tile) }
    low.segments.withUnsafeBufferPointer { estimate in
      tile.truth.withUnsafeBufferPointer { truth in
        low.probabilities.withUnsafeBufferPointer { probabilities in
          tile.weights.withUnsafeBufferPointer { weights in
            previousTruth.withUnsafeBufferPointer { lastTruth in
              previousEstimate.withUnsafeBufferPointer { lastEstimate in
                guard let truth = truth.baseAddress, let estimate = estimate.baseAddress else {
                  return
                }
                tally.add(
                  ScoredBlock(
                    truth: truth, estimate: estimate, rows: tile.rows,
                    probabilities: probabilities.isEmpty ? nil : probabilities.baseAddress,
                    probabilityStride: low.capacity,
                    weights: weights.isEmpty ? nil : weights.baseAddress,
                    previousTruth: lastTruth.isEmpty ? nil : lastTruth.baseAddress,
                    previousEstimate: lastEstimate.isEmpty ? nil : lastEstimate.baseAddress))
              }
            }
          }
        }
      }
    }
  }

  /// Finds each customer's truth and estimate of the month before.
  private func lookBack(_ tile: TuningTile) {
    for row in 0..<tile.rows {
      let before = Int(tile.previous[row])
      previousTruth[row] = before < 0 ? noEstimate : tile.truth[before]
      previousEstimate[row] = before < 0 ? noEstimate : low.segments[before]
    }
  }

  private func expect(_ tile: TuningTile, _ cells: inout [Int]) {
    let segments = sample.segments
    for row in 0..<tile.rows where low.segments[row] != noEstimate {
      let estimate = Int(low.segments[row])
      for segment in 0..<segments {
        cells[segment * segments + estimate] += Int(tile.chances[row * segments + segment])
      }
    }
  }
}
