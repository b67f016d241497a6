// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels

/// Some labelled customers with their probabilities at given coefficients.
struct LogisticTile {
  /// The first customer.
  let start: Int
  /// How many customers.
  let rows: Int
  /// Where the tile starts in each column of the design.
  let columns: UnsafePointer<UnsafePointer<Double>?>
  /// The probabilities of the tile.
  let workspace: LogisticWorkspace

  /// The customers with those that fill up to a multiple of 8.
  var paddedRows: Int64 { Int64((rows + 7) / 8 * 8) }

  /// The sum of log losses, -ln of the truth's probability.
  ///
  /// - Parameters:
  ///   - truth: the true segment of every customer.
  ///   - segments: how many segments there are.
  /// - Returns: the sum over this tile's customers.
  func loss(_ truth: [Int], segments: Int) -> Double {
    let chances = workspace.greatest
    let least = 1e-300
    for row in 0..<rows {
      let chance = workspace.scores[truth[start + row] * ScoreTile.rows + row]
      chances[row] = chance < least ? least : chance
    }
    ck_log(chances, chances, rows)
    var loss = 0.0
    for row in 0..<rows { loss -= chances[row] }
    return loss
  }

  /// Turns probabilities into residuals: less 1 for the true segment.
  ///
  /// - Parameter truth: the true segment of every customer.
  func takeTruthOff(_ truth: [Int]) {
    for row in 0..<rows { workspace.scores[truth[start + row] * ScoreTile.rows + row] -= 1 }
  }

  /// Adds the second derivatives by the coefficients of two segments.
  ///
  /// - Parameters:
  ///   - first: a segment.
  ///   - second: the same or another.
  ///   - width: how many columns the design has.
  ///   - sums: receives (column, column) at `column * padded width + column`.
  func addCurvature(
    _ first: Int, _ second: Int, width: Int, to sums: UnsafeMutablePointer<Double>
  ) {
    let stride = Int64(ScoreTile.rows)
    let one = workspace.scores + first * ScoreTile.rows
    let other = first == second ? nil : workspace.scores + second * ScoreTile.rows
    classifier_weigh(workspace.weighed, stride, paddedRows, one, other, columns, Int32(width))
    classifier_add_products(
      sums, workspace.weighed, stride, paddedRows, Int32(ScoreTile.padded(width)), columns,
      Int32(width))
  }
}
