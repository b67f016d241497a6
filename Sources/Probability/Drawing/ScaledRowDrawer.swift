// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels

/// Draws location + scale x for a standard x, or its exponential, with a location and a scale that
/// come from the parameters of each row.
struct ScaledRowDrawer: RowDrawer {
  /// The law of x.
  enum Standard: Sendable {
    case normal
    case uniform
    case table(QuantileTable)
  }

  /// Turns the family's parameters into locations and scales, NaN where they are impossible.
  ///
  /// The arguments are the first and second parameters, the number of rows, and room for the
  /// locations and the scales.
  typealias Preparation =
    @Sendable (
      UnsafePointer<Double>, UnsafePointer<Double>, Int, UnsafeMutablePointer<Double>,
      UnsafeMutablePointer<Double>
    ) -> Void

  let standard: Standard
  let constants: [Double?]
  var isExponential = false
  let prepare: Preparation

  func draw(
    parameters: [UnsafePointer<Double>], cells: CellRun, into out: UnsafeMutablePointer<Double>,
    scratch: UnsafeMutablePointer<Double>
  ) -> Int {
    let count = cells.count
    let columns = ParameterColumns(
      constants: constants, columns: parameters, count: count, scratch: scratch)
    let location = scratch + 2 * count
    let scale = scratch + 3 * count
    prepare(columns.first, columns.second, count, location, scale)
    switch standard {
    case .normal: cells.fillNormals(into: out)
    case .uniform: cells.fillUniforms(into: out)
    case .table(let table):
      cells.fillNormals(into: out)
      table.draw(z: out, count: count, into: out)
    }
    var impossible = 0
    for row in 0..<count {
      let value = location[row] + scale[row] * out[row]
      impossible &+= value.isNaN ? 1 : 0
      out[row] = value
    }
    if isExponential { ck_exp(out, out, count) }
    return impossible
  }

  /// The table of a standard law, with GSL's trouble told as the law's.
  static func table<Family: LawFamily>(_ law: Family) throws(LawError) -> Standard {
    do { return .table(try .shared(law)) } catch {
      throw LawError(
        law: Family.id, parameter: "\(law)", value: nil,
        requirement: "must have quantiles that GSL can compute (\(error))")
    }
  }
}
