// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels

/// Draws a column whose law depends on a level of each row: one law for each level.
public struct LevelledDrawer: Sendable {
  private let laws: [any Law]
  private let forms: [DrawForm]

  /// Prepares the tables of all laws.
  ///
  /// - Parameter laws: one law for each level, 1 to 256 of them.
  /// - Throws: `GSLError` when a law cannot be tabulated.
  public init(laws: [any Law]) throws {
    precondition(!laws.isEmpty && laws.count <= 256, "1 to 256 levels")
    self.laws = laws
    forms = try laws.map { try $0.drawForm }
  }

  /// Whether some level is drawn row by row with GSL's sampler.
  public var usesSampler: Bool {
    forms.contains { if case .sampler = $0 { true } else { false } }
  }

  /// Draws one value for each row of the run.
  ///
  /// - Parameters:
  ///   - levels: the level of each row, below the number of laws; not read for a single law.
  ///   - cells: the rows.
  ///   - out: `cells.count` values.
  ///   - scratch: room for `DrawScratch.columns * cells.count` values.
  public func draw(
    levels: UnsafePointer<UInt8>?, cells: CellRun, into out: UnsafeMutablePointer<Double>,
    scratch: UnsafeMutablePointer<Double>
  ) {
    let stream = CellStream()
    cells.fillUniforms(into: scratch)
    cells.fillNormals(into: out)
    for row in 0..<cells.count {
      let level = laws.count == 1 ? 0 : Int(levels?[row] ?? 0)
      var value = out[row]
      switch forms[level] {
      case .affine(let location, let scale): out[row] = location + scale * value
      case .exponential(let mu, let sigma):
        value = mu + sigma * value
        ck_exp(&value, out + row, 1)
      case .linear(let from, let to): out[row] = from + (to - from) * scratch[row]
      case .table(let table, let location, let scale): out[row] = location + scale * table(value)
      case .inversion(let table): out[row] = table(scratch[row])
      case .sampler:
        stream.seek(row: row, of: cells)
        out[row] = laws[level].draw(using: stream)
      }
    }
  }
}
