// SPDX-License-Identifier: GPL-3.0-or-later

/// Draws a column of one family whose parameters differ from row to row.
public protocol RowDrawer: Sendable {
  /// Draws one value for each row of the run.
  ///
  /// - Parameters:
  ///   - parameters: one column for each parameter that was not given as a constant, in order.
  ///   - cells: the rows.
  ///   - out: `cells.count` values; NaN where the row's parameters are impossible.
  ///   - scratch: room for `DrawScratch.columns * cells.count` values.
  /// - Returns: how many rows had impossible parameters.
  func draw(
    parameters: [UnsafePointer<Double>], cells: CellRun, into out: UnsafeMutablePointer<Double>,
    scratch: UnsafeMutablePointer<Double>
  ) -> Int
  /// Whether values come from GSL's sampler on the cell's own stream, and so do not move smoothly
  /// with the parameters.
  var usesSampler: Bool { get }
}

extension RowDrawer {
  /// Values come from quantiles unless a drawer says otherwise.
  public var usesSampler: Bool { false }
}

/// How much room drawers need.
public enum DrawScratch {
  /// The columns of scratch, each as long as the run.
  public static let columns = 4
}
