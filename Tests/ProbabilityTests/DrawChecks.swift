// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// Columns drawn for tests.
enum DrawChecks {
  static func column(
    laws: [any Law], levels: [UInt8]? = nil, count: Int, first: UInt32 = 0, seed: UInt64 = 42
  ) -> [Double] {
    guard let drawer = try? LevelledDrawer(laws: laws) else { return [] }
    let run = CellRun(path: SeedPath(root: seed).child("test"), firstIndex: first, count: count)
    var out = [Double](repeating: .nan, count: count)
    var scratch = [Double](repeating: 0, count: DrawScratch.columns * count)
    drawer.draw(levels: levels, cells: run, into: &out, scratch: &scratch)
    return out
  }
}
