// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Sums over the kinds of customers.
extension PosteriorModel {
  /// Adds what a block of kinds gives to each segment, with plain masses.
  func add(
    _ block: KindTable.Block, _ share: Double, _ seen: SeenLevels?, _ values: (Int) -> Double,
    _ isBlind: Bool, _ scratch: inout PosteriorScratch
  ) {
    let groups = widths.count
    let seesLevels = seen.map { !$0.tellNoLevel } ?? false
    if seesLevels { seen?.shares(of: block.kinds, into: &scratch.levelShares) }
    let isMixed = joint?.isMixed ?? false
    var cells: [Int] = []
    var (alone, smooth): ([Int], Int?) = ([], nil)
    for (group, target) in targets.enumerated() {
      switch target {
      case .none, .points: alone.append(group)
      case .cells: cells.append(group)
      case .smooth: smooth = group
      }
    }
    for kind in block.kinds {
      var mass = kinds.weights[kind] * share
      for group in alone { mass *= scratch.masses[group][kinds.laws[kind &* groups &+ group]] }
      if seesLevels { mass *= scratch.levelShares[kind &- block.kinds.lowerBound] }
      guard mass > 0 else { continue }
      if let smooth {
        let law = kinds.laws[kind &* groups &+ smooth] * segments
        for segment in 0..<segments {
          scratch.sums[segment] += mass * scratch.masses[smooth][law &+ segment]
        }
        continue
      }
      for combination in 0..<kinds.combinations {
        let (place, own) = (
          kind &* kinds.combinations &+ combination,
          mass * product(kind, combination, cells, scratch)
        )
        guard own > 0 else { continue }
        if kinds.rules[place] >= 0, isMixed {
          scratch.mixed.gather(kind, kinds.rules[place], own)
        } else if kinds.rules[place] >= 0 {
          let chances = expected(kinds.rules[place], ofKind: kind, values, isBlind, &scratch)
          for segment in 0..<segments { scratch.sums[segment] += own * chances[segment] }
        } else if kinds.certain[place] >= 0 {
          scratch.sums[kinds.certain[place]] += own
        } else {
          for segment in 0..<segments {
            scratch.sums[segment] += own * kinds.chances[place &* segments &+ segment]
          }
        }
      }
    }
  }

  private func product(
    _ kind: Int, _ combination: Int, _ cells: [Int], _ scratch: borrowing PosteriorScratch
  ) -> Double {
    var (mass, rest) = (1.0, combination)
    for group in cells.reversed() {
      let width = widths[group]
      let law = kinds.laws[kind &* widths.count &+ group]
      mass *= scratch.masses[group][law &* width &+ rest % width]
      rest /= width
    }
    return mass
  }

  /// Adds what a block of kinds gives to each segment, with logarithms of masses: slower, for what
  /// is seen once in a lifetime.
  func addLogarithms(
    _ block: KindTable.Block, _ logShare: Double, _ seen: SeenLevels?, _ values: (Int) -> Double,
    _ isBlind: Bool, _ scratch: inout PosteriorScratch
  ) {
    seen?.shares(of: block.kinds, into: &scratch.levelShares)
    for kind in block.kinds {
      var weight = log(kinds.weights[kind]) + logShare
      if seen != nil { weight += log(scratch.levelShares[kind - block.kinds.lowerBound]) }
      var smooth: Int?
      for (group, target) in targets.enumerated() {
        switch target {
        case .none, .points:
          weight += scratch.masses[group][kinds.laws[kind * widths.count + group]]
        case .cells: continue
        case .smooth: smooth = group
        }
      }
      guard weight > -.infinity else { continue }
      if let smooth {
        let law = kinds.laws[kind * widths.count + smooth]
        for segment in 0..<segments {
          scratch.sums[segment].addExponential(
            weight + scratch.masses[smooth][law * segments + segment])
        }
        continue
      }
      for combination in 0..<kinds.combinations {
        var (mass, rest) = (weight, combination)
        for (group, target) in targets.enumerated().reversed() {
          guard case .cells = target else { continue }
          let law = kinds.laws[kind * widths.count + group]
          mass += scratch.masses[group][law * widths[group] + rest % widths[group]]
          rest /= widths[group]
        }
        let place = kind * kinds.combinations + combination
        let isJoint = kinds.rules[place] >= 0 && mass > -.infinity
        let joint =
          isJoint ? expected(kinds.rules[place], ofKind: kind, values, isBlind, &scratch) : []
        for segment in 0..<segments {
          let chance = isJoint ? joint[segment] : kinds.chances[place * segments + segment]
          if chance > 0 { scratch.sums[segment].addExponential(mass + log(chance)) }
        }
      }
    }
  }
}
