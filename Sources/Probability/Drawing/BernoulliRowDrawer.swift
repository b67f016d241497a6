// SPDX-License-Identifier: GPL-3.0-or-later

/// Draws ones with shares that differ from row to row, by inversion of the cell's uniform.
struct BernoulliRowDrawer: RowDrawer {
  func draw(
    parameters: [UnsafePointer<Double>], cells: CellRun, into out: UnsafeMutablePointer<Double>,
    scratch: UnsafeMutablePointer<Double>
  ) -> Int {
    let share = parameters[0]
    cells.fillUniforms(into: out)
    var impossible = 0
    for row in 0..<cells.count {
      let possible = share[row] >= 0 && share[row] <= 1
      impossible &+= possible ? 0 : 1
      out[row] = possible ? (1 - out[row] < share[row] ? 1 : 0) : .nan
    }
    return impossible
  }
}
