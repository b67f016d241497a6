// SPDX-License-Identifier: GPL-3.0-or-later

/// How hidden states are put together where several numbers evolve: numbers are independent given
/// the levels at entry and now, the months since entry and since the latest move, of which many are
/// put together.
struct PathClass {
  /// The scored month.
  let month: Int
  /// Whether months on the books are seen, so that no two cohorts are put together.
  let tellsCohort: Bool

  /// The class of months since the latest move; 0 for no move.
  func moveClass(_ state: HiddenState) -> Int {
    guard let last = state.path.last?.month else { return 0 }
    let age = month - last
    return age < 6 ? age + 1 : age < 12 ? 7 + (age - 6) / 2 : 10 + (age - 12) / 4
  }

  /// The month of entry that stands for a state's own.
  func cohort(_ state: HiddenState) -> Int {
    guard !tellsCohort, state.cohort > 0 else { return state.cohort }
    let age = month - state.cohort
    let hasMoved = !state.path.isEmpty
    if age < (hasMoved ? 2 : 6) { return state.cohort }
    let width = hasMoved ? 6 : 3
    let first = age / width * width
    return max(1, month - first - width / 2)
  }

  /// What tells the state's class from others.
  func key(_ state: HiddenState) -> [Int] {
    [cohort(state), moveClass(state)] + state.entry.map(Int.init) + state.present.map(Int.init)
  }
}
