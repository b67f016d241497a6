// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Columns
import Customers

/// Working memory of one worker, used again and again by all classifiers.
///
/// It keeps logarithms of columns, so that classifiers which look at the same column share them;
/// what is kept is compared with the column before it is used, so it is never out of date.
public final class PredictionScratch {
  /// Room for the intermediate columns of rules.
  let columns: ColumnScratch
  private var scores: UnsafeMutableBufferPointer<Double>
  private var tile: UnsafeMutableBufferPointer<Double>
  private var column: UnsafeMutableBufferPointer<Double>
  private var indices: UnsafeMutableBufferPointer<Int32>
  private var bytes: [UnsafeMutableBufferPointer<UInt8>]
  private var logarithms: [KeptLogarithm]

  /// Makes working memory.
  ///
  /// - Parameter capacityRows: the greatest number of rows of a table.
  public init(capacityRows: Int) {
    columns = ColumnScratch(capacityRows: capacityRows)
    scores = .allocate(capacity: 0)
    tile = .allocate(capacity: 2 * ScoreTile.rows)
    tile.initialize(repeating: 0)
    column = .allocate(capacity: 0)
    indices = .allocate(capacity: ScoreTile.rows)
    indices.initialize(repeating: 0)
    bytes = []
    logarithms = []
  }

  deinit {
    scores.deallocate()
    tile.deallocate()
    column.deallocate()
    indices.deallocate()
    for buffer in bytes { buffer.deallocate() }
    for kept in logarithms { kept.deallocate() }
  }

  /// Room for the scores of a tile of rows for some segments.
  ///
  /// - Parameter padded: the number of segments, rounded up to a multiple of 4.
  /// - Returns: room for `padded` columns of `ScoreTile.rows`.
  func scores(padded: Int) -> UnsafeMutablePointer<Double>? {
    if scores.count < padded * ScoreTile.rows {
      scores.deallocate()
      scores = .allocate(capacity: padded * ScoreTile.rows)
      scores.initialize(repeating: 0)
    }
    return scores.baseAddress
  }

  /// Room for one number for each row of a tile.
  var greatest: UnsafeMutablePointer<Double>? { tile.baseAddress }
  /// Room for another number for each row of a tile.
  var sums: UnsafeMutablePointer<Double>? { tile.baseAddress.map { $0 + ScoreTile.rows } }
  /// Room for a table row for each row of a tile.
  var tableRows: UnsafeMutablePointer<Int32>? { indices.baseAddress }

  /// Room for a number for each row of a table.
  ///
  /// - Parameter rows: how many rows.
  /// - Returns: the column's start.
  func numbers(rows: Int) -> UnsafeMutablePointer<Double>? {
    if column.count < rows {
      column.deallocate()
      column = .allocate(capacity: rows)
      column.initialize(repeating: 0)
    }
    return column.baseAddress
  }

  /// Room for a byte for each row of a table.
  ///
  /// - Parameters:
  ///   - slot: which of the byte columns, from 0.
  ///   - rows: how many rows.
  /// - Returns: the column's start.
  func bytes(slot: Int, rows: Int) -> UnsafeMutablePointer<UInt8>? {
    while bytes.count <= slot { bytes.append(.allocate(capacity: 0)) }
    if bytes[slot].count < rows {
      bytes[slot].deallocate()
      bytes[slot] = .allocate(capacity: rows)
      bytes[slot].initialize(repeating: 0)
    }
    return bytes[slot].baseAddress
  }

  /// The natural logarithms of a column, worked out once for each content.
  ///
  /// - Parameters:
  ///   - values: the column.
  ///   - column: its place in the schema.
  ///   - rows: how many rows.
  /// - Returns: the logarithms: NaN where missing or below 0, -infinity at 0.
  func logarithms(
    of values: UnsafePointer<Double>, column: Int, rows: Int
  ) -> UnsafePointer<Double>? {
    while logarithms.count <= column { logarithms.append(KeptLogarithm()) }
    return logarithms[column].refresh(from: values, rows: rows)
  }
}
