// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation

/// Two floors of one information set in a month beside each other, customer by customer.
struct WhatIfTally: Sendable {
  /// Means over customers of a quantity now, then, and of its change.
  struct Pair: Sendable {
    private(set) var now: FixedPointMoments
    private(set) var then: FixedPointMoments
    /// What it is then less what it is now.
    private(set) var difference: FixedPointMoments

    init(fractionBits: Int) {
      now = FixedPointMoments(fractionBits: fractionBits)
      (then, difference) = (now, now)
    }

    /// Adds a customer; nothing stands for what is not known.
    mutating func add(now first: Double?, then second: Double?) {
      if let first { now.add(first) }
      if let second { then.add(second) }
      if let first, let second { difference.add(second - first) }
    }

    static func += (left: inout Pair, right: Pair) {
      left.now += right.now
      left.then += right.then
      left.difference += right.difference
    }
  }

  /// Chances of errors; 2⁻⁴⁰ is their unit.
  private(set) var error = Pair(fractionBits: 40)
  /// Expected costs; empty where the scheme has none.
  private(set) var cost = Pair(fractionBits: 20)
  /// Customers who were looked at.
  private(set) var count = 0
  /// Customers whom the posterior of what is seen now does not explain.
  private(set) var withoutNow = 0
  /// Customers whom the posterior of what is seen then does not explain.
  private(set) var withoutThen = 0

  /// Adds a customer.
  ///
  /// - Parameters:
  ///   - now: the best rule that sees what is seen now; nothing where it is not known.
  ///   - then: the best rule that sees what is seen then; nothing where it is not known.
  ///   - isComplete: whether both rules are known for other customers.
  mutating func add(
    now: WhatIfVisitor.Judged?, then: WhatIfVisitor.Judged?, isComplete: Bool
  ) {
    count += 1
    withoutNow += now == nil ? 1 : 0
    withoutThen += then == nil ? 1 : 0
    // Where both are known, who is explained by one alone stands in neither mean.
    if isComplete, now == nil || then == nil { return }
    error.add(now: now?.error, then: then?.error)
    cost.add(now: now?.cost, then: then?.cost)
  }

  static func += (left: inout WhatIfTally, right: WhatIfTally) {
    left.error += right.error
    left.cost += right.cost
    left.count += right.count
    left.withoutNow += right.withoutNow
    left.withoutThen += right.withoutThen
  }
}
