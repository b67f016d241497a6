// SPDX-License-Identifier: GPL-3.0-or-later

/// Draws a law none of whose parameters differs from row to row.
struct FixedLawRowDrawer: RowDrawer {
  private let drawer: LevelledDrawer

  init(_ law: any Law) throws(LawError) {
    do {
      drawer = try LevelledDrawer(laws: [law])
    } catch {
      throw LawError(
        law: "\(law)", parameter: "\(law)", value: nil,
        requirement: "must have quantiles that GSL can compute (\(error))")
    }
  }

  func draw(
    parameters: [UnsafePointer<Double>], cells: CellRun, into out: UnsafeMutablePointer<Double>,
    scratch: UnsafeMutablePointer<Double>
  ) -> Int {
    drawer.draw(levels: nil, cells: cells, into: out, scratch: scratch)
    return 0
  }
}
