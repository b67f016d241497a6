// SPDX-License-Identifier: GPL-3.0-or-later

/// Carries the law of the hidden levels through the months: entry, exit, moves.
struct HiddenLaw {
  let model: PopulationModel
  let levels: [(slot: Int, node: LevelsNode)]
  let tracksMoves: Bool
  private let isByCohort: Bool
  /// How many months back the path of levels matters.
  let pathMonths: Int
  /// The most states in a month.
  static let mostStates = 20_000
  /// The most states after a month's moves, before any are put together.
  static let mostMoved = 20 * mostStates
  /// The most states of which none are put together.
  static let mostExact = 600
  /// The share of customers whose paths are taken for commoner ones between the same levels, over all
  /// months together.
  static let rare = 2e-3

  /// Makes the law's start.
  ///
  /// - Parameters:
  ///   - model: the world.
  ///   - slots: the slots of the levels that matter, in the world's order.
  ///   - tracksMoves: whether the month of the latest move matters.
  ///   - isByCohort: whether the month of entry matters.
  ///   - pathMonths: how many months back the path of levels matters.
  init(
    _ model: PopulationModel, slots: [Int], tracksMoves: Bool, isByCohort: Bool, pathMonths: Int
  ) {
    self.model = model
    self.pathMonths = pathMonths
    self.tracksMoves = tracksMoves
    self.isByCohort = isByCohort
    levels = model.quantities.compactMap { quantity in
      guard case .levels(let node) = quantity.kind, slots.contains(quantity.slot) else {
        return nil
      }
      return (quantity.slot, node)
    }
  }

  /// The hidden levels' slots in the order of a state's codes.
  var slots: [Int] { levels.map(\.slot) }

  /// The law in every month.
  ///
  /// - Parameters:
  ///   - last: the last scored month that is wanted.
  ///   - survival: the chance of staying from the month before, by cohort, month and levels.
  /// - Returns: the states of every scored month with weights that add up to 1, and how they were simplified;
  ///   nothing for months with more states than can be worked with.
  /// - Complexity: O(months × states × moves).
  func months(
    through last: Int, _ survival: (HiddenState, Int) -> Double
  ) -> HiddenMonths {
    let all = max(1, min(model.months, last + 1))
    guard isManageable else { return HiddenMonths(states: Array(repeating: nil, count: all)) }
    var weights = ordered(births(cohort: 0))
    var months = HiddenMonths(states: [normalised(weights)])
    for month in 1..<all {
      weights = moved(weights, in: month, survival)
      if pathMonths > 0, weights.count <= Self.mostMoved {
        let shorter = shortened(weights, in: month)
        let fewer = kept(shorter)
        months.hasShorterPaths = months.hasShorterPaths || shorter.count < weights.count
        months.hasFewerPaths = months.hasFewerPaths || fewer.count < shorter.count
        weights = fewer
      }
      guard weights.count <= Self.mostStates else {
        months.states += Array(repeating: nil, count: all - month)
        return months
      }
      months.states.append(normalised(weights.sorted { $0.state.precedes($1.state) }))
    }
    return months
  }

  /// The states of the month after, before any are put together; only some where there are too many.
  private func moved(
    _ weights: [(state: HiddenState, weight: Double)], in month: Int,
    _ survival: (HiddenState, Int) -> Double
  ) -> [(state: HiddenState, weight: Double)] {
    var next = StateWeights()
    for (state, weight) in weights where next.all.count <= Self.mostMoved {
      let staying = weight * survival(state, month)
      guard staying > 0 else { continue }
      for (moved, chance) in moves(state, month) { next.add(staying * chance, to: moved) }
    }
    if model.entrants[month] > 0 {
      for (state, weight) in ordered(births(cohort: month)) { next.add(weight, to: state) }
    }
    return next.all
  }

  /// States in an order that does not depend on hashing.
  private func ordered(_ weights: [HiddenState: Double]) -> [(state: HiddenState, weight: Double)] {
    weights.map { (state: $0.key, weight: $0.value) }.sorted { $0.state.precedes($1.state) }
  }

  /// States with shorter paths, where there are many.
  private func shortened(
    _ weights: [(state: HiddenState, weight: Double)], in month: Int
  ) -> [(state: HiddenState, weight: Double)] {
    guard weights.count > Self.mostExact else { return weights }
    var found = StateWeights()
    for (state, weight) in weights {
      var shorter = state
      shorter.shortenPath(in: month)
      found.add(weight, to: shorter)
    }
    return found.all
  }

  /// The states without the rarest, where there are many: a rare path's share goes to the commonest
  /// one from the same entry to the same present levels, so that the law of the levels stays what it is.
  private func kept(
    _ weights: [(state: HiddenState, weight: Double)]
  ) -> [(state: HiddenState, weight: Double)] {
    guard weights.count > Self.mostExact else { return weights }
    var commonest: [HiddenState: Int] = [:]
    for (place, own) in weights.enumerated() {
      let ends = own.state.withoutPath
      if let known = commonest[ends], weights[known].weight >= own.weight { continue }
      commonest[ends] = place
    }
    let total = weights.reduce(0) { $0 + $1.weight }
    var room = total * Self.rare / Double(model.months)
    var (isKept, all) = ([Bool](repeating: true, count: weights.count), weights)
    for place in weights.indices.sorted(by: {
      (weights[$0].weight, $0) < (weights[$1].weight, $1)
    }) {
      guard let other = commonest[weights[place].state.withoutPath], other != place else {
        continue
      }
      room -= weights[place].weight
      guard room > 0 else { break }
      isKept[place] = false
      all[other].weight += weights[place].weight
    }
    return zip(all, isKept).filter(\.1).map(\.0)
  }

  private func normalised(_ states: [(state: HiddenState, weight: Double)]) -> [WeightedState] {
    let total = states.reduce(0) { $0 + $1.weight }
    return states.map { WeightedState(state: $0.state, weight: total > 0 ? $0.weight / total : 0) }
  }

  /// Who is born into a cohort: the first book, or the entrants of a month.
  func births(cohort: Int) -> [HiddenState: Double] {
    let size = Double(cohort == 0 ? model.customers : model.entrants[cohort])
    var partial: [(LevelCodes, Double)] = [(LevelCodes(), size)]
    for (_, node) in levels {
      partial = partial.flatMap { codes, weight in
        let shares = birthShares(node, codes, isEntrant: cohort > 0)
        return shares.indices.filter { shares[$0] > 0 }.map {
          (codes.with(UInt8($0)), weight * shares[$0])
        }
      }
    }
    var found: [HiddenState: Double] = [:]
    for (codes, weight) in partial {
      let state = HiddenState(cohort: isByCohort ? cohort : 0, entry: codes, present: codes)
      found[state, default: 0] += weight
    }
    return found
  }

  private func birthShares(_ node: LevelsNode, _ codes: LevelCodes, isEntrant: Bool) -> [Double] {
    if isEntrant, let shares = node.entrantShares { return shares }
    return node.shares[given(node, codes)]
  }

  func given(_ node: LevelsNode, _ codes: LevelCodes) -> Int {
    guard let slot = node.givenSlot, let position = levels.firstIndex(where: { $0.slot == slot })
    else { return 0 }
    return Int(codes[position])
  }
}

/// Weights of hidden states, in the order in which the states first came.
private struct StateWeights {
  private(set) var all: [(state: HiddenState, weight: Double)] = []
  private var places: [HiddenState: Int] = [:]

  mutating func add(_ weight: Double, to state: HiddenState) {
    if let place = places[state] {
      all[place].weight += weight
    } else {
      places[state] = all.count
      all.append((state, weight))
    }
  }
}
