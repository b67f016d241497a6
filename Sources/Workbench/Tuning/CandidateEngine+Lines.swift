// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Columns
import Evaluation
import Probability

/// Candidates that differ in one threshold, all at once.
extension CandidateEngine {
  /// The most candidates of a line that are held at a time.
  private static let mostOnLine = 512

  /// Judges candidates that differ in one threshold, all at once.
  ///
  /// - Parameters:
  ///   - point: a candidate of the line.
  ///   - value: the threshold, by position; one that can be swept.
  ///   - numbers: its numbers, ascending.
  /// - Returns: for each number what the candidate is worth; nothing when the classifier refuses them.
  /// - Throws: `RunCancelled` when it was asked to stop.
  func sweep(
    through point: [Double], _ value: Int, _ numbers: [Double]
  ) async throws(RunCancelled) -> [Judgement?] {
    guard let key = reader.keys[value], let (below, above) = ends(of: point, value) else {
      return numbers.map { _ in nil }
    }
    let program = ColumnProgram(key.expression)
    var found: [Judgement?] = []
    for start in stride(from: 0, to: numbers.count, by: Self.mostOnLine) {
      let some = Array(numbers[start..<min(start + Self.mostOnLine, numbers.count)])
      let counted = await perPart(1, parts) { judge, _, part in
        judge.matrices(
          below: below, above: above, program, equalIsAbove: key.equalIsAbove, some, part: part)
      }[0]
      if progress.isCancelled { throw RunCancelled() }
      let scores = await scored(
        some.indices.map { place in
          counted.map { ClassificationTally(confusion: $0[place]) }
        })
      found += scores.map { Judgement(score: $0, isDropped: false) }
    }
    return found
  }

  /// The classifiers for whom everybody lies below a threshold, and above it.
  private func ends(
    of point: [Double], _ value: Int
  ) -> (below: any FittedClassifier, above: any FittedClassifier)? {
    var (top, bottom) = (point, point)
    (top[value], bottom[value]) = (1e300, -1e300)
    guard let below = reader.fitted(top, training), let above = reader.fitted(bottom, training)
    else { return nil }
    return (below, above)
  }

  /// The threshold of all there are within its range at which most is won, with its neighbour: every number at
  /// which a customer's segment changes is tried.
  ///
  /// - Parameters:
  ///   - point: where the other values stand.
  ///   - value: the threshold, by position; one that can be swept.
  ///   - most: the greatest share that may be left without a segment; nothing for any.
  /// - Returns: the best threshold; nothing when none makes a difference.
  /// - Throws: `RunCancelled` when it was asked to stop.
  /// - Complexity: O(n log n) for n customer-months whose segment changes.
  func exactBest(
    through point: [Double], _ value: Int, without most: Double?
  ) async throws(RunCancelled) -> Double? {
    guard let key = reader.keys[value], let (below, above) = ends(of: point, value) else {
      return nil
    }
    let program = ColumnProgram(key.expression)
    let (pool, sample, evidence, progress) = (
      IndexPool(sample.tiles.count), sample, evidence, progress
    )
    progress.expect(sample.rows)
    let made = await BlockPool.run(threads: threads) {
      let judge = CandidateJudge(sample, evidence)
      var rows: [DecidedRow] = []
      while !progress.isCancelled, let index = pool.take() {
        rows += judge.decided(below: below, above: above, program, tile: index)
        progress.finish(sample.tiles[index].rows)
      }
      return rows
    }
    if progress.isCancelled { throw RunCancelled() }
    let lowest = await perPart(1, parts) { judge, _, part in judge.tally(above, part: part) }[0]
    guard var total = lowest.first?.confusion else { return nil }
    for tally in lowest.dropFirst() { total += tally.confusion }
    let customers = weight(parts)
    return ExactSweep(sample, tuning, value, equalIsAbove: key.equalIsAbove) { matrix in
      most.map { max(0, CandidateScore.without(matrix, of: customers) - $0) } ?? 0
    }.best(of: made.flatMap(\.self), from: total)
  }
}
