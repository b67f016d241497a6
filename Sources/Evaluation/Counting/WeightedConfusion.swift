// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels

/// The confusion matrix of customers who weigh differently: sums of an attribute, and of its
/// square for standard errors, in every cell.
///
/// A weight is rounded once to a multiple of 2⁻¹⁶ (1.5 × 10⁻⁵) and must be below 2³⁶ (6.9 × 10¹⁰).
public struct WeightedConfusion: Sendable, Equatable {
  /// The unit of a weight is 2 to the power of minus this.
  public static let fractionBits = 16

  /// How many segments the scheme has.
  public let segments: Int
  /// Sums of the weights in units, row after row.
  public private(set) var units: [Int128]
  /// Sums of the squared weights in squared units, row after row.
  public private(set) var squaredUnits: [Int128]
  /// How many weights could not be added: too large, infinite or not a number.
  public private(set) var refused = 0

  /// Makes a matrix of zeros.
  ///
  /// - Parameter segments: how many segments the scheme has, 1 to 255.
  public init(segments: Int) {
    self.segments = segments
    units = Array(repeating: 0, count: segments * segments)
    squaredUnits = units
  }

  /// Adds a block whose indices the confusion matrix has accepted.
  ///
  /// - Parameter block: truth, estimate and weights.
  mutating func add(_ block: ScoredBlock) {
    guard let weights = block.weights else {
      preconditionFailure("a tally that holds weights is given a column of weights")
    }
    let cells = segments * segments
    let scale = Double(sign: .plus, exponent: Self.fractionBits, significand: 1)
    let limit = Double(sign: .plus, exponent: 52, significand: 1)
    withUnsafeTemporaryAllocation(of: column_wide.self, capacity: 2 * cells) { wide in
      wide.initialize(repeating: column_wide(low: 0, high: 0))
      guard let base = wide.baseAddress else { return }
      refused += Int(
        column_weighted_confusion(
          block.truth, block.estimate, weights, block.rows, Int32(segments), scale, limit,
          base, base + cells))
      for cell in 0..<cells {
        units[cell] += Int128(wide[cell])
        squaredUnits[cell] += Int128(wide[cells + cell])
      }
    }
  }

  /// Adds the sums of other customers.
  public static func += (left: inout WeightedConfusion, right: WeightedConfusion) {
    precondition(left.segments == right.segments, "matrices of one scheme")
    for cell in left.units.indices {
      left.units[cell] += right.units[cell]
      left.squaredUnits[cell] += right.squaredUnits[cell]
    }
    left.refused += right.refused
  }

  /// The sums with some units more in one cell.
  ///
  /// - Parameters:
  ///   - change: units that are added.
  ///   - cell: the cell's place, row after row.
  /// - Returns: the changed sums.
  func adding(_ change: Int128, to cell: Int) -> WeightedConfusion {
    var sums = self
    sums.units[cell] += change
    return sums
  }

  /// The weights in one cell, in the unit of the attribute.
  ///
  /// - Parameters:
  ///   - truth: the true segment's index.
  ///   - estimate: the assigned segment's index.
  public subscript(truth truth: Int, estimate estimate: Int) -> Double {
    let scale = Double(sign: .plus, exponent: -Self.fractionBits, significand: 1)
    return Double(units[truth * segments + estimate]) * scale
  }
}
