// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// Makes the posterior's model of one month: joins states that nothing seen can tell apart.
struct MonthBuilder {
  let plan: PosteriorPlan
  let slots: [Int]
  let month: Int
  let epoch: Int
  let pathClass: PathClass
  /// By group the slots of the levels by which its law is tabled, and of those that what is seen or the
  /// segment depends on.
  private let told: [(own: [Int], others: [Int])]
  /// The positions of the levels that are seen or that the segment depends on.
  private let visibleLevels: [Int]

  init(_ plan: PosteriorPlan, _ slots: [Int], _ month: Int) {
    self.plan = plan
    self.slots = slots
    self.month = month
    epoch = plan.model.epochs(month)
    pathClass = PathClass(month: month, tellsCohort: !plan.tenureFeatures.isEmpty)
    let seen = Set(plan.levelFeatures.map(\.slot) + plan.segment.levelSlots)
    visibleLevels = slots.indices.filter { seen.contains(slots[$0]) }
    told = plan.groups.map { group in
      let channels = group.noisy.map(\.channel) + group.children.map { $0.channel }
      var others = Set(channels.flatMap(\.levelSlots)).sorted()
      if case .smooth = group.target { others += plan.segment.levelSlots }
      return (Set(group.latent.node.plans.flatMap(\.levelSlots)).sorted(), others)
    }
  }

  func model(
    _ states: [WeightedState], firstTenure: [Double], _ others: [PosteriorModel]
  ) -> PosteriorModel? {
    var kinds: [Int] = []
    return model(states, firstTenure: firstTenure, others, kinds: &kinds)
  }

  /// Makes the model, and tells the kind of each state.
  func model(
    _ states: [WeightedState], firstTenure: [Double], _ others: [PosteriorModel],
    kinds kindOfState: inout [Int]
  ) -> PosteriorModel? {
    var laws: [[KnownGroup]] = plan.groups.map { _ in [] }
    var known: [[[Int]: Int]] = plan.groups.map { _ in [:] }
    var keys: [[[Int]]] = plan.groups.map { _ in [] }
    var paths = PathKinds(plan.pathGroups, states, month, LevelSlots(slots: slots), pathClass)
    var kinds: [(weight: Double, laws: [Int], state: HiddenState)] = []
    var kindOf: [[Int]: Int] = [:]
    let mixesSeveral = plan.mixesSeveral(states.count)
    var rules = JointRules(plan, epoch)
    for (place, weighted) in states.enumerated() {
      var positions: [Int] = []
      let stateOfClass = mixesSeveral ? representative(weighted.state) : weighted.state
      let (entry, present) = (codes(stateOfClass.entry), codes(stateOfClass.present))
      for (index, group) in plan.groups.enumerated() {
        let codes = group.latent.readsEntryLevels ? entry : present
        let key =
          told[index].own.map { Int(codes[$0]) } + told[index].others.map { Int(present[$0]) }
          + time(group, stateOfClass)
        if let position = known[index][key] {
          positions.append(position)
        } else {
          guard let law = knownGroup(group, stateOfClass) else { return nil }
          known[index][key] = laws[index].count
          keys[index].append(key)
          positions.append(laws[index].count)
          laws[index].append(law)
        }
      }
      let key = positions + visible(weighted.state) + paths.apart(place)
      let position = kindOf[key] ?? kinds.count
      if position == kinds.count {
        kindOf[key] = position
        kinds.append((0, positions, weighted.state))
      }
      kinds[position].weight += weighted.weight
      kindOfState.append(position)
      paths.add(place, weighted, toKind: position)
    }
    guard let pathLaws = paths.laws(plan.library, seen: plan.seenDeciders) else { return nil }
    return PosteriorModel(
      plan, month: month,
      kinds: kinds.enumerated().map { position, kind in
        let chances = chances(kind.state, &rules)
        return .init(
          weight: kind.weight, laws: kind.laws + paths.positions(ofKind: position),
          chances: chances.map(\.chances), rules: chances.map(\.rule), state: kind.state)
      }, laws: laws, pathLaws: pathLaws, firstTenure: firstTenure, hiddenSlots: slots,
      rules: rules.all, others: others,
      shared: zip(plan.groups, keys).map { plan.library.masses($0, month: month, laws: $1) })
  }

