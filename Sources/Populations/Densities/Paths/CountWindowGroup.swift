// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// A number that only moves draw anew, with counts of each month given it that windows show.
///
/// A move within a window cuts it into stretches of months with numbers independent of each other.
struct CountWindowGroup: PathGroup {
  /// Months in a row that share one number.
  struct Stretch: Hashable {
    /// All that the number depends on.
    let stage: EvolvingNumber.Stage
    /// Months in the window of the sum.
    var inSum: Int
    /// Months in the window of the maximum alone.
    var inGreatest: Int
  }

  let number: EvolvingNumber
  let counts: WindowedCounts
  let target: SeenGroup.Target
  let tables: CountTables

  /// Makes the group.
  ///
  /// - Parameters:
  ///   - number: the number.
  ///   - counts: the counts with their windows.
  ///   - target: what the segment needs to know of the number.
  /// - Throws: why it cannot be read backwards.
  init(
    _ number: EvolvingNumber, _ counts: WindowedCounts, _ target: SeenGroup.Target
  ) throws(Unavailable) {
    if target.changesEverywhere {
      throw Unavailable(
        "windows show '\(number.quantity.name)', and the segment's chances change with it everywhere"
      )
    }
    let laws = number.node.plans.flatMap { $0.laws ?? [] }
    guard laws.allSatisfy({ $0.support.lowerBound >= 0 && !$0.isDiscrete && $0.mean.isFinite })
    else {
      throw Unavailable("the law of '\(number.quantity.name)' is not one of positive numbers")
    }
    (self.number, self.counts, self.target) = (number, counts, target)
    tables = CountTables(laws, counts, target)
  }

  var slot: Int { number.quantity.slot }
  var columns: [Int] { counts.columns }
  var tellsKindsApart: Bool { true }
  var isByCohort: Bool { counts.months > 1 || pathMonths > 0 }
  var pathMonths: Int {
    guard number.node.afterMove == .redraw else { return 0 }
    return number.model.isLawByEpoch(number.quantity.name) ? .max : counts.months - 1
  }

  /// The stretches of a customer's windows, the latest first.
  func stretches(_ state: HiddenState, _ month: Int, _ slots: LevelSlots) -> [Stretch] {
    let months = min(counts.months, month - number.birth(state) + 1)
    var found: [Stretch] = []
    var drawn: Int?
    for back in 0..<months {
      let then = month - back
      let move =
        number.node.afterMove == .redraw
        ? state.path.last { $0.month <= then }?.month ?? .min : .min
      if move != drawn {
        // The number never changes but by moves, so that it does not matter when it was drawn.
        let stage = number.stage(then, state, slots)
        found.append(
          Stretch(
            stage: EvolvingNumber.Stage(
              epoch: stage.epoch, level: stage.level, drawnIn: 0, steps: 0, shift: 0),
            inSum: 0, inGreatest: 0))
        drawn = move
      }
      if back < counts.sum?.months ?? 0 {
        found[found.count - 1].inSum += 1
      } else {
        found[found.count - 1].inGreatest += 1
      }
    }
    return found
  }

  func key(_ state: HiddenState, _ month: Int, _ slots: LevelSlots) -> [Int] {
    stretches(state, month, slots).flatMap {
      [$0.stage.epoch, Int($0.stage.level), $0.inSum, $0.inGreatest]
    }
  }

  func known(
    _ laws: [[WeightedState]], _ month: Int, _ slots: LevelSlots
  ) -> (any KnownPathGroup)? {
    var mixtures: [[(share: Double, stretches: [Stretch])]] = []
    for states in laws {
      mixtures.append(
        states.map { ($0.weight, stretches($0.state, month, slots)) })
      for (_, stretches) in mixtures[mixtures.count - 1] {
        for stretch in stretches where number.law(stretch.stage) == nil { return nil }
      }
    }
    return KnownCountWindows(group: self, laws: mixtures)
  }
}
