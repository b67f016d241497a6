// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// The part of every cell that is the same for a whole block.
struct CellBase: Sendable {
  /// The entry cohort.
  let cohort: UInt16
  /// The replicate.
  let replicate: UInt32

  /// The cells of all rows of a block.
  func run(_ path: SeedPath, _ frame: BlockFrame, month: UInt16) -> CellRun {
    if frame.isContiguous {
      return CellRun(
        path: path, firstIndex: frame.indices[0], count: frame.rows, cohort: cohort,
        month: month, replicate: replicate)
    }
    return CellRun(
      path: path, indices: frame.indices, count: frame.rows, cohort: cohort, month: month,
      replicate: replicate)
  }

  /// The cells of the rows in the frame's chosen list.
  func run(_ path: SeedPath, _ frame: BlockFrame, chosen count: Int, month: UInt16) -> CellRun {
    for k in 0..<count { frame.chosenIndices[k] = frame.indices[Int(frame.chosen[k])] }
    return CellRun(
      path: path, indices: frame.chosenIndices, count: count, cohort: cohort, month: month,
      replicate: replicate)
  }
}
