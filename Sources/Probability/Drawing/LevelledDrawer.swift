// SPDX-License-Identifier: GPL-3.0-or-later

/// Draws a column whose law depends on a level of each row: one law for each level.
///
/// Laws of one form run through one vector kernel that looks up the row's parameters or table;
/// laws of several forms run through one kernel for each form.
public struct LevelledDrawer: Sendable {
  private let passes: [LevelPass]
  /// Which pass draws each level; 256 entries.
  private let passOfLevel: [UInt8]
  /// How many levels there are.
  public let levelCount: Int

  /// Prepares the tables of all laws.
  ///
  /// - Parameter laws: one law for each level, 1 to 256 of them.
  /// - Throws: `GSLError` when a law cannot be tabulated.
  public init(laws: [any Law]) throws {
    precondition(!laws.isEmpty && laws.count <= 256, "1 to 256 levels")
    levelCount = laws.count
    let forms = try laws.map { try $0.drawForm }
    let kinds = forms.map(\.kind)
    var present: [DrawForm.Kind] = []
    for kind in kinds where !present.contains(kind) { present.append(kind) }
    var passOfLevel = [UInt8](repeating: 0, count: 256)
    for (level, kind) in kinds.enumerated() {
      passOfLevel[level] = UInt8(present.firstIndex(of: kind) ?? 0)
    }
    self.passOfLevel = passOfLevel
    passes = try present.map { kind in
      try LevelPass(
        kind: kind, laws: laws,
        forms: zip(forms, kinds).map { form, other in other == kind ? form : nil })
    }
  }

  /// Whether some level is drawn row by row with GSL's sampler.
  public var usesSampler: Bool { passes.contains { $0.kind == .sampler } }

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
    let levels = levelCount == 1 ? nil : levels
    passes[0].draw(levels: levels, cells: cells, into: out, scratch: scratch)
    guard passes.count > 1, let levels else { return }
    let values = scratch + 2 * cells.count
    for (index, pass) in passes.enumerated().dropFirst() {
      pass.draw(levels: levels, cells: cells, into: values, scratch: scratch)
      passOfLevel.withUnsafeBufferPointer { passOfLevel in
        for row in 0..<cells.count where passOfLevel[Int(levels[row])] == UInt8(index) {
          out[row] = values[row]
        }
      }
    }
  }
}
