// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// Takes the customers of a block through a tier rule, month after month.
///
/// Numbers kept of a customer: the tier on file, the misses, the hits in a row of a higher tier, the best
/// tier that a miss earned, whether the customer is on watch, and the tier that was in force last; then the
/// tiers on file of the last months, and the measures of the last months.
struct TierMachine: Sendable {
  let rule: TierRule

  private static let (tier, misses, hits, best, watch, last, state) = (
    0, 1, 2, 3, 4, 5, 6
  )

  /// How many numbers it keeps of a customer.
  var width: Int { Self.state + rule.calendar.lag + (rule.over > 1 ? rule.over : 0) }

  /// Takes every customer one month further.
  ///
  /// - Parameters:
  ///   - measures: the month's measure of every row, NaN where missing.
  ///   - rows: how many rows.
  ///   - month: the calendar month.
  ///   - memory: what is known of the rows; receives this month.
  ///   - tiers: receives the tier in force in this month, 255 where no measure was ever known.
  func advance(
    _ measures: UnsafePointer<Double>, rows: Int, in month: Month,
    remembering memory: inout CustomerMemory, into tiers: UnsafeMutablePointer<SegmentIndex>
  ) {
    precondition(memory.width == width && rows <= memory.capacity, "a memory of this rule's width")
    let isReviewed = rule.calendar.reviews(in: month)
    let isAmnesty = rule.calendar.amnesty?.contains(month) ?? false
    let (stride, months) = (memory.capacity, memory.months)
    memory.values.withUnsafeMutableBufferPointer { values in
      guard let base = values.baseAddress else { return }
      for row in 0..<rows {
        let own = Kept(base: base + row, stride: stride)
        let measure = average(measures[row], own, months)
        if own[Self.tier].isNaN {
          begin(own, measure)
        } else if isReviewed, !measure.isNaN {
          review(own, measure, isAmnesty: isAmnesty)
        }
        tiers[row] = inForce(own, months, isAmnesty: isAmnesty)
        let isLost = tiers[row] != noEstimate && Double(tiers[row]) > own[Self.tier]
        own[Self.watch] = own[Self.misses] > 0 || isLost ? 1 : 0
      }
    }
    memory.months += 1
  }

  /// Whether a customer's tier in force is one that the latest reviews did not earn.
  ///
  /// - Parameters:
  ///   - row: the customer's row.
  ///   - memory: what is known of the rows.
  /// - Returns: whether misses count against the customer, or a move down is not in force yet.
  func isOnWatch(_ row: Int, by memory: CustomerMemory) -> Bool {
    memory.values[Self.watch * memory.capacity + row] > 0
  }

  /// The numbers kept of one customer.
  private struct Kept {
    let base: UnsafeMutablePointer<Double>
    let stride: Int

    subscript(column: Int) -> Double {
      get { base[column * stride] }
      nonmutating set { base[column * stride] = newValue }
    }
  }

  /// The mean of the known measures of the last months.
  private func average(_ measure: Double, _ own: Kept, _ months: Int) -> Double {
    guard rule.over > 1 else { return measure }
    let first = Self.state + rule.calendar.lag
    own[first + months % rule.over] = measure
    var (sum, count) = (0.0, 0)
    // From the oldest month on, so that a sum does not depend on where the ring begins.
    for age in (0..<min(months + 1, rule.over)).reversed() {
      let value = own[first + (months - age) % rule.over]
      guard !value.isNaN else { continue }
      sum += value
      count += 1
    }
    return count > 0 ? sum / Double(count) : .nan
  }

  /// A customer's first known measure places them in the tier that it earns, at once.
  private func begin(_ own: Kept, _ measure: Double) {
    guard !measure.isNaN else { return }
    settle(own, in: rule.earned(measure))
    for place in 0..<rule.calendar.lag { own[Self.state + place] = own[Self.tier] }
  }

  private func settle(_ own: Kept, in tier: Int) {
    own[Self.tier] = Double(tier)
    (own[Self.misses], own[Self.hits], own[Self.best]) = (0, 0, 0)
  }

  private func review(_ own: Kept, _ measure: Double, isAmnesty: Bool) {
    let held = Int(own[Self.tier])
    let (up, down) = (rule.up[held], rule.down[held])
    let reached = rule.earned(measure, floorsTimes: 1 + up.margin)
    if reached > held {
      own[Self.hits] += 1
      if own[Self.hits] >= Double(up.reviews) {
        return settle(own, in: up.target == .oneStep ? held + 1 : reached)
      }
    } else {
      own[Self.hits] = 0
    }
    guard rule.earned(measure, floorsTimes: 1 - down.margin) < held else {
      if down.isConsecutive { (own[Self.misses], own[Self.best]) = (0, 0) }
      return
    }
    guard !isAmnesty else { return }
    // The margin lets a tier be kept; what is earned instead goes by the floors themselves.
    let earned = rule.earned(measure)
    own[Self.misses] += 1
    own[Self.best] = max(own[Self.best], Double(earned))
    guard own[Self.misses] >= Double(down.reviews) else { return }
    switch down.target {
    case .earned: settle(own, in: earned)
    case .bestEarned: settle(own, in: Int(own[Self.best]))
    case .oneStep: settle(own, in: held - 1)
    case .base: settle(own, in: 0)
    }
  }

  /// The tier in force: that on file as many months ago as decisions take to come into force.
  ///
  /// A lower one than before waits until the amnesty is over.
  private func inForce(_ own: Kept, _ months: Int, isAmnesty: Bool) -> SegmentIndex {
    let lag = rule.calendar.lag
    var tier = own[Self.tier]
    if lag > 0 {
      let place = Self.state + months % lag
      (tier, own[place]) = (own[place], tier)
    }
    if isAmnesty, own[Self.last] > tier { tier = own[Self.last] }
    own[Self.last] = tier
    return tier.isNaN ? noEstimate : SegmentIndex(tier)
  }
}
