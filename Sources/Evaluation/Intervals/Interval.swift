// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a number would lie if what varies were drawn anew.
public struct Interval: Sendable, Equatable {
  /// The lower end.
  public let low: Double
  /// The upper end.
  public let high: Double
  /// The share of such intervals that cover the number sought, in (0, 1).
  public let confidence: Double
  /// What is drawn anew: `customers` within a month or over months, else `replicates`.
  public let varies: String

  /// Makes an interval.
  ///
  /// - Parameters:
  ///   - low: the lower end.
  ///   - high: the upper end, not below the lower one.
  ///   - confidence: the share of such intervals that cover the number sought, in (0, 1).
  ///   - varies: what is drawn anew.
  public init(low: Double, high: Double, confidence: Double, varies: String = "customers") {
    self.low = low
    self.high = high
    self.confidence = confidence
    self.varies = varies
  }
}
