// SPDX-License-Identifier: GPL-3.0-or-later

/// Makes the law of every row and lets GSL's sampler draw from the row's own stream.
public struct SamplerRowDrawer<Family: LawFamily>: RowDrawer {
  /// Values come from GSL's sampler.
  public var usesSampler: Bool { true }
  private let form: Int
  private let constants: [Double?]
  private let requirements: [ParameterRequirement]

  /// A drawer for one parameterisation.
  ///
  /// - Parameters:
  ///   - form: which of the family's parameterisations.
  ///   - constants: the constant parameters in order; nil for one that comes as a column.
  public init(form: Int, constants: [Double?]) {
    self.form = form
    self.constants = constants
    requirements = Family.parameterisations[form].parameters.map(\.requirement)
  }

  /// Draws one value for each row of the run.
  ///
  /// - Parameters:
  ///   - parameters: one column for each nil of the constants, in order.
  ///   - cells: the rows.
  ///   - out: `cells.count` values; NaN where the row's parameters are impossible.
  ///   - scratch: room for `DrawScratch.columns * cells.count` values.
  /// - Returns: how many rows had impossible parameters.
  public func draw(
    parameters: [UnsafePointer<Double>], cells: CellRun, into out: UnsafeMutablePointer<Double>,
    scratch: UnsafeMutablePointer<Double>
  ) -> Int {
    let columns = ParameterColumns(
      constants: constants, columns: parameters, count: cells.count, scratch: scratch)
    let stream = CellStream()
    let second = requirements.count > 1 ? requirements[1] : .finite
    var impossible = 0
    for row in 0..<cells.count {
      let (a, b) = (columns.first[row], columns.second[row])
      if requirements[0].holds(a), second.holds(b),
        let law = try? Family.make(form: form, a, b)
      {
        stream.seek(row: row, of: cells)
        out[row] = law.draw(using: stream)
      } else {
        out[row] = .nan
        impossible += 1
      }
    }
    return impossible
  }
}
