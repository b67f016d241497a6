// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// Draws a law without a column form by its quantile, made anew for each row.
///
/// Slow (a microsecond or more a row), but coupled: the draw moves smoothly with the parameters.
struct QuantileRowDrawer: RowDrawer {
  /// Parameters that are the same for every row.
  let constants: [Double?]
  /// Makes the law.
  let law: @Sendable ([Double]) throws(LawError) -> any Law

  func draw(
    parameters: [UnsafePointer<Double>], cells: CellRun, into out: UnsafeMutablePointer<Double>,
    scratch: UnsafeMutablePointer<Double>
  ) -> Int {
    cells.fillNormals(into: scratch)
    var impossible = 0
    var values = constants.map { $0 ?? 0 }
    let varying = constants.indices.filter { constants[$0] == nil }
    for row in 0..<cells.count {
      for (column, index) in varying.enumerated() { values[index] = parameters[column][row] }
      if let law = try? law(values) {
        out[row] = law.quantile(normalScore: scratch[row])
      } else {
        out[row] = .nan
        impossible += 1
      }
    }
    return impossible
  }
}
