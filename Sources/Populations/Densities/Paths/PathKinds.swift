// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the laws of the path groups of a month.
///
/// One group, that with the most laws, is mixed: hidden states that nothing else can tell apart
/// share one law of it, a mixture over them.
struct PathKinds {
  private let groups: [any PathGroup]
  private let month: Int
  private let slots: LevelSlots
  /// For every group the position of each state's law.
  private let lawOf: [[Int]]
  private let mixed: Int?
  private var states: [[[WeightedState]]]
  private var positions: [[Int]] = []
  /// By law of the mixed group, where its states of one key stand.
  private var places: [[Int: Int]] = []

  /// Tells states apart by each group's own laws.
  ///
  /// - Parameters:
  ///   - groups: the path groups.
  ///   - all: the states of the month.
  ///   - month: the scored month.
  ///   - slots: the slots of the hidden levels.
  init(_ groups: [any PathGroup], _ all: [WeightedState], _ month: Int, _ slots: LevelSlots) {
    (self.groups, self.month, self.slots) = (groups, month, slots)
    var (lawOf, counts): ([[Int]], [Int]) = ([], [])
    var states: [[[WeightedState]]] = []
    for group in groups {
      var known: [[Int]: Int] = [:]
      var (own, first): ([Int], [[WeightedState]]) = ([], [])
      for weighted in all {
        let key = group.key(weighted.state, month, slots)
        let position = known[key] ?? known.count
        if position == known.count {
          known[key] = position
          first.append([WeightedState(state: weighted.state, weight: 1)])
        }
        own.append(position)
      }
      lawOf.append(own)
      counts.append(known.count)
      states.append(first)
    }
    let mixed = counts.indices.max { counts[$0] < counts[$1] }
    if let mixed { states[mixed] = [] }
    (self.lawOf, self.mixed, self.states) = (lawOf, mixed, states)
  }

  /// What tells a state apart by the groups that are not mixed.
  func apart(_ place: Int) -> [Int] {
    lawOf.indices.filter { $0 != mixed }.map { lawOf[$0][place] }
  }

  /// Puts a state to a kind of customer; kinds come in order.
  mutating func add(_ place: Int, _ weighted: WeightedState, toKind kind: Int) {
    if kind == positions.count {
      positions.append(lawOf.indices.map { $0 == mixed ? kind : lawOf[$0][place] })
      places.append([:])
      if let mixed { states[mixed].append([]) }
    }
    guard let mixed else { return }
    let key = lawOf[mixed][place]
    if let position = places[kind][key] {
      let known = states[mixed][kind][position]
      states[mixed][kind][position] = WeightedState(
        state: known.state, weight: known.weight + weighted.weight)
    } else {
      places[kind][key] = states[mixed][kind].count
      states[mixed][kind].append(weighted)
    }
  }

  /// The positions of a kind's laws, group by group.
  func positions(ofKind kind: Int) -> [Int] { positions[kind] }

  /// The laws of all groups; nothing where a parameter is impossible.
  func laws() -> [(laws: any KnownPathGroup, count: Int)]? {
    var found: [(laws: any KnownPathGroup, count: Int)] = []
    for (group, laws) in zip(groups, states) {
      let shares = laws.map { states in
        let total = states.reduce(0) { $0 + $1.weight }
        return states.map { WeightedState(state: $0.state, weight: $0.weight / total) }
      }
      guard let known = group.known(shares, month, slots) else { return nil }
      found.append((known, laws.count))
    }
    return found
  }
}
