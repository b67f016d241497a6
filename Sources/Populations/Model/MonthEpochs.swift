// SPDX-License-Identifier: GPL-3.0-or-later

/// The stretches of months within which the same changes of drift are in force.
///
/// What depends on drift is compiled once for each epoch. Epoch 0 has no change in force; it holds
/// in the warm-up and before the first change.
struct MonthEpochs: Sendable {
  /// The changes in force in each epoch, as positions in the list of changes.
  let active: [[Int]]
  private let epochOfMonth: [Int]

  /// Divides the scored months.
  ///
  /// - Parameters:
  ///   - changes: the changes of drift.
  ///   - months: how many scored months there are.
  init(_ changes: [DriftChange], months: Int) {
    var active: [[Int]] = [[]]
    var epochs: [Int] = []
    for month in 0..<max(1, months) {
      let now = changes.indices.filter { changes[$0].isInForce(month) }
      if let known = active.firstIndex(of: now) {
        epochs.append(known)
      } else {
        active.append(now)
        epochs.append(active.count - 1)
      }
    }
    self.active = active
    epochOfMonth = epochs
  }

  /// How many epochs there are.
  var count: Int { active.count }

  /// The epoch of a month.
  ///
  /// - Parameter month: months since the first scored one; negative in the warm-up.
  /// - Returns: the epoch's number.
  func callAsFunction(_ month: Int) -> Int {
    month < 0 ? 0 : epochOfMonth[min(month, epochOfMonth.count - 1)]
  }
}
