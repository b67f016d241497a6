// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Customers

extension ScoreModel {
  /// Estimates every row of a table.
  ///
  /// - Parameters:
  ///   - features: the table.
  ///   - estimates: room for the result.
  ///   - scratch: working memory.
  func predict(
    _ features: FeatureTable, into estimates: inout Estimates, scratch: PredictionScratch
  ) {
    estimates.begin(features)
    let capacity = estimates.capacity
    let wantsProbabilities = estimates.wantsProbabilities
    features.values.withUnsafeBufferPointer { values in
      estimates.segments.withUnsafeMutableBufferPointer { segments in
        estimates.probabilities.withUnsafeMutableBufferPointer { probabilities in
          guard let values = values.baseAddress, let segments = segments.baseAddress else { return }
          let source = ScoreSource(
            values: values, stride: features.capacity, rows: features.rows, scratch: scratch)
          forEachTile(source) { start, rows, scores, greatest in
            classifier_greatest(
              segments + start, greatest, scores, Int64(ScoreTile.rows), rows, Int32(self.segments))
            guard wantsProbabilities, let out = probabilities.baseAddress else { return }
            softmax(scores, greatest, scratch, out + start, capacity, rows)
          }
        }
      }
    }
  }

  /// Turns scores into probabilities: e^(score - greatest), divided by their sum.
  private func softmax(
    _ scores: UnsafeMutablePointer<Double>, _ greatest: UnsafeMutablePointer<Double>,
    _ scratch: PredictionScratch, _ out: UnsafeMutablePointer<Double>, _ stride: Int, _ rows: Int64
  ) {
    let count = Int32(segments)
    classifier_subtract(scores, Int64(ScoreTile.rows), rows, count, greatest)
    for segment in 0..<segments {
      let column = scores + segment * ScoreTile.rows
      ck_exp(column, column, Int(rows))
    }
    classifier_normalise(
      out, Int64(stride), scratch.sums, scores, Int64(ScoreTile.rows), rows, count)
  }

  /// Scores the rows tile by tile.
  private func forEachTile(
    _ source: ScoreSource,
    _ body: (
      _ start: Int, _ rows: Int64, UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>
    ) -> Void
  ) {
    let scratch = source.scratch
    guard let scores = scratch.scores(padded: start.count), let greatest = scratch.greatest else {
      return
    }
    var columns = linear.inputs.map(source.column) + normal.inputs.map(source.column)
    let advance = columns.map { _ in ScoreTile.rows }
    var first = 0
    while first < source.rows {
      let rows = Int64(min(ScoreTile.rows, source.rows - first))
      score(source, &columns, first, rows, scores)
      body(first, rows, scores, greatest)
      for index in columns.indices { columns[index] = columns[index].map { $0 + advance[index] } }
      first += ScoreTile.rows
    }
  }

  private func score(
    _ source: ScoreSource, _ columns: inout [UnsafePointer<Double>?], _ first: Int, _ rows: Int64,
    _ scores: UnsafeMutablePointer<Double>
  ) {
    let stride = Int64(ScoreTile.rows)
    let padded = Int32(start.count)
    classifier_start(scores, stride, rows, padded, start)
    columns.withUnsafeBufferPointer { columns in
      guard let columns = columns.baseAddress else { return }
      linear.withTerms(columns) { classifier_add_linear(scores, stride, rows, padded, $0) }
      normal.withTerms(columns + linear.inputs.count) {
        classifier_add_normal(scores, stride, rows, padded, $0)
      }
    }
    guard let indices = source.scratch.tableRows else { return }
    for table in tables {
      let missing = Int32(table.last + 1)
      classifier_table_rows(
        indices, source.values + table.column * source.stride + first, rows, Int32(table.last),
        table.isCount ? 0 : missing, table.isCount ? Int32(table.last) : missing)
      classifier_add_table(
        scores, stride, rows, Int32(segments), indices, table.entries, Int64(table.last + 2))
    }
  }
}

/// Where the rows of a table lie.
private struct ScoreSource {
  let values: UnsafePointer<Double>
  let stride: Int
  let rows: Int
  let scratch: PredictionScratch

  func column(_ input: ScoreInput) -> UnsafePointer<Double>? {
    let column = values + input.column * stride
    guard input.isLogarithm else { return column }
    return scratch.logarithms(of: column, column: input.column, rows: rows)
  }
}
