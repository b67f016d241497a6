// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// A number that evolves, of which one feature shows the value of some months ago.
///
/// Given the path of the levels, what is seen follows the mixture over the months that it may come
/// from; the present number differs from the value seen by a fixed change and a normal step.
struct LagGroup: PathGroup {
  let number: EvolvingNumber
  let feature: FeatureReading?
  let channel: (any SeenChannel)?
  let target: SeenGroup.Target
  let isDrawn: Bool
  let steepness: Double
  let tables = LagTables()

  /// Makes the group.
  ///
  /// - Parameters:
  ///   - number: the number.
  ///   - features: what is seen of it.
  ///   - target: what the segment needs to know of it.
  ///   - isDrawn: whether the segment is drawn, so that only sums over the number's law are asked for.
  ///   - slopes: how sharply the segment's chances answer to numbers.
  /// - Throws: why it cannot be read backwards.
  init(
    _ number: EvolvingNumber, _ features: [FeatureReading], _ target: SeenGroup.Target,
    isDrawn: Bool, slopes: UtilitySlopes?
  ) throws(Unavailable) {
    let name = number.quantity.name
    guard features.count <= 1 else {
      throw Unavailable("'\(name)' evolves and is seen by \(features.count) features")
    }
    (self.number, feature, channel, self.target) = (
      number, features.first, features.first?.channel, target
    )
    self.isDrawn = isDrawn
    steepness = Self.steepness(number, target, slopes)
    guard channel?.levelSlots.isEmpty ?? true else {
      throw Unavailable("'\(name)' evolves and is seen with noise that differs by level")
    }
    guard number.walk == nil || number.isNormal else {
      throw Unavailable("'\(name)' changes by a normal step but has a law of another kind")
    }
    if case .smooth = target {
      throw Unavailable("'\(name)' evolves, and the segment's chances change with it everywhere")
    }
    if case .points = target, number.walk != nil, !(features.first?.lags.isEmpty ?? true) {
      throw Unavailable(
        "'\(name)' walks since it was seen, and the segment depends on several numbers")
    }
    guard steepness == 0 || LagPanels.unseen(number, steepness) != nil else {
      throw Unavailable("the segment's chances change too sharply with '\(name)'")
    }
  }

  /// The greatest slope of a difference of utilities by a normal number; 0 where its points do not
  /// depend on it.
  private static func steepness(
    _ number: EvolvingNumber, _ target: SeenGroup.Target, _ slopes: UtilitySlopes?
  ) -> Double {
    guard case .points = target, let slopes, number.isNormal, !number.isLogarithmic,
      let grid = NormalGrid(number, (0, 0))
    else { return 0 }
    return slopes.steepest(number.quantity.slot, over: grid.range(reach: LagPanels.reach))
  }

  var slot: Int { number.quantity.slot }
  var columns: [Int] { feature.map { [$0.column] } ?? [] }
  var givesPoints: Bool { true }

  var pathMonths: Int {
    switch number.node.afterMove {
    case .keep where !number.node.isEachMonth: 0
    case .toward: .max
    default: (number.node.isEachMonth || number.isStill) && longestLag == nil ? 1 : .max
    }
  }

  var isByCohort: Bool {
    !number.isStill || !(feature?.lags.isEmpty ?? true) || number.answersMoves
      || number.model.isLawByEpoch(number.quantity.name)
  }

  /// The oldest value that may be seen; nothing when only the present one is.
  private var longestLag: Int? { feature?.lags.isEmpty ?? true ? nil : .max }

  /// One month's value that may be seen.
  struct Part: Hashable {
    /// All that it depends on.
    let stage: EvolvingNumber.Stage
    /// Months until today, where they tell how far the number has gone since.
    let months: Int
    /// Whether the number has not been drawn anew since.
    let isSame: Bool
  }

  /// The values that may be seen, with their chances, in a fixed order.
  func parts(
    _ state: HiddenState, _ month: Int, _ slots: LevelSlots
  ) -> (present: EvolvingNumber.Stage, parts: [(part: Part, chance: Double)]) {
    let chances = LagLaw.chances(feature?.lags ?? [], age: month - number.birth(state))
    let present = number.stage(month, state, slots)
    let isRedrawn = number.node.afterMove == .redraw && !number.node.isEachMonth
    var found: [(part: Part, chance: Double)] = []
    for (lag, chance) in chances.enumerated() where chance > 0 {
      let then = month - lag
      let isSame =
        number.node.isEachMonth
        ? lag == 0 : !isRedrawn || !state.path.contains { $0.month > then }
      let stage = lag == 0 ? present : number.stage(then, state, slots)
      let part = Part(stage: stage, months: number.isStill ? 0 : lag, isSame: isSame)
      // Months that count make parts differ.
      let known = number.isStill ? found.lastIndex { $0.part == part } : nil
      if let known {
        found[known].chance += chance
      } else {
        found.append((part, chance))
      }
    }
    return (present, found)
  }

  func key(_ state: HiddenState, _ month: Int, _ slots: LevelSlots) -> [Int] {
    var age = month - number.birth(state)
    if number.isStill, let oldest = oldestSeen { age = min(age, oldest) }
    var key = [number.isLawByEpoch ? month : -1, age, state.cohort == 0 ? 0 : 1]
    for code in state.entry { key.append(Int(code)) }
    for code in state.present { key.append(Int(code)) }
    guard number.answersMoves || number.node.isEachMonth else { return key }
    for move in state.path {
      key.append(month - move.month)
      for code in move.former { key.append(Int(code)) }
    }
    return key
  }

  func forget() { tables.forget() }

  /// How old a value may be that is seen; nothing for no bound.
  private var oldestSeen: Int? {
    var oldest = 0
    for lag in feature?.lags ?? [] {
      switch lag {
      case .hazard: return nil
      case .every(let months): oldest += months
      case .late(_, let months): oldest += months
      }
    }
    return oldest
  }

  func known(
    _ laws: [[WeightedState]], _ month: Int, _ slots: LevelSlots
  ) -> (any KnownPathGroup)? {
    if case .none = target, number.isNormal, let noise = normalNoise {
      return NormalLagMixtures(self, noise: noise, laws, month, slots)
    }
    if let likert = channel as? LikertChannel, number.isNormal, !number.isLogarithmic,
      number.walk == nil, !number.node.isEachMonth, number.node.afterMove != .redraw
    {
      if case .points = target { return LikertLagPoints(self, likert, laws, month, slots) }
      return LikertLags(self, likert, laws, month, slots)
    }
    if case .points = target, isDrawn, feature == nil, number.isNormal, !number.isLogarithmic {
      return UnseenLagPoints(self, laws, month, slots)
    }
    return QuadratureLags(self, laws, month, slots)
  }

  /// The standard deviation of noise that keeps the law normal, with its mean; nothing for other
  /// noise.
  private var normalNoise: (mean: Double, deviation: Double)? {
    guard let channel else { return (0, 0) }
    guard let noise = channel as? NoiseChannel, let law = noise.plan.law(numbers: [], levels: [])
    else { return nil }
    switch (noise.combination, number.isLogarithmic, law) {
    case (.times, true, let law as LognormalLaw): return (law.mu, law.sigma)
    case (.plus, false, let law as NormalLaw): return (law.mean, law.sd)
    default: return nil
    }
  }
}