  /// The state with the month of entry that stands for its class.
  private func representative(_ state: HiddenState) -> HiddenState {
    HiddenState(
      cohort: pathClass.cohort(state), entry: state.entry, present: state.present,
      lastMove: state.lastMove, path: state.path)
  }

  /// What tells states apart beside the laws of the groups.
  private func visible(_ state: HiddenState) -> [Int] {
    let levels = visibleLevels.map { Int(state.present[$0]) }
    return levels + (plan.tenureFeatures.isEmpty ? [] : [state.cohort])
  }

  private func codes(_ codes: LevelCodes) -> [UInt8] {
    var bySlot = [UInt8](repeating: 0, count: (slots.max() ?? -1) + 1)
    for (position, slot) in slots.enumerated() { bySlot[slot] = codes[position] }
    return bySlot
  }

  /// What tells when the group's number was drawn, where that matters.
  private func time(_ group: SeenGroup, _ state: HiddenState) -> [Int] {
    guard group.latent.dependsOnTime else { return [] }
    let isRedrawn = group.latent.node.afterMove == .redraw
    return [state.cohort, isRedrawn ? state.lastMove ?? -1 : -1]
  }

  private func knownGroup(_ group: SeenGroup, _ state: HiddenState) -> KnownGroup? {
    let present = codes(state.present)
    let own = group.latent.readsEntryLevels ? codes(state.entry) : present
    guard let law = group.latent.law(month: month, state, codes: own) else { return nil }
    var channels: [any KnownChannel] = []
    for channel in group.noisy.map(\.channel)
      + group.children.map({ $0.channel as any SeenChannel })
    {
      guard let known = channel.given(present) else { return nil }
      channels.append(known)
    }
    var chances: (@Sendable (Double, inout [Double]) -> Void)?
    if case .smooth = group.target {
      let (segment, slot, epoch) = (plan.segment, group.latent.slot, epoch)
      chances = { value, shares in
        var numbers = [Double](repeating: .nan, count: slot + 1)
        numbers[slot] = value
        segment.chances(numbers: numbers, levels: present, epoch: epoch, into: &shares)
      }
    }
    return KnownGroup(
      law: law, channels: channels, target: group.target, segments: plan.segment.segments,
      chances: chances, within: group.latent.within)
  }

  /// The chance of each segment for every combination of the groups' cells, or the rule by which it
  /// follows.
  private func chances(
    _ state: HiddenState, _ rules: inout JointRules
  ) -> [(chances: [Double], rule: Int)] {
    guard !plan.targets.contains(where: { if case .smooth = $0.target { true } else { false } })
    else { return [] }
    let inside = plan.cellSlots.compactMap { slot -> (slot: Int, values: [Double])? in
      guard let thresholds = plan.segment.thresholds[slot] else { return nil }
      let cells = ThresholdCells(thresholds: thresholds ?? []).intervals
      return (slot, cells.map(\.inside))
    }
    let present = codes(state.present)
    var numbers = [Double](repeating: .nan, count: (inside.map(\.slot).max() ?? -1) + 1)
    return (0..<inside.reduce(1) { $0 * $1.values.count }).map { combination in
      var rest = combination
      for (slot, values) in inside.reversed() {
        numbers[slot] = values[rest % values.count]
        rest /= values.count
      }
      var shares = [Double](repeating: 0, count: plan.segment.segments)
      if !plan.segment.jointSlots.isEmpty {
        return rules.rule(levels: present, numbers: numbers, combination)
      }
      plan.segment.chances(numbers: numbers, levels: present, epoch: epoch, into: &shares)
      return (shares, -1)
    }
  }
}
