// SPDX-License-Identifier: GPL-3.0-or-later
import CCounterRandom
import CGSL

/// A sequence of random words from one cell: its Philox blocks of increasing draw number.
///
/// Made once and pointed at one cell after another with `seek`, which allocates nothing. The first
/// uniform is the one `CellRun.fillUniforms` gives for the same cell and draw. GSL's samplers
/// draw from it through `generator`. It belongs to one thread.
public struct CellStream: ~Copyable {
  private let state: UnsafeMutablePointer<ccr_stream>

  /// A stream on the cell of key 0 until the first `seek`.
  public init() {
    GSLError.installHandler()
    state = .allocate(capacity: 1)
    state.initialize(to: ccr_stream())
    ccr_stream_prepare(state)
  }

  deinit {
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// Goes to the start of a row's cell.
  ///
  /// - Parameters:
  ///   - row: a row of the run.
  ///   - cells: the run.
  ///   - draw: the draw within the cell at which to start.
  public func seek(row: Int, of cells: CellRun, draw: UInt32 = 0) {
    ccr_stream_seek(
      state, cells.key, cells.index(ofRow: row), cells.period, cells.replicate, draw)
  }

  /// The next 64 bits.
  ///
  /// - Returns: two words of the cell's blocks.
  public func nextUInt64() -> UInt64 { ccr_stream_next_word(state) }

  /// The next uniform, an odd multiple of 2^-53.
  ///
  /// - Returns: a value in (0, 1).
  public func nextUniform() -> Double { ccr_stream_next_uniform(state) }

  /// The stream as GSL's samplers take it; valid while the stream lives.
  package var generator: UnsafePointer<gsl_rng> {
    UnsafeRawPointer(state).assumingMemoryBound(to: gsl_rng.self)
  }
}
