// SPDX-License-Identifier: GPL-3.0-or-later

extension Interval {
  /// The interval of a rate over customer-months with the customer as the unit.
  ///
  /// The rate R = Σe/Σm has the linearised variance C/(C − 1) Σ(e − Rm)² / (Σm)² (Cochran 1977,
  /// 6.4); Wilson's interval is then taken at the size R(1 − R)/variance of a simple sample that
  /// knows R as well (Dean and Pagano 2015). Where all customers agree in e/m the size is their
  /// number.
  ///
  /// - Parameters:
  ///   - tally: sums over customers.
  ///   - confidence: the share of intervals that shall cover, in (0, 1).
  /// - Returns: the interval, or nothing with fewer than two customers.
  public static func clustered(_ tally: ClusteredTally, confidence: Double) -> Interval? {
    guard tally.customers > 1, tally.months > 0 else { return nil }
    let rate = Double(tally.errors) / Double(tally.months)
    let variance = linearisedVariance(
      rate, customers: tally.customers, months: tally.months, squares: tally.squaredErrors,
      products: tally.errorsTimesMonths, squaredMonths: tally.squaredMonths)
    let size =
      variance > 0
      ? min(rate * (1 - rate) / variance, Double(tally.months)) : Double(tally.customers)
    return wilson(share: rate, size: size, confidence: confidence)
  }

  /// The interval of a share over customer-months with the customer as the unit.
  ///
  /// Wilson's interval at the size of a simple sample that knows the share as well, as for a rate.
  ///
  /// - Parameters:
  ///   - mean: sums over customers of a number of months from all of theirs.
  ///   - confidence: the share of intervals that shall cover, in (0, 1).
  /// - Returns: the interval, or nothing with fewer than two customers or where all agree.
  public static func clustered(shareOf mean: ClusteredMean, confidence: Double) -> Interval? {
    guard let share = mean.mean, let error = mean.standardError, error > 0 else { return nil }
    let size = min(share * (1 - share) / (error * error), mean.weight)
    return size > 0 ? wilson(share: share, size: size, confidence: confidence) : nil
  }

  /// The interval of the difference of two classifiers' rates over the same customer-months, with
  /// the customer as the unit.
  ///
  /// - Parameters:
  ///   - tally: sums over customers.
  ///   - confidence: the share of intervals that shall cover, in (0, 1).
  /// - Returns: the normal interval at the linearised standard error, or nothing with fewer than
  ///   two customers or where all agree.
  public static func clustered(_ tally: ClusteredDifferenceTally, confidence: Double) -> Interval? {
    guard tally.customers > 1, tally.months > 0 else { return nil }
    let rate = Double(tally.differences) / Double(tally.months)
    let variance = linearisedVariance(
      rate, customers: tally.customers, months: tally.months, squares: tally.squaredDifferences,
      products: tally.differencesTimesMonths, squaredMonths: tally.squaredMonths)
    return normal(
      rate, standardError: variance.squareRoot(), confidence: confidence, within: -1...1)
  }

  /// C/(C − 1) Σ(e − Rm)² / (Σm)², from sums over customers.
  private static func linearisedVariance(
    _ rate: Double, customers: Int, months: Int, squares: Int, products: Int, squaredMonths: Int
  ) -> Double {
    let residual =
      Double(squares) - 2 * rate * Double(products) + rate * rate * Double(squaredMonths)
    let count = Double(customers)
    return count / (count - 1) * max(0, residual) / (Double(months) * Double(months))
  }
}
