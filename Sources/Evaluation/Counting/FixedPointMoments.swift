// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels

/// The exact sum of real numbers and of their squares, for a mean with its standard error.
///
/// As in `FixedPointSum` each value is rounded once to units of 2⁻ᶠ; the squares are those of the
/// rounded values. A value must be below 2⁵²⁻ᶠ in size.
public struct FixedPointMoments: Sendable, Equatable {
  /// The unit of a value is 2 to the power of minus this; the unit of a square twice as fine.
  public let fractionBits: Int
  /// The sum in units.
  public private(set) var units: Int128 = 0
  /// The sum of squares in squared units.
  public private(set) var squaredUnits: Int128 = 0
  /// How many values were added.
  public private(set) var count = 0
  /// How many values could not be added: too large, infinite or not a number.
  public private(set) var refused = 0

  /// Makes empty sums.
  ///
  /// - Parameter fractionBits: the unit is 2 to the power of minus this, -50 to 50.
  public init(fractionBits: Int) {
    precondition((-50...50).contains(fractionBits), "a unit is 2⁻⁵⁰ to 2⁵⁰")
    self.fractionBits = fractionBits
  }

  /// Adds values.
  ///
  /// - Parameters:
  ///   - values: the first of them.
  ///   - count: how many.
  /// - Complexity: O(count), without allocation.
  public mutating func add(_ values: UnsafePointer<Double>, count: Int) {
    var total = column_wide(low: 0, high: 0)
    var squares = column_wide(low: 0, high: 0)
    let left = Int(column_fixed_moments(values, count, scale, limit, &total, &squares))
    units += Int128(total)
    squaredUnits += Int128(squares)
    self.count += count - left
    refused += left
  }

  /// Adds the sums of other values in the same unit.
  public static func += (left: inout FixedPointMoments, right: FixedPointMoments) {
    precondition(left.fractionBits == right.fractionBits, "sums of one unit")
    left.units += right.units
    left.squaredUnits += right.squaredUnits
    left.count += right.count
    left.refused += right.refused
  }

  /// The sum of the values.
  public var sum: Double { Double(units) / scale }

  /// The sum of the squared values.
  public var sumOfSquares: Double { Double(squaredUnits) / scale / scale }

  /// The mean, when there is a value and none was refused.
  public var mean: Double? {
    count > 0 && refused == 0 ? sum / Double(count) : nil
  }

  /// The standard error of the mean of independent values, from two values on.
  public var standardError: Double? {
    guard let mean, count > 1 else { return nil }
    let variance = max(0, sumOfSquares / Double(count) - mean * mean)
    return (variance / Double(count - 1)).squareRoot()
  }

  private var scale: Double { Double(sign: .plus, exponent: fractionBits, significand: 1) }
  private var limit: Double { Double(sign: .plus, exponent: 52, significand: 1) }
}
