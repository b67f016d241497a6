// SPDX-License-Identifier: GPL-3.0-or-later

/// The hidden levels that customers can have in any month, and how they follow each other.
struct HistoryStates {
  /// The states, in a fixed order.
  let states: [HiddenState]
  private let places: [LevelCodes: Int]
  private let law: HiddenLaw

  /// Finds the states.
  ///
  /// - Parameters:
  ///   - law: the law of the hidden levels.
  ///   - last: the last month that is wanted.
  init(_ law: HiddenLaw, _ last: Int) {
    var found: Set<LevelCodes> = []
    for month in 0...last {
      for (state, _) in law.births(cohort: month) { found.insert(state.present) }
      guard month > 0 else { continue }
      for present in found {
        for (moved, chance) in law.moves(Self.state(present), month) where chance > 0 {
          found.insert(moved.present)
        }
      }
    }
    let ordered = found.sorted { $0 < $1 }
    self.law = law
    states = ordered.map(Self.state)
    places = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1, $0) })
  }

  /// Nothing but the present levels matters.
  private static func state(_ present: LevelCodes) -> HiddenState {
    HiddenState(cohort: 0, entry: present, present: present)
  }

  /// The law of the states of those who enter in a month; in the first one, of the first book.
  func entrants(_ month: Int) -> [Double] {
    var weights = [Double](repeating: 0, count: states.count)
    for (state, weight) in law.births(cohort: month).sorted(by: { $0.key.precedes($1.key) }) {
      if let place = places[state.present] { weights[place] += weight }
    }
    let total = weights.reduce(0, +)
    return weights.map { total > 0 ? $0 / total : 0 }
  }

  /// Where each state may come from in a month, with the chance to stay and to move so.
  func sources(
    _ month: Int, _ survival: (HiddenState) -> Double
  ) -> [[(state: Int, chance: Double)]] {
    var found: [[(state: Int, chance: Double)]] = states.map { _ in [] }
    for (place, state) in states.enumerated() {
      let staying = survival(state)
      for (moved, chance) in law.moves(state, month) where staying * chance > 0 {
        if let target = places[moved.present] { found[target].append((place, staying * chance)) }
      }
    }
    return found
  }
}
