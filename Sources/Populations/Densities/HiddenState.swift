// SPDX-License-Identifier: GPL-3.0-or-later

/// One value of the finite part of what is hidden about a customer in a month.
struct HiddenState: Sendable, Hashable {
  /// The month of entry; 0 for the first book.
  let cohort: Int
  /// Level codes on entering the simulation, by position among the hidden levels.
  var entry: LevelCodes
  /// Level codes now, by position among the hidden levels.
  var present: LevelCodes
  /// The latest month in which a level moved; nothing when none has, or when nothing depends on it.
  var lastMove: Int?
  /// The moves from the oldest to the latest, as far back as anything depends on them.
  var path: [LevelMove] = []

  /// The level codes after the moves of a month.
  ///
  /// - Parameter month: a month no older than the path reaches back.
  /// - Returns: codes by position among the hidden levels.
  func levels(after month: Int) -> LevelCodes {
    path.first { $0.month > month }?.former ?? present
  }
}

extension HiddenState {
  /// The same but for when its levels moved.
  var withoutPath: HiddenState {
    HiddenState(cohort: cohort, entry: entry, present: present)
  }

  /// Leaves out all moves but the first and the latest, and takes those of long ago for ones in the
  /// middle of their quarter of a year: few customers move more than once.
  mutating func shortenPath(in month: Int) {
    if path.count > 2 { path = [path[0], path[path.count - 1]] }
    for index in path.indices where month - path[index].month > 6 {
      let middle = path[index].month / 3 * 3 + 1
      guard index + 1 == path.count || middle < path[index + 1].month else { continue }
      path[index] = LevelMove(month: middle, former: path[index].former)
    }
  }
}

/// One month's moves of a customer.
struct LevelMove: Sendable, Hashable {
  /// The month.
  let month: Int
  /// The level codes before them, by position among the hidden levels.
  let former: LevelCodes
}

/// A hidden state with its probability in a month.
struct WeightedState: Sendable {
  /// The state.
  let state: HiddenState
  /// Its share of the customers on the books.
  let weight: Double
}

extension HiddenState {
  /// Whether it comes before another state of the same levels: by cohort, levels at entry and now,
  /// latest move, path.
  func precedes(_ other: HiddenState) -> Bool {
    guard cohort == other.cohort else { return cohort < other.cohort }
    guard entry == other.entry else { return entry < other.entry }
    guard present == other.present else { return present < other.present }
    guard lastMove == other.lastMove else { return (lastMove ?? -1) < (other.lastMove ?? -1) }
    for (own, move) in zip(path, other.path) where own != move {
      guard own.month == move.month else { return own.month < move.month }
      return own.former < move.former
    }
    return path.count < other.path.count
  }
}
