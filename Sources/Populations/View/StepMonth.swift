// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// One feature's values in one month of a block, as a step sees them.
struct StepMonth {
  /// The runner of the block.
  let runner: BlockRunner
  /// The feature's values, changed in place; a missing one is NaN.
  let values: UnsafeMutablePointer<Double>
  /// The path of the step's cells.
  var path: SeedPath
  /// Months since the first scored one; negative in the warm-up.
  let month: Int
  /// Months since the block's customers entered the simulation, from 0.
  let age: Int
  /// Rows that the feature's last refresh step refreshed this month.
  var refreshed: Refreshed = .all

  /// Which rows were refreshed this month.
  enum Refreshed {
    /// Every row.
    case all
    /// The rows listed in the frame's refreshed list, so many.
    case some(Int)
  }

  /// The block's columns.
  var frame: BlockFrame { runner.frame }
  /// How many rows there are.
  var rows: Int { runner.frame.rows }

  /// Uniforms of this step for a period.
  ///
  /// - Parameters:
  ///   - period: when the randomness is drawn.
  ///   - memory: the state column that keeps it for a period longer than a month.
  /// - Returns: one uniform for each row.
  func uniforms(per period: DrawPeriod, memory: Int?) -> UnsafeMutablePointer<Double> {
    filled(per: period, memory: memory) { code, column, chosen in
      let base = runner.cellBase
      let cells =
        chosen.map { base.run(path, frame, chosen: $0, month: code) }
        ?? base.run(path, frame, month: code)
      cells.fillUniforms(into: column)
    }
  }

  /// Standard normals of one of several parts of this step for a period.
  ///
  /// - Parameters:
  ///   - part: which part, from 0; each has cells of its own.
  ///   - period: when the randomness is drawn.
  ///   - memory: the state column that keeps it for a period longer than a month.
  /// - Returns: one normal for each row.
  func normals(
    ofPart part: Int, per period: DrawPeriod, memory: Int?
  ) -> UnsafeMutablePointer<Double> {
    let path = path.child(part)
    return filled(per: period, memory: memory) { code, column, chosen in
      let base = runner.cellBase
      let cells =
        chosen.map { base.run(path, frame, chosen: $0, month: code) }
        ?? base.run(path, frame, month: code)
      cells.fillNormals(into: column)
    }
  }

  /// Draws of this step for a period.
  ///
  /// - Parameters:
  ///   - plan: how they are drawn.
  ///   - period: when they are drawn.
  ///   - memory: the state column that keeps them for a period longer than a month.
  /// - Returns: one value for each row.
  func draws(
    _ plan: DrawPlan, per period: DrawPeriod, memory: Int?
  ) -> UnsafeMutablePointer<Double> {
    filled(per: period, memory: memory) { code, column, chosen in
      runner.draw(plan, path, code, column, chosen: chosen)
    }
  }

  /// Counts missing values that nothing is known to fill with.
  func noteUnfilled() { runner.noteUnfilled(values, rows) }

  private func filled(
    per period: DrawPeriod, memory: Int?,
    _ fill: (UInt16, UnsafeMutablePointer<Double>, Int?) -> Void
  ) -> UnsafeMutablePointer<Double> {
    guard period != .month, let memory else {
      fill(MonthCode.of(month), frame.scratch[0], nil)
      return frame.scratch[0]
    }
    let column = frame.numbers[memory]
    switch (age, period, refreshed) {
    case (0, .customer, _): fill(MonthCode.birth, column, nil)
    case (0, _, _), (_, .refresh, .all): fill(MonthCode.of(month), column, nil)
    case (_, .refresh, .some(let count)) where count > 0:
      frame.chosen.update(from: frame.refreshed, count: count)
      fill(MonthCode.of(month), frame.scratch[1], count)
      for k in 0..<count { column[Int(frame.refreshed[k])] = frame.scratch[1][k] }
    default: break
    }
    return column
  }
}
