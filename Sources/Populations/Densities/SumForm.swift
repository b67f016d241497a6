// SPDX-License-Identifier: GPL-3.0-or-later

/// What the groups tell of the segment.
struct SumForm: Sendable {
  /// The groups that tell of the kind alone.
  let alone: [Int]
  /// The groups that tell in which cell a number lies.
  let cells: [Int]
  /// The group that gives each segment's mass; nothing for none.
  let smooth: Int?
  /// The only group with cells, where each of them belongs to one segment whatever the kind, with
  /// these segments; nothing where there is no such group.
  let onlyCells: (group: Int, segments: [Int])?

  /// Whether each kind of customer belongs to one segment.
  let isKnownByKind: Bool

  /// Sorts the groups.
  ///
  /// - Parameters:
  ///   - targets: what the segment needs to know of each group.
  ///   - kinds: the kinds of customers.
  init(_ targets: [SeenGroup.Target], _ kinds: KindTable) {
    var (alone, cells, smooth): ([Int], [Int], Int?) = ([], [], nil)
    for (group, target) in targets.enumerated() {
      switch target {
      case .none, .points: alone.append(group)
      case .cells: cells.append(group)
      case .smooth: smooth = group
      }
    }
    (self.alone, self.cells, self.smooth) = (alone, cells, smooth)
    let first = Array(kinds.certain.prefix(kinds.combinations))
    let isSame = kinds.certain.indices.allSatisfy {
      kinds.certain[$0] >= 0 && kinds.certain[$0] == first[$0 % first.count]
    }
    isKnownByKind =
      cells.isEmpty && smooth == nil && kinds.combinations == 1
      && kinds.certain.allSatisfy { $0 >= 0 }
    onlyCells = cells.count == 1 && smooth == nil && isSame ? (cells[0], first) : nil
  }
}
