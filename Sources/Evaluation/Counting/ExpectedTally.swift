// SPDX-License-Identifier: GPL-3.0-or-later

/// What estimates were worth by the posterior of each customer, not by the truth that was drawn.
///
/// With p the posterior of a customer's segment, the expected error is 1 - p(estimate) and the regret
/// max p - p(estimate). Errors that are counted differ from expected ones by chance alone, with
/// variance p(1 - p): their difference tests the posterior.
public struct ExpectedTally: Sendable, Equatable {
  /// 2⁻⁴⁰ is the unit of chances.
  private static let fractionBits = 40
  /// Expected errors, one for each customer and month.
  public private(set) var error = FixedPointMoments(fractionBits: fractionBits)
  /// Regrets, one for each customer and month.
  public private(set) var regret = FixedPointMoments(fractionBits: fractionBits)
  /// Expected costs, one for each customer and month; empty where the scheme has no costs.
  public private(set) var cost = FixedPointMoments(fractionBits: 20)
  /// Expected costs beyond those of the cheapest segment.
  public private(set) var costRegret = FixedPointMoments(fractionBits: 20)
  /// The sum of p(1 - p) of the estimates: the variance of the errors that are counted.
  public private(set) var variance = FixedPointSum(fractionBits: fractionBits)
  /// Estimates that differ from the truth that was drawn.
  public private(set) var countedErrors = 0

  /// Makes an empty tally.
  public init() {}

  /// One estimate beside the posterior.
  public struct Judgement: Sendable {
    /// 1 - p(estimate).
    public var error = 0.0
    /// max p - p(estimate).
    public var regret = 0.0
    /// The expected cost of the estimate.
    public var cost: Double?
    /// What it costs more than the cheapest segment.
    public var costRegret: Double?
    /// Whether the estimate differs from the truth that was drawn.
    public var isWrong = false

    /// Makes an empty judgement.
    public init() {}
  }

  /// Adds one customer in one month.
  ///
  /// - Parameter judgement: the estimate beside the posterior.
  public mutating func add(_ judgement: Judgement) {
    error.add(judgement.error)
    regret.add(judgement.regret)
    variance.add(judgement.error * (1 - judgement.error))
    countedErrors += judgement.isWrong ? 1 : 0
    if let own = judgement.cost { cost.add(own) }
    if let own = judgement.costRegret { costRegret.add(own) }
  }

  /// Adds another part of the same.
  public static func += (left: inout ExpectedTally, right: ExpectedTally) {
    left.error += right.error
    left.regret += right.regret
    left.cost += right.cost
    left.costRegret += right.costRegret
    left.variance += right.variance
    left.countedErrors += right.countedErrors
  }

  /// How many customer-months were judged.
  public var count: Int { error.count }

  /// Counted errors less expected ones, in standard errors, nothing where no estimate was in doubt.
  ///
  /// It is a standard normal where the posterior is right.
  public var surprise: Double? {
    variance.value > 0 ? (Double(countedErrors) - error.sum) / variance.value.squareRoot() : nil
  }

  /// The variance of the expected error rate over that of the counted one, by the law of total
  /// variance: how much less the expected rate varies from sample to sample.
  public var varianceRatio: Double? {
    guard let mean = error.mean, count > 0 else { return nil }
    let expected = max(0, error.sumOfSquares / Double(count) - mean * mean)
    let counted = expected + variance.value / Double(count)
    return counted > 0 ? expected / counted : nil
  }
}

extension FixedPointMoments {
  /// Adds one value.
  ///
  /// - Parameter value: the value, in the caller's unit.
  public mutating func add(_ value: Double) {
    withUnsafePointer(to: value) { add($0, count: 1) }
  }
}
