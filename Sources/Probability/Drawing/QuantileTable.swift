// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import CCounterRandom
import Glibc

/// A continuous law's quantile function on the normal score, T(z) = Q(Phi(z)), as a table.
///
/// Cubics with exact values and slopes at 2113 knots, 128 a unit of z, from -8.25 to 8.25. Where T
/// is smooth the error is below 1e-9 of its spread. Laws whose quantiles run over too many orders
/// of magnitude are tabulated by their logarithm. A kink, where the density jumps, has cubics of
/// its own on either side.
public final class QuantileTable: @unchecked Sendable {  // nothing changes after `init`
  /// The table as the kernels take it; valid while this object lives.
  package let raw: UnsafePointer<ccr_quantiles>
  /// Whether the cubics give ln T.
  package let isLogarithmic: Bool

  /// Tabulates a law.
  ///
  /// - Parameter law: a continuous law.
  /// - Throws: `GSLError` when GSL cannot invert the law.
  public init(_ law: any Law) throws {
    precondition(!law.isDiscrete, "only continuous laws have quantile tables")
    let knots = try GSLError.checked { QuantileKnots(law) }
    let pieces = KinkPieces(law, knots: knots)
    isLogarithmic = knots.isLogarithmic
    let count = 4 * (knots.values.count)
    let cells = UnsafeMutablePointer<Double>.allocate(capacity: count)
    cells.initialize(repeating: 0, count: count)
    for cell in 0..<knots.values.count {
      let terms = pieces.cells.contains(cell) ? [.nan, 0, 0, 0] : knots.terms(ofCell: cell)
      for (power, term) in terms.enumerated() { cells[4 * cell + power] = term }
    }
    let list = UnsafeMutablePointer<ccr_piece>.allocate(capacity: max(1, pieces.pieces.count))
    list.initialize(from: pieces.pieces, count: pieces.pieces.count)
    let raw = UnsafeMutablePointer<ccr_quantiles>.allocate(capacity: 1)
    raw.initialize(
      to: ccr_quantiles(cells: cells, pieces: list, piece_count: pieces.pieces.count))
    self.raw = UnsafePointer(raw)
  }

  deinit {
    raw.pointee.cells.deallocate()
    raw.pointee.pieces.deallocate()
    raw.deallocate()
  }

  /// The table's value at one score.
  ///
  /// - Parameter z: a normal score; beyond 8.25 in size it counts as 8.25.
  /// - Returns: T(z), NaN for NaN.
  public func callAsFunction(_ z: Double) -> Double {
    var value = z
    withUnsafeMutablePointer(to: &value) { draw(z: $0, count: 1, into: $0) }
    return value
  }

  /// T(z) of a column of scores.
  ///
  /// - Parameters:
  ///   - z: `count` normal scores.
  ///   - count: how many.
  ///   - out: `count` values; may be `z`.
  public func draw(
    z: UnsafePointer<Double>, count: Int, into out: UnsafeMutablePointer<Double>
  ) {
    var table: UnsafePointer<ccr_quantiles>? = raw
    ccr_table_values(&table, nil, z, count, out)
    if isLogarithmic { ck_exp(out, out, count) }
  }
}
