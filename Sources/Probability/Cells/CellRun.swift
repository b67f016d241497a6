// SPDX-License-Identifier: GPL-3.0-or-later
import CCounterRandom

/// The cells of one quantity for some rows: one Philox block per row and draw.
///
/// A cell's words depend on the key and on (index, cohort and month, replicate, draw) alone, never
/// on the rows around it. The run borrows `indices`; they must outlive it.
public struct CellRun: @unchecked Sendable {  // the borrowed indices are only read
  /// The key of the quantity: `SeedPath.key`.
  public var key: UInt64
  /// The index of the first row in its cohort, when the rows are contiguous.
  public var firstIndex: UInt32
  /// The index of every row, when they are not.
  public var indices: UnsafePointer<UInt32>?
  /// How many rows.
  public var count: Int
  /// The entry cohort of the rows.
  public var cohort: UInt16
  /// The month of the draw, as a code.
  public var month: UInt16
  /// The replicate.
  public var replicate: UInt32
  /// What the rows' normals are the sum of, when they go together with other quantities'.
  public var mixture: NormalMixture?

  /// A run over contiguous rows.
  ///
  /// - Parameters:
  ///   - path: the quantity's place below the root seed.
  ///   - firstIndex: the index of the first row in its cohort.
  ///   - count: how many rows.
  ///   - cohort: the entry cohort of the rows.
  ///   - month: the month's code.
  ///   - replicate: the replicate.
  public init(
    path: SeedPath, firstIndex: UInt32, count: Int, cohort: UInt16 = 0, month: UInt16 = 0,
    replicate: UInt32 = 0
  ) {
    key = path.key
    self.firstIndex = firstIndex
    indices = nil
    self.count = count
    self.cohort = cohort
    self.month = month
    self.replicate = replicate
  }

  /// A run over rows of any indices.
  ///
  /// - Parameters:
  ///   - path: the quantity's place below the root seed.
  ///   - indices: the rows' indices in their cohort, `count` of them; borrowed.
  ///   - count: how many rows.
  ///   - cohort: the entry cohort of the rows.
  ///   - month: the month's code.
  ///   - replicate: the replicate.
  public init(
    path: SeedPath, indices: UnsafePointer<UInt32>, count: Int, cohort: UInt16 = 0,
    month: UInt16 = 0, replicate: UInt32 = 0
  ) {
    self.init(
      path: path, firstIndex: 0, count: count, cohort: cohort, month: month, replicate: replicate)
    self.indices = indices
  }

  /// The second counter word: cohort and month.
  package var period: UInt32 { UInt32(cohort) << 16 | UInt32(month) }

  /// The cells as the C kernels take them.
  package func cells(draw: UInt32) -> ccr_cells {
    ccr_cells(
      key: key, indices: indices, first: firstIndex, period: period, replicate: replicate,
      draw: draw)
  }

  /// The index of a row in its cohort.
  ///
  /// - Parameter row: a row of the run.
  /// - Returns: its counter word.
  public func index(ofRow row: Int) -> UInt32 {
    indices.map { $0[row] } ?? firstIndex &+ UInt32(truncatingIfNeeded: row)
  }
}

extension CellRun {
  /// Fills a column with the first 64 bits of each cell.
  ///
  /// - Parameters:
  ///   - out: `count` words.
  ///   - draw: the draw within the cell.
  public func fillWords(into out: UnsafeMutablePointer<UInt64>, draw: UInt32 = 0) {
    var cells = cells(draw: draw)
    ccr_words(&cells, count, out)
  }

  /// Fills a column with uniforms: odd multiples of 2^-53, so 0 < u < 1 and 1 - u is one too; of a
  /// mixture the normal distribution function, kept within the same bounds.
  ///
  /// - Parameters:
  ///   - out: `count` values.
  ///   - draw: the draw within the cell.
  public func fillUniforms(into out: UnsafeMutablePointer<Double>, draw: UInt32 = 0) {
    guard mixture == nil else {
      fillNormals(into: out, draw: draw)
      for row in 0..<count { out[row] = StandardNormal.openCdf(out[row]) }
      return
    }
    var cells = cells(draw: draw)
    ccr_uniforms(&cells, count, out)
  }

  /// Fills a column with standard normals, each the normal quantile of the cell's uniform.
  ///
  /// - Parameters:
  ///   - out: `count` values, none beyond 8.21 in size.
  ///   - draw: the draw within the cell.
  public func fillNormals(into out: UnsafeMutablePointer<Double>, draw: UInt32 = 0) {
    var cells = cells(draw: draw)
    ccr_normals(&cells, count, out)
    if let mixture { mix(mixture, into: out, draw: draw) }
  }
}
