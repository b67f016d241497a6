// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// A number that walks on a logarithmic scale from a law of any kind, seen by the mean of some
/// months; moves do not change it.
struct WalkedWindowGroup: PathGroup {
  /// All that a customer's window depends on.
  struct Start: Hashable, Sendable {
    /// The stretch of drift in which the number was drawn.
    let epoch: Int
    /// The code of the level by which its law is tabled.
    let level: UInt8
    /// Months since.
    let age: Int
  }

  /// A start with its share of a law, and the number's law at it.
  struct WeightedStart: Sendable {
    let share: Double
    let start: Start
    let law: any Law
  }

  let number: EvolvingNumber
  let walk: EvolvingNumber.Walk
  let window: WalkedWindow?
  let target: SeenGroup.Target
  let targetMonths: Int
  let tables: WalkedTables
  /// The greatest standard deviation of a month's step: of wider ones sums of months reach farther than their moments tell.
  private static let mostStep = 0.5
  /// The most points of what is shown.
  private static let mostPoints = 30_000
  /// The least spread of a law's logarithm.
  private static let leastSpread = 1e-6
  /// By how much a difference of utilities may change over a standard deviation of the gap between what is
  /// seen and the truth: by more than that two points with its first three moments do not tell it.
  private static let mostOverGap = 0.5

  /// Makes the group.
  ///
  /// - Parameters:
  ///   - number: the number.
  ///   - walk: how it walks.
  ///   - window: what is seen of it; nothing where nothing is.
  ///   - target: what the segment needs to know of it.
  ///   - months: how many months the segment takes the mean of.
  ///   - slopes: how sharply the segment's chances answer to numbers.
  /// - Throws: why it cannot be read backwards.
  init(
    _ number: EvolvingNumber, _ walk: EvolvingNumber.Walk, _ window: WalkedWindow?,
    _ target: SeenGroup.Target, months: Int, slopes: UtilitySlopes? = nil
  ) throws(Unavailable) {
    let name = number.quantity.name
    if case .smooth = target {
      throw Unavailable("'\(name)' evolves, and the segment's chances change with it everywhere")
    }
    let laws = number.node.plans.flatMap { $0.laws ?? [] }
    guard walk.isLogarithmic, number.node.afterMove == .keep, !number.node.isEachMonth,
      laws.allSatisfy({ $0.support.lowerBound >= 0 && !$0.isDiscrete })
    else { throw Unavailable("'\(name)' is no positive number that only walks") }
    guard walk.deviation <= Self.mostStep else {
      throw Unavailable("'\(name)' changes by too much from month to month (a sigma above 0.5)")
    }
    guard laws.allSatisfy({ WindowFactor.deviation($0) > Self.leastSpread }),
      window?.factor.map({ WindowFactor.deviation($0) > Self.leastSpread }) ?? true
    else {
      throw Unavailable(
        "'\(name)', or the factor on it, is nearly the same for all (a spread below 0.000001)")
    }
    guard !laws.contains(where: WindowGrids.isUnbounded) else {
      throw Unavailable("the density of '\(name)' grows beyond all bounds where its law ends")
    }
    if let window, window.reach > 8 {
      throw Unavailable("feature '\(window.feature.name)' is the mean of many months of a walk")
    }
    guard months <= 9 else {
      throw Unavailable("the segment cuts the mean of many months of '\(name)', which walks")
    }
    (self.number, self.walk, self.window) = (number, walk, window)
    (self.target, targetMonths) = (target, months)
    let givesPoints = if case .points = target { true } else { false }
    tables = WalkedTables(
      laws, window, walk, months: months, age: number.model.months + number.model.warmUp,
      bounds: target.bounds, givesPoints: givesPoints)
    guard tables.grid.points.count <= Self.mostPoints else {
      throw Unavailable(
        "'\(name)' rises or falls by far more than it spreads, over many months")
    }
    // Two points stand for the gap, which is good for utilities that change little over it.
    guard tables.widestGap < 0.25 else {
      throw Unavailable("'\(name)' is seen by too rough a mean of months")
    }
    guard givesPoints, let slopes, window != nil else { return }
    let range = (from: tables.grid.points.first ?? 0, to: tables.grid.points.last ?? 0)
    let slope = slopes.steepest(number.quantity.slot, over: range) { exp($0) }
    guard slope * tables.widestGap < Self.mostOverGap else {
      throw Unavailable(
        "the segment's chances change too sharply with '\(name)' for the mean of months that is seen"
      )
    }
  }

  var slot: Int { number.quantity.slot }
  var columns: [Int] { window.map { [$0.feature.column] } ?? [] }
  var givesPoints: Bool { true }
  var pathMonths: Int { 0 }
  var isByCohort: Bool { true }

  /// All that the window of a hidden state depends on.
  func start(_ state: HiddenState, _ month: Int, _ slots: LevelSlots) -> Start {
    let stage = number.stage(month, state, slots)
    return Start(epoch: stage.epoch, level: stage.level, age: month - number.birth(state))
  }

  func key(_ state: HiddenState, _ month: Int, _ slots: LevelSlots) -> [Int] {
    let start = start(state, month, slots)
    return [start.epoch, Int(start.level), start.age]
  }

  func forget() { tables.forget() }

  func known(
    _ laws: [[WeightedState]], _ month: Int, _ slots: LevelSlots
  ) -> (any KnownPathGroup)? {
    var starts: [[WeightedStart]] = []
    for states in laws {
      var own: [WeightedStart] = []
      for weighted in states {
        let start = start(weighted.state, month, slots)
        guard let laws = number.node.plans[start.epoch].laws,
          laws.indices.contains(Int(start.level))
        else { return nil }
        own.append(
          WeightedStart(share: weighted.weight, start: start, law: laws[Int(start.level)]))
      }
      starts.append(own)
    }
    tables.prepare(starts.flatMap { $0 })
    return KnownWalkedWindows(self, starts)
  }
}

extension SeenGroup.Target {
  /// The positive ends of its cells, ascending.
  var bounds: [Double] {
    guard case .cells(let cells) = self else { return [] }
    return Set(cells.map(\.high).filter { $0 > 0 && $0.isFinite }).sorted()
  }
}
