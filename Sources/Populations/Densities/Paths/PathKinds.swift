// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the laws of the path groups of a month.
///
/// A group whose few laws tell kinds apart has them as they are; of every other one hidden states
/// that nothing else can tell apart share one law, a mixture over them. Where several are mixed,
/// only states of one class are put together.
struct PathKinds {
  private let groups: [any PathGroup]
  private let month: Int
  private let slots: LevelSlots
  /// For every group the position of each state's law.
  private let lawOf: [[Int]]
  private let isMixed: [Bool]
  private let classes: [[Int]]
  private var states: [[[WeightedState]]]
  private var positions: [[Int]] = []
  /// By kind and mixed group, where its states of one key stand.
  private var places: [[[Int: Int]]] = []

  /// Tells states apart by each group's own laws.
  ///
  /// - Parameters:
  ///   - groups: the path groups.
  ///   - all: the states of the month.
  ///   - month: the scored month.
  ///   - slots: the slots of the hidden levels.
  ///   - pathClass: how states are put together.
  init(
    _ groups: [any PathGroup], _ all: [WeightedState], _ month: Int, _ slots: LevelSlots,
    _ pathClass: PathClass
  ) {
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
    // One alone is mixed as it is: the one with the most laws.
    let several = groups.indices.filter { !groups[$0].tellsKindsApart }
    let isClassed = several.count > 1 && all.count > HiddenLaw.mostExact
    let most = counts.indices.max { counts[$0] < counts[$1] }
    isMixed = groups.indices.map { isClassed ? several.contains($0) : $0 == most }
    classes = isClassed ? all.map { pathClass.key($0.state) } : []
    for group in groups.indices where isMixed[group] { states[group] = [] }
    (self.lawOf, self.states) = (lawOf, states)
  }

  /// What tells a state apart by its class and by the groups that are not mixed.
  func apart(_ place: Int) -> [Int] {
    (classes.isEmpty ? [] : classes[place])
      + lawOf.indices.filter { !isMixed[$0] }.map { lawOf[$0][place] }
  }

  /// Puts a state to a kind of customer; kinds come in order.
  mutating func add(_ place: Int, _ weighted: WeightedState, toKind kind: Int) {
    if kind == positions.count {
      positions.append(lawOf.indices.map { isMixed[$0] ? kind : lawOf[$0][place] })
      places.append(Array(repeating: [:], count: groups.count))
      for group in groups.indices where isMixed[group] { states[group].append([]) }
    }
    for group in groups.indices where isMixed[group] {
      let key = lawOf[group][place]
      if let position = places[kind][group][key] {
        let known = states[group][kind][position]
        states[group][kind][position] = WeightedState(
          state: known.state, weight: known.weight + weighted.weight)
      } else {
        places[kind][group][key] = states[group][kind].count
        states[group][kind].append(weighted)
      }
    }
  }

  /// The positions of a kind's laws, group by group, once the laws are known.
  func positions(ofKind kind: Int) -> [Int] { positions[kind] }

  /// Kinds with the same single state of a group share its law.
  private mutating func joinKinds() {
    for group in groups.indices where isMixed[group] {
      var (known, joined): ([Int: Int], [[WeightedState]]) = ([:], [])
      for kind in positions.indices {
        let keys = places[kind][group]
        let single = keys.count == 1 ? keys.first?.key : nil
        if let single, let position = known[single] {
          positions[kind][group] = position
          continue
        }
        if let single { known[single] = joined.count }
        positions[kind][group] = joined.count
        joined.append(states[group][kind])
      }
      states[group] = joined
    }
  }

  /// The laws of all groups; nothing where a parameter is impossible.
  ///
  /// - Parameters:
  ///   - library: what posteriors of the same population have in common.
  ///   - seen: for every group the seen columns that decide what its own show.
  /// - Returns: for every group its laws with how many there are.
  mutating func laws(
    _ library: PosteriorLibrary, seen: [[Int]]
  ) -> [(laws: any KnownPathGroup, count: Int)]? {
    joinKinds()
    var found: [(laws: any KnownPathGroup, count: Int)] = []
    for (index, (group, laws)) in zip(groups, states).enumerated() {
      let shares = laws.map { states in
        let total = states.reduce(0) { $0 + $1.weight }
        return states.map { WeightedState(state: $0.state, weight: $0.weight / total) }
      }
      let known = library.laws(
        group, seen: seen[index], month: month, shares.map { $0.map(\.state) }
      ) { group.known(shares, month, slots) }
      guard let known else { return nil }
      found.append((known, laws.count))
    }
    return found
  }
}
