// SPDX-License-Identifier: GPL-3.0-or-later

extension LintPoints {
  /// Some points as a few boxes, as a person reads them.
  ///
  /// - Parameters:
  ///   - set: the points.
  ///   - limit: the most boxes that are named.
  /// - Returns: texts such as `recency 5, frequency 1–2`; nothing where customers are tried.
  func regions(_ set: PointSet, limit: Int = 3) -> String? {
    guard isExact, !axes.isEmpty else { return nil }
    var rest = set
    var texts: [String] = []
    // A box may reach over what cannot be.
    let room = set.union(PointSet(all: count).subtracting(all))
    while texts.count < limit, let first = rest.first {
      let box = grown(from: first, within: room)
      texts.append(text(box))
      forEach(in: box) { rest.remove($0) }
    }
    if texts.isEmpty { return nil }
    return texts.joined(separator: "; ") + (rest.isEmpty ? "" : "; and more")
  }

  /// The box around a point, as large as the set allows, axis after axis.
  private func grown(from point: Int, within set: PointSet) -> [ClosedRange<Int>] {
    var box = axes.indices.map { cell(point, $0)...cell(point, $0) }
    for axis in axes.indices.reversed() {
      while box[axis].upperBound + 1 < axes[axis].cells.count,
        holds(set, box, axis, box[axis].upperBound + 1)
      {
        box[axis] = box[axis].lowerBound...box[axis].upperBound + 1
      }
      while box[axis].lowerBound > 0, holds(set, box, axis, box[axis].lowerBound - 1) {
        box[axis] = box[axis].lowerBound - 1...box[axis].upperBound
      }
    }
    return box
  }

  /// Whether the set holds a box moved to one cell of an axis.
  private func holds(
    _ set: PointSet, _ box: [ClosedRange<Int>], _ axis: Int, _ cell: Int
  ) -> Bool {
    var slice = box
    slice[axis] = cell...cell
    var isHeld = true
    forEach(in: slice) { isHeld = isHeld && set.contains($0) }
    return isHeld
  }

  private func forEach(in box: [ClosedRange<Int>], _ visit: (Int) -> Void) {
    var cells = box.map(\.lowerBound)
    while true {
      visit(point(cells))
      var axis = cells.count - 1
      while axis >= 0, cells[axis] == box[axis].upperBound {
        cells[axis] = box[axis].lowerBound
        axis -= 1
      }
      guard axis >= 0 else { return }
      cells[axis] += 1
    }
  }

  private func text(_ box: [ClosedRange<Int>]) -> String {
    let parts = axes.indices.filter { box[$0].count < axes[$0].cells.count }
      .map { axes[$0].text(box[$0]) }
    return parts.isEmpty ? "any values" : parts.joined(separator: ", ")
  }
}
