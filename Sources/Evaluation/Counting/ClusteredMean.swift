// SPDX-License-Identifier: GPL-3.0-or-later

/// The mean of a number over customers and months with the customer as the unit.
///
/// The months of one customer depend on each other, so the ratio of sums Σx/Σm, with x a customer's
/// sum and m its months, has a standard error from customers (Cochran 1977, ratio estimator).
public struct ClusteredMean: Sendable, Equatable {
  private var sums: FixedPointMoments
  private var months = FixedPointMoments(fractionBits: 0)
  private var products: FixedPointSum

  /// Makes empty sums.
  ///
  /// - Parameter fractionBits: the unit of a customer's sum is 2 to the power of minus this, -50 to 50; a sum
  ///   must be below 2⁵²⁻ᶠ in size, else there is no mean.
  public init(fractionBits: Int = 30) {
    sums = FixedPointMoments(fractionBits: fractionBits)
    products = FixedPointSum(fractionBits: fractionBits)
  }

  /// Adds a customer.
  ///
  /// - Parameters:
  ///   - sum: the customer's sum over the months.
  ///   - months: in how many months; a customer who never was counts nothing.
  public mutating func add(sum: Double, months: Int) {
    guard months > 0 else { return }
    sums.add(sum)
    self.months.add(Double(months))
    products.add(sum * Double(months))
  }

  /// Adds other customers.
  public static func += (left: inout ClusteredMean, right: ClusteredMean) {
    left.sums += right.sums
    left.months += right.months
    left.products += right.products
  }

  /// How many months were added, over all customers.
  public var weight: Double { months.sum }

  /// The mean over customer-months, when there is one and no sum was refused.
  public var mean: Double? {
    months.sum > 0 && sums.refused == 0 ? sums.sum / months.sum : nil
  }

  /// Whether there is no mean since a customer's sum is too large.
  public var isTooLarge: Bool { sums.refused > 0 }

  /// Its standard error, from two customers on.
  public var standardError: Double? {
    guard let mean, sums.count > 1, products.refused == 0 else { return nil }
    let n = Double(sums.count)
    let squares =
      sums.sumOfSquares - 2 * mean * products.value + mean * mean * months.sumOfSquares
    return (max(0, squares) * n / (n - 1)).squareRoot() / months.sum
  }
}
