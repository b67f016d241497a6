// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Columns
import Customers
import Evaluation

/// Both of two thresholds at once.
extension CandidateEngine {
  /// The most customer-months whose pairs are searched: about 400 MB.
  private static let mostRows = 8_000_000

  /// The best of all pairs of numbers that two values may have, or at which a customer's segment changes.
  ///
  /// - Returns: the pair; nothing where there are other than two values that can be swept, conditions, more than eight
  ///   million customer-months, or an objective that is no sum over customers.
  /// - Throws: `RunCancelled` when it was asked to stop.
  /// - Complexity: O(n log n) for n customer-months whose segment changes.
  func exactPair() async throws(RunCancelled) -> [Double]? {
    guard tuning.values.count == 2, tuning.constraints.isEmpty, sweeps(0), sweeps(1),
      sample.rows <= Self.mostRows, let one = reader.keys[0], let other = reader.keys[1]
    else { return nil }
    let sides = [1e300, -1e300]
    let corners = sides.flatMap { first in sides.map { reader.fitted([first, $0], training) } }
      .compactMap(\.self)
    guard corners.count == 4 else { return nil }
    let tallies = await perPart(4, parts) { judge, corner, part in
      judge.tally(corners[corner], part: part).confusion
    }
    if progress.isCancelled { throw RunCancelled() }
    let matrices = tallies.compactMap { parts in
      parts.first.map { parts.dropFirst().reduce(into: $0) { $0 += $1 } }
    }
    let customer = sample.isExpected ? 1 << TuningTile.chanceBits : 1
    guard let losses = LossWeights(tuning.objective, of: matrices, customer: customer),
      let rows = try await pairRows(corners, one, other, losses.weights)
    else { return nil }
    let (first, second) = (numbers(0, rows.map(\.first)), numbers(1, rows.map(\.second)))
    let order = tuning.order
    let pair = ExactPair(
      numbers: (first, second), equalIsAbove: (one.equalIsAbove, other.equalIsAbove)
    ) { number in
      guard let bounds = order.bounds(of: 1, at: [number, 0]) else { return 0..<0 }
      let start = ExactPair.count(of: second, below: bounds.above, true)
      let end = ExactPair.count(of: second, below: bounds.below, false)
      return start..<max(start, end)
    }.best(of: rows)
    return pair.map { [$0.first, $0.second] }
  }

  /// The numbers that a value may have, or at which a customer's segment changes, with both ends of its range.
  private func numbers(_ value: Int, _ keys: [Double]) -> [Double] {
    let own = tuning.values[value]
    if let steps = own.steps { return steps }
    let inside = keys.filter { $0 >= own.least && $0 <= own.greatest }
    return Set(inside + [own.least, own.greatest]).sorted()
  }

  /// The customer-months whose segment goes by the thresholds; nothing where some get none.
  private func pairRows(
    _ corners: [any FittedClassifier], _ one: ThresholdKey, _ other: ThresholdKey,
    _ weights: [Int64]
  ) async throws(RunCancelled) -> [ExactPair.Row]? {
    let programs = [ColumnProgram(one.expression), ColumnProgram(other.expression)]
    let (pool, sample, evidence, progress) = (
      IndexPool(sample.tiles.count), sample, evidence, progress
    )
    progress.expect(sample.rows)
    let made = await BlockPool.run(threads: threads) {
      let judge = CandidateJudge(sample, evidence)
      var made: [(Int, [ExactPair.Row]?)] = []
      while !progress.isCancelled, let index = pool.take() {
        made.append((index, judge.pairRows(corners, programs, weights, tile: index)))
        progress.finish(sample.tiles[index].rows)
      }
      return made
    }
    if progress.isCancelled { throw RunCancelled() }
    let tiles = made.flatMap(\.self).sorted { $0.0 < $1.0 }.map(\.1)
    return tiles.contains { $0 == nil } ? nil : tiles.flatMap { $0 ?? [] }
  }
}

extension CandidateJudge {
  /// The rows of a tile whose segment goes by two thresholds.
  ///
  /// - Parameters:
  ///   - corners: the classifiers for whom everybody lies below both, above the second, above the first, above both.
  ///   - programs: what the thresholds are compared with.
  ///   - weights: what is lost with each cell of the confusion matrix.
  ///   - index: the tile.
  /// - Returns: the rows; nothing where a customer gets no segment.
  func pairRows(
    _ corners: [any FittedClassifier], _ programs: [ColumnProgram], _ weights: [Int64],
    tile index: Int
  ) -> [ExactPair.Row]? {
    let tile = sample.tiles[index]
    let segments = corners.map { corner in
      Self.predict(corner, tile, &low, scratch)
      return Array(low.segments.prefix(tile.rows))
    }
    guard !segments.contains(where: { $0.contains(noEstimate) }) else { return nil }
    let keys = programs.map { program in
      evaluate(program, tile)
      return Array(key.prefix(tile.rows))
    }
    var rows: [ExactPair.Row] = []
    for row in 0..<tile.rows {
      let own = segments.map { $0[row] }
      guard own.contains(where: { $0 != own[0] }) else { continue }
      let losses = own.map { loss(tile, row, $0, weights) }
      rows.append(
        ExactPair.Row(
          first: keys[0][row], second: keys[1][row],
          losses: (losses[0], losses[1], losses[2], losses[3])))
    }
    return rows
  }

  private func loss(
    _ tile: TuningTile, _ row: Int, _ estimate: SegmentIndex, _ weights: [Int64]
  ) -> Int64 {
    let segments = sample.segments
    guard !tile.chances.isEmpty else {
      return weights[Int(tile.truth[row]) * segments + Int(estimate)]
    }
    let sum = (0..<segments).reduce(Int64(0)) {
      $0 + Int64(tile.chances[row * segments + $1]) * weights[$1 * segments + Int(estimate)]
    }
    return sum >> Int64(TuningTile.chanceBits)
  }
}
