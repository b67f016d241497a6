// SPDX-License-Identifier: GPL-3.0-or-later

/// McNemar's test (1947) that two classifiers misclassify equally often, given the same customers.
///
/// Only customers about whom one was right and the other wrong tell anything: b and c of them.
public struct McNemarTest: Sendable, Equatable {
  /// How the p-value is found.
  public enum Method: String, Sendable {
    /// Two-sided binomial test of b among b + c at one half.
    case exact
    /// As `exact`, less half the probability of what was seen (Fagerland, Lydersen and Laake 2013).
    case midP = "mid-p"
    /// Chi-square with Edwards' continuity correction, (|b − c| − 1)² / (b + c).
    case chiSquare = "chi-square"
  }

  /// Up to so many discordant customers the exact test is the default.
  public static let exactLimit = 1_000

  /// How the p-value was found.
  public let method: Method
  /// How often equally good classifiers differ at least as much.
  public let pValue: Double

  /// Tests one month.
  ///
  /// - Parameters:
  ///   - tally: who was right about the same customers.
  ///   - method: how to find the p-value; without one, exact up to `exactLimit` discordant
  ///     customers and chi-square beyond.
  public init(_ tally: PairedTally, method: Method? = nil) {
    let b = tally.onlyFirstWrong
    let c = tally.onlySecondWrong
    let chosen = method ?? (b + c <= Self.exactLimit ? .exact : .chiSquare)
    self.method = chosen
    guard b + c > 0 else {
      pValue = 1
      return
    }
    switch chosen {
    case .exact: pValue = Self.binomial(min(b, c), of: b + c, seen: 1)
    case .midP: pValue = Self.binomial(min(b, c), of: b + c, seen: 0.5)
    case .chiSquare:
      let gap = max(0, Double(abs(b - c)) - 1)
      pValue = chiSquareTail(gap * gap / Double(b + c), degreesOfFreedom: 1)
    }
  }

  /// Twice the probability of at most `smaller` heads of `count` fair coins; what was seen itself
  /// counts so much.
  ///
  /// Binomial coefficients grow by a recurrence, and powers of two are set aside as they do.
  private static func binomial(_ smaller: Int, of count: Int, seen: Double) -> Double {
    var exponent = -count
    var term = 1.0
    var sum = 1.0
    for heads in 0..<smaller {
      term *= Double(count - heads) / Double(heads + 1)
      sum += term
      if sum > 0x1p500 {
        term *= 0x1p-500
        sum *= 0x1p-500
        exponent += 500
      }
    }
    let share = sum - (1 - seen) * term
    return min(1, Double(sign: .plus, exponent: exponent + 1, significand: share))
  }
}
