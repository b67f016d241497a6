// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels

/// An exact sum of real numbers: each is rounded once to a whole number of units, then added as an
/// integer, so the sum has the same bits in any order of values, blocks and threads.
///
/// A unit is 2⁻ᶠ with f = `fractionBits`. A value must be below 2⁶²⁻ᶠ in size (4.4 × 10¹² at the
/// default f of 20, with a unit of 9.5 × 10⁻⁷); one that is not, or is no number, is counted in
/// `refused` and makes the sum undefined. 2⁶⁵ values of the largest size fit.
public struct FixedPointSum: Sendable, Equatable {
  /// The unit is 2 to the power of minus this.
  public let fractionBits: Int
  /// The sum in units.
  public private(set) var units: Int128 = 0
  /// How many values could not be added: too large, infinite or not a number.
  public private(set) var refused = 0

  /// Makes an empty sum.
  ///
  /// - Parameter fractionBits: the unit is 2 to the power of minus this, -60 to 60.
  public init(fractionBits: Int = 20) {
    precondition((-60...60).contains(fractionBits), "a unit is 2⁻⁶⁰ to 2⁶⁰")
    self.fractionBits = fractionBits
  }

  /// A sum that holds a number of units.
  package init(fractionBits: Int, units: Int128, refused: Int) {
    self.init(fractionBits: fractionBits)
    self.units = units
    self.refused = refused
  }

  /// Adds values.
  ///
  /// - Parameters:
  ///   - values: the first of them.
  ///   - count: how many.
  /// - Complexity: O(count), without allocation.
  public mutating func add(_ values: UnsafePointer<Double>, count: Int) {
    var total = column_wide(low: 0, high: 0)
    let left = column_fixed_sum(values, count, scale, limit, &total)
    units += Int128(total)
    refused += Int(left)
  }

  /// Adds one value.
  ///
  /// - Parameter value: the value, in the caller's unit.
  public mutating func add(_ value: Double) {
    withUnsafePointer(to: value) { add($0, count: 1) }
  }

  /// Adds another sum of the same unit.
  public static func += (left: inout FixedPointSum, right: FixedPointSum) {
    precondition(left.fractionBits == right.fractionBits, "sums of one unit")
    left.units += right.units
    left.refused += right.refused
  }

  /// The sum of what was added, as the nearest double.
  public var value: Double { Double(units) / scale }

  private var scale: Double { Double(sign: .plus, exponent: fractionBits, significand: 1) }
  private var limit: Double { Double(sign: .plus, exponent: 62, significand: 1) }
}

extension Int128 {
  /// The number that a kernel's two words hold.
  init(_ wide: column_wide) { self = Int128(wide.high) << 64 | Int128(wide.low) }
}
