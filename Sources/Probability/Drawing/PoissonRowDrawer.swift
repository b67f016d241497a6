// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import CCounterRandom

/// Draws Poisson counts whose means differ from row to row, by inversion of the cell's uniform.
struct PoissonRowDrawer: RowDrawer {
  func draw(
    parameters: [UnsafePointer<Double>], cells: CellRun, into out: UnsafeMutablePointer<Double>,
    scratch: UnsafeMutablePointer<Double>
  ) -> Int {
    Self.draw(
      mean: parameters[0], most: 1e9, cells: cells, word: 0, into: out,
      scratch: scratch + cells.count)
  }

  /// Draws from the means of a column.
  ///
  /// - Parameters:
  ///   - mean: the rows' means.
  ///   - most: the greatest possible mean.
  ///   - cells: the rows.
  ///   - word: the draw within the cell.
  ///   - out: `cells.count` values; may be `mean`.
  ///   - scratch: three columns of room.
  /// - Returns: how many means are impossible.
  static func draw(
    mean: UnsafePointer<Double>, most: Double, cells: CellRun, word: UInt32,
    into out: UnsafeMutablePointer<Double>, scratch: UnsafeMutablePointer<Double>
  ) -> Int {
    let count = cells.count
    let (decay, uniforms, scores) = (scratch, scratch + count, scratch + 2 * count)
    var anyLarge = false
    for row in 0..<count {
      anyLarge = anyLarge || mean[row] >= Double(CCR_SUMMED_MEAN)
      decay[row] = -mean[row]
    }
    ck_exp(decay, decay, count)
    cells.fillUniforms(into: uniforms, draw: word)
    if anyLarge { ccr_normal_quantiles(uniforms, count, scores) }
    return ccr_poisson(mean, decay, uniforms, anyLarge ? scores : nil, most, count, out)
  }
}
