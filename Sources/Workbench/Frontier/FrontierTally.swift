// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation

/// What one tier rule did with customers, with the customer as the unit.
struct FrontierTally: Sendable {
  /// Changes of the tier, of the months that follow another one.
  var switches = ClusteredMean()
  /// Changes that bring the customer no nearer to the true tier, of the same months.
  var unneeded = ClusteredMean()
  /// Months in a tier above the true one.
  var tooHigh = ClusteredMean()
  /// Months in a tier below the true one.
  var tooLow = ClusteredMean()
  /// Months in another tier than the true one, or in none.
  var wrong = ClusteredMean()
  /// Months on watch: in a tier that the latest reviews did not earn.
  var onWatch = ClusteredMean()
  /// Losses of the true tier that were followed, of those that began.
  var followed = ClusteredMean()
  /// Months from a loss until it was followed, of those that were.
  var delay = ClusteredMean()

  /// Months in any tier.
  var placed = 0
  /// What decides which choice is better, by group of customers.
  var groups = FrontierGroups()

  /// Adds a customer.
  ///
  /// - Parameters:
  ///   - customer: what the rule did with the customer.
  ///   - group: the customer's group, of `CustomerGroups`.
  mutating func add(_ customer: FrontierCustomer, group: Int) {
    placed += customer.placed
    groups.add(customer, group: group)
    func add(_ sum: Int, of months: Int, to mean: inout ClusteredMean) {
      mean.add(sum: Double(sum), months: months)
    }
    add(customer.switches, of: customer.pairs, to: &switches)
    add(customer.unneeded, of: customer.pairs, to: &unneeded)
    add(customer.tooHigh, of: customer.months, to: &tooHigh)
    add(customer.tooLow, of: customer.months, to: &tooLow)
    add(customer.wrong, of: customer.months, to: &wrong)
    add(customer.onWatch, of: customer.months, to: &onWatch)
    add(customer.followed, of: customer.losses, to: &followed)
    add(customer.delay, of: customer.followed, to: &delay)
  }

  /// Adds other customers.
  static func += (left: inout FrontierTally, right: FrontierTally) {
    left.placed += right.placed
    left.groups += right.groups
    left.switches += right.switches
    left.unneeded += right.unneeded
    left.tooHigh += right.tooHigh
    left.tooLow += right.tooLow
    left.wrong += right.wrong
    left.onWatch += right.onWatch
    left.followed += right.followed
    left.delay += right.delay
  }
}

/// What one tier rule has done with one customer so far.
struct FrontierCustomer {
  /// Months scored, and those that follow another scored one.
  private(set) var (months, pairs) = (0, 0)
  private(set) var (switches, unneeded) = (0, 0)
  private(set) var (tooHigh, tooLow, wrong, onWatch) = (0, 0, 0, 0)
  /// Months in any tier.
  private(set) var placed = 0
  /// Losses of the true tier by who stood above what is left, those that were followed, and after how many
  /// months in all.
  private(set) var (losses, followed, delay) = (0, 0, 0)

  private var truth = 0
  /// The tier in force, -1 for none.
  private var tier = -1
  /// The months since an open loss, and the tier that was held when it began.
  private var open: (months: Int, held: Int)?

  /// Adds a month.
  ///
  /// A loss is open from the month in which the true tier falls below the one held, until the tier held is
  /// no higher than the true one: because it was lowered, which follows the loss, or because the true one has
  /// risen again.
  ///
  /// - Parameters:
  ///   - truth: the true tier.
  ///   - tier: the tier in force; -1 for none.
  ///   - isOnWatch: whether the latest reviews did not earn it.
  mutating func add(truth: Int, tier: Int, isOnWatch: Bool) {
    if months > 0 {
      pairs += 1
      if tier != self.tier {
        switches += 1
        let (before, now) = (abs(self.tier - truth), abs(tier - truth))
        if now >= before { unneeded += 1 }
      }
      if open == nil, truth < self.truth, self.tier > truth {
        losses += 1
        open = (0, self.tier)
      }
      if let loss = open {
        if tier > truth {
          open = (loss.months + 1, loss.held)
        } else {
          if tier < loss.held {
            followed += 1
            delay += loss.months
          }
          open = nil
        }
      }
    }
    months += 1
    placed += tier >= 0 ? 1 : 0
    tooHigh += tier > truth ? 1 : 0
    tooLow += tier >= 0 && tier < truth ? 1 : 0
    wrong += tier == truth ? 0 : 1
    onWatch += isOnWatch ? 1 : 0
    (self.truth, self.tier) = (truth, tier)
  }
}
