// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Classifiers
import Columns
import Customers
import Evaluation
import Probability

/// Candidates that differ in one threshold, all at once.
extension CandidateJudge {
  /// Counts a whole line of candidates that differ in one threshold, from how customers are classified
  /// who lie below it and who lie above it.
  ///
  /// - Parameters:
  ///   - below: the classifier with the threshold above everybody.
  ///   - above: the classifier with the threshold below everybody.
  ///   - key: what the threshold is compared with.
  ///   - equalIsAbove: whether who equals the threshold lies above it.
  ///   - numbers: the thresholds, ascending.
  ///   - part: the part of the customers.
  /// - Returns: a confusion matrix for each threshold.
  /// - Complexity: two predictions, and O(log n) for each customer-month whose segment changes.
  func matrices(
    below: any FittedClassifier, above: any FittedClassifier, _ key: ColumnProgram,
    equalIsAbove: Bool, _ numbers: [Double], part: Int
  ) -> [ConfusionMatrix] {
    let size = sample.segments * sample.segments
    // What a customer adds once the threshold has passed them, less what they add before, by how many
    // thresholds they lie above.
    var changes = [Int](repeating: 0, count: (numbers.count + 1) * size)
    var cells = [Int](repeating: 0, count: size)
    for index in sample.tilesOfPart[part] {
      let tile = sample.tiles[index]
      Self.predict(below, tile, &low, scratch)
      Self.predict(above, tile, &high, scratch)
      evaluate(key, tile)
      for row in 0..<tile.rows {
        let (lower, upper) = (low.segments[row], high.segments[row])
        // With the lowest threshold, customers above it are classified as those above.
        let passed =
          lower == upper ? 0 : ExactPair.count(of: numbers, below: self.key[row], equalIsAbove)
        add(tile, row, passed > 0 ? upper : lower, 1, 0, &cells)
        if passed > 0, passed < numbers.count {
          add(tile, row, upper, -1, passed * size, &changes)
          add(tile, row, lower, 1, passed * size, &changes)
        }
      }
    }
    return numbers.indices.map { place in
      for cell in 0..<size { cells[cell] += changes[place * size + cell] }
      return ConfusionMatrix(segments: sample.segments, counts: cells)
    }
  }

  private func add(
    _ tile: TuningTile, _ row: Int, _ estimate: SegmentIndex, _ sign: Int, _ start: Int,
    _ cells: inout [Int]
  ) {
    guard estimate != noEstimate else { return }
    let segments = sample.segments
    guard !tile.chances.isEmpty else {
      cells[start + Int(tile.truth[row]) * segments + Int(estimate)] += sign
      return
    }
    for segment in 0..<segments {
      cells[start + segment * segments + Int(estimate)] +=
        sign * Int(tile.chances[row * segments + segment])
    }
  }

  /// Works out what a threshold is compared with, for the rows of a tile.
  func evaluate(_ program: ColumnProgram, _ tile: TuningTile) {
    tile.features.values.withUnsafeBufferPointer { values in
      key.withUnsafeMutableBufferPointer { key in
        guard let values = values.baseAddress, let out = key.baseAddress else { return }
        let columns = tile.features.schema.features.indices
        let inputs = ColumnInputs(numbers: columns.map { values + $0 * tile.features.capacity })
        program.evaluate(inputs, rows: tile.rows, scratch: columnScratch, into: out)
      }
    }
  }

  /// The rows whose segment a threshold decides, with both segments.
  ///
  /// - Returns: for each such row what it is compared with, the tile's row, and the segments below and above.
  func decided(
    below: any FittedClassifier, above: any FittedClassifier, _ program: ColumnProgram,
    tile index: Int
  ) -> [DecidedRow] {
    let tile = sample.tiles[index]
    Self.predict(below, tile, &low, scratch)
    Self.predict(above, tile, &high, scratch)
    evaluate(program, tile)
    return (0..<tile.rows).filter { low.segments[$0] != high.segments[$0] && !key[$0].isNaN }.map {
      DecidedRow(
        key: key[$0], tile: UInt32(index), row: UInt32($0), below: low.segments[$0],
        above: high.segments[$0])
    }
  }
}

/// A customer-month whose segment a threshold decides.
struct DecidedRow: Sendable {
  let key: Double
  let tile: UInt32
  let row: UInt32
  let below: SegmentIndex
  let above: SegmentIndex
}
