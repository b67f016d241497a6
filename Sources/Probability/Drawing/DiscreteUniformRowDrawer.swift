// SPDX-License-Identifier: GPL-3.0-or-later

/// Draws whole numbers between ends that differ from row to row, by inversion of the cell's uniform.
struct DiscreteUniformRowDrawer: RowDrawer {
  let constants: [Double?]

  func draw(
    parameters: [UnsafePointer<Double>], cells: CellRun, into out: UnsafeMutablePointer<Double>,
    scratch: UnsafeMutablePointer<Double>
  ) -> Int {
    let count = cells.count
    let ends = ParameterColumns(
      constants: constants, columns: parameters, count: count, scratch: scratch)
    let uniforms = scratch + 2 * count
    cells.fillUniforms(into: uniforms)
    var impossible = 0
    for row in 0..<count {
      let (from, to) = (ends.first[row], ends.second[row])
      guard from <= to, DiscreteUniformLaw.isPossible(from), DiscreteUniformLaw.isPossible(to)
      else {
        out[row] = .nan
        impossible += 1
        continue
      }
      out[row] = min(to, from + (uniforms[row] * (to - from + 1)).rounded(.down))
    }
    return impossible
  }
}
