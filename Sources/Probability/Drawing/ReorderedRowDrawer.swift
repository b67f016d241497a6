// SPDX-License-Identifier: GPL-3.0-or-later

/// A row drawer that takes its columns in another order.
struct ReorderedRowDrawer: RowDrawer {
  private let drawer: any RowDrawer
  private let columns: [Int]

  /// - Parameters:
  ///   - drawer: the drawer.
  ///   - columns: for each of its columns, where it stands among those given.
  init(_ drawer: any RowDrawer, columns: [Int]) {
    self.drawer = drawer
    self.columns = columns
  }

  var usesSampler: Bool { drawer.usesSampler }

  func draw(
    parameters: [UnsafePointer<Double>], cells: CellRun, into out: UnsafeMutablePointer<Double>,
    scratch: UnsafeMutablePointer<Double>
  ) -> Int {
    drawer.draw(
      parameters: columns.map { parameters[$0] }, cells: cells, into: out, scratch: scratch)
  }
}
