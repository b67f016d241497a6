// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels

/// Memory for working through the customers tile by tile.
final class LogisticWorkspace {
  /// Scores, then probabilities, then residuals of a tile by segment.
  let scores: UnsafeMutablePointer<Double>
  /// Columns of a tile times a weight.
  let weighed: UnsafeMutablePointer<Double>
  /// A number for each row of a tile.
  let greatest: UnsafeMutablePointer<Double>
  /// Another number for each row of a tile.
  let sums: UnsafeMutablePointer<Double>
  private let chosen: UnsafeMutablePointer<UInt8>
  private let padded: Int
  private let width: Int

  /// Makes memory.
  ///
  /// - Parameters:
  ///   - padded: the number of segments, rounded up to a multiple of 4.
  ///   - width: the number of columns.
  init(padded: Int, width: Int) {
    self.padded = padded
    self.width = width
    scores = Self.zeros(padded)
    weighed = Self.zeros(ScoreTile.padded(width))
    greatest = Self.zeros(1)
    sums = Self.zeros(1)
    chosen = .allocate(capacity: ScoreTile.rows)
    chosen.initialize(repeating: 0, count: ScoreTile.rows)
  }

  deinit {
    for column in [scores, weighed, greatest, sums] { column.deallocate() }
    chosen.deallocate()
  }

  private static func zeros(_ columns: Int) -> UnsafeMutablePointer<Double> {
    let memory = UnsafeMutablePointer<Double>.allocate(capacity: columns * ScoreTile.rows)
    memory.initialize(repeating: 0, count: columns * ScoreTile.rows)
    return memory
  }

  /// Calls a body with the probabilities of each tile.
  ///
  /// - Parameters:
  ///   - problem: the customers.
  ///   - position: the coefficients.
  ///   - body: called with each tile in order; what it points to is valid during the call only.
  func forEachTile(
    of problem: LogisticProblem, at position: [Double], _ body: (LogisticTile) -> Void
  ) {
    var terms = ScoreTerms(padded: padded)
    for column in 0..<width {
      let factor = Array(position[column * padded..<(column + 1) * padded])
      let zeros = [Double](repeating: 0, count: padded)
      let input = ScoreInput.values(of: column)
      terms.add(input, centre: zeros, factor: factor, constant: zeros)
    }
    problem.design.values.withUnsafeBufferPointer { values in
      guard let values = values.baseAddress else { return }
      for start in stride(from: 0, to: problem.design.rows, by: ScoreTile.rows) {
        let columns = (0..<width).map { Optional(values + $0 * problem.design.stride + start) }
        let rows = min(ScoreTile.rows, problem.design.rows - start)
        columns.withUnsafeBufferPointer { columns in
          guard let columns = columns.baseAddress else { return }
          let tile = LogisticTile(start: start, rows: rows, columns: columns, workspace: self)
          classify(tile, terms, segments: Int32(problem.segments.count))
          body(tile)
        }
      }
    }
  }

  /// Works out probabilities; the sums of e^(score - greatest) remain in `sums`, and the
  /// probabilities of rows that only fill up the tile are 0.
  private func classify(_ tile: LogisticTile, _ terms: ScoreTerms, segments: Int32) {
    let stride = Int64(ScoreTile.rows)
    let rows = tile.paddedRows
    let zeros = [Double](repeating: 0, count: padded)
    classifier_start(scores, stride, rows, Int32(padded), zeros)
    terms.withTerms(tile.columns) {
      classifier_add_linear(scores, stride, rows, Int32(padded), $0)
    }
    classifier_greatest(chosen, greatest, scores, stride, rows, segments)
    classifier_subtract(scores, stride, rows, segments, greatest)
    for segment in 0..<Int(segments) {
      let column = scores + segment * ScoreTile.rows
      ck_exp(column, column, Int(rows))
    }
    classifier_normalise(scores, stride, sums, scores, stride, rows, segments)
    for segment in 0..<Int(segments) {
      for row in tile.rows..<Int(rows) { scores[segment * ScoreTile.rows + row] = 0 }
    }
  }
}
