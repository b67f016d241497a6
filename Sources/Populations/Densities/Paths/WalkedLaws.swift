// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// The laws that rows of a window's tables are made of; each worked out when first asked for.
struct WalkedLaws: Sendable {
  /// How what is seen and what is true go together.
  let ways: WaysByAge
  /// How the number walks.
  let walk: EvolvingNumber.Walk
  /// The law of the logarithm of the factor on what is seen; nothing for none.
  let factor: LatticeChances?
  /// How truths below a bound are told from others; nothing where nobody asks, or what is shown is the truth.
  let sight: BoundSight?
  private var shown: [Int: WalkedOffsets] = [:]
  private var truths: [Int: WalkedOffsets] = [:]
  private var starts: [[Int]: LatticeChances] = [:]
  private var splits: [Int: WindowSplit] = [:]

  init(
    _ ways: WaysByAge, _ walk: EvolvingNumber.Walk, factor: LatticeChances?, sight: BoundSight?
  ) {
    (self.ways, self.walk, self.factor, self.sight) = (ways, walk, factor, sight)
  }

  /// The law of a start's logarithm: as it is, or to be summed over steps of the walk and the factor.
  mutating func start(_ start: WalkedWindowGroup.Start, _ law: any Law) -> LatticeChances {
    let isBare = start.age == 0 && factor == nil
    let key = [start.epoch, Int(start.level), isBare ? 0 : 1]
    if let known = starts[key] { return known }
    let (width, tail) = (WalkedTables.width, WalkedTables.tail)
    let found =
      isBare
      ? LatticeChances(densityOf: law, width: width, tail: tail)
      : LatticeChances(logarithmOf: law, width: width, tail: tail)
    starts[key] = found
    return found
  }

  /// The law of the walk, the window and the factor together, some months after the start.
  mutating func shown(_ age: Int) -> WalkedOffsets {
    if let known = shown[age] { return known }
    let ways = ways[age]
    let found = WalkedOffsets(ways.ways.map { part($0.chance, $0.seen, age) }).times(factor)
    shown[age] = found
    return found
  }

  /// The law of the walk and of the true mean.
  mutating func truth(_ age: Int) -> WalkedOffsets {
    if let known = truths[age] { return known }
    let found = WalkedOffsets([part(1, ways[age].truth, age)])
    truths[age] = found
    return found
  }

  /// How truths are told apart.
  mutating func split(_ age: Int) -> WindowSplit? {
    let age = min(age, ways.all.count - 1)
    if let known = splits[age] { return known }
    let found = sight?.split(age: age)
    splits[age] = found
    return found
  }

  /// The cumulants since the base with those of the walk until then.
  private func part(
    _ chance: Double, _ own: WindowWays.Cumulants, _ age: Int
  ) -> WalkedOffsets.Part {
    let steps = Double(age - ways[age].steps)
    return WalkedOffsets.Part(
      chance: chance, mean: own.mean + steps * walk.mean,
      variance: own.variance + steps * walk.deviation * walk.deviation, third: own.third)
  }
}
