// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// A bank's tier rule as a state machine: floors, reviews, and when customers move.
///
/// Tiers count from 0, the base, which has no floor.
public struct TierRule: Sendable, Equatable {
  /// The floors of the tiers above the base, ascending, above 0.
  public let floors: [Double]
  /// Over how many months the measure is averaged, at least 1.
  public let over: Int
  /// When tiers are reviewed and decisions come into force.
  public let calendar: TierCalendar
  /// When a customer is moved up, by the tier held.
  public let up: [TierMove]
  /// When a customer is moved down, by the tier held.
  public let down: [TierMove]

  /// Makes a rule.
  ///
  /// - Parameters:
  ///   - floors: the floors of the tiers above the base, ascending, above 0.
  ///   - over: over how many months the measure is averaged, at least 1.
  ///   - calendar: when tiers are reviewed and decisions come into force.
  ///   - up: when a customer is moved up, by the tier held: one more than there are floors.
  ///   - down: when a customer is moved down, by the tier held: as many.
  public init(
    floors: [Double], over: Int = 1, calendar: TierCalendar = TierCalendar(), up: [TierMove],
    down: [TierMove]
  ) {
    precondition(up.count == floors.count + 1 && down.count == up.count, "a move for each tier")
    precondition(over >= 1 && !floors.isEmpty, "a rule has a floor and looks at a month")
    self.floors = floors
    self.over = over
    self.calendar = calendar
    self.up = up
    self.down = down
  }

  /// How many tiers there are.
  public var tiers: Int { floors.count + 1 }

  /// The same rule with another grace for every tier.
  ///
  /// - Parameters:
  ///   - misses: after how many misses a customer is moved down, whatever the tier.
  ///   - margin: how far below the floor the measure may lie without a miss, as a share of the floor.
  /// - Returns: the rule.
  public func forgiving(misses: Int, margin: Double) -> TierRule {
    let moves = down.map { move in
      TierMove(
        reviews: misses, isConsecutive: move.isConsecutive, target: move.target, margin: margin)
    }
    return TierRule(floors: floors, over: over, calendar: calendar, up: up, down: moves)
  }

  /// The tier that a measure earns.
  ///
  /// - Parameters:
  ///   - measure: the measure; not NaN.
  ///   - factor: what every floor is multiplied by.
  /// - Returns: the highest tier whose floor it reaches.
  public func earned(_ measure: Double, floorsTimes factor: Double = 1) -> Int {
    var tier = 0
    while tier < floors.count, measure >= floors[tier] * factor { tier += 1 }
    return tier
  }

  /// The months that it looks back: the average, the longest wait for a move, and the lag.
  ///
  /// - Parameter least: as if a move waited for so many reviews at least.
  /// - Returns: months.
  func lookBack(waiting least: Int = 1) -> Int {
    let reviews = max(least, (up + down).map(\.reviews).max() ?? 1)
    return over - 1 + reviews * calendar.longestPause + calendar.lag
  }
}
