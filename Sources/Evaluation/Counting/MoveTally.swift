// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// Counts whose estimated segment has changed since the first month, when cut points are fitted anew
/// with the population, and why: customers changed, or the boundaries moved.
public struct MoveTally: Sendable, Equatable {
  /// Customers looked at.
  public private(set) var customers = 0
  /// Those who have moved by the boundaries of the first month, and by those of today too.
  public private(set) var customerChanged = 0
  /// Those who have moved by the boundaries of today only: they would be where they were.
  public private(set) var boundaryMoved = 0
  /// Those whom the boundaries of today leave in the segment from which they have moved away.
  public private(set) var heldBack = 0

  /// Makes an empty tally.
  public init() {}

  /// All who have moved by the boundaries of today.
  public var moved: Int { customerChanged + boundaryMoved }

  /// Adds a customer.
  ///
  /// - Parameters:
  ///   - before: the estimate in the first month.
  ///   - fixed: the estimate today by the boundaries of the first month.
  ///   - anew: the estimate today by the boundaries of today.
  public mutating func add(before: SegmentIndex, fixed: SegmentIndex, anew: SegmentIndex) {
    customers += 1
    switch (fixed != before, anew != before) {
    case (true, true): customerChanged += 1
    case (false, true): boundaryMoved += 1
    case (true, false): heldBack += 1
    case (false, false): break
    }
  }

  /// Adds what another tally has counted.
  public static func += (left: inout MoveTally, right: MoveTally) {
    left.customers += right.customers
    left.customerChanged += right.customerChanged
    left.boundaryMoved += right.boundaryMoved
    left.heldBack += right.heldBack
  }
}
