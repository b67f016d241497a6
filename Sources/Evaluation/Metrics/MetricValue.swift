// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// One number that a metric gives about one tally.
public struct MetricValue: Sendable, Equatable {
  /// Over what a metric is taken.
  public enum Estimator: String, Sendable, CaseIterable {
    /// One number for the scheme as a whole.
    case overall
    /// From counts pooled over the segments.
    case micro
    /// The unweighted mean over segments.
    case macro
    /// The mean over segments weighted by their true size.
    case weighted
    /// One segment against the rest.
    case segment
  }

  /// Over what it is taken.
  public let estimator: Estimator
  /// The segment's index, with the estimator `segment`.
  public let segment: SegmentIndex?
  /// The number, or why there is none.
  public let value: Measured
  /// How many customers it rests on.
  public let count: Int
  /// Where the number would lie on other customers, if that is known.
  public let interval: Interval?
  /// Segments left out of a mean because their own number is undefined.
  public let leftOut: [SegmentIndex]

  /// Makes a value.
  ///
  /// - Parameters:
  ///   - estimator: over what it is taken.
  ///   - segment: the segment's index, with the estimator `segment`.
  ///   - value: the number, or why there is none.
  ///   - count: how many customers it rests on.
  ///   - interval: where the number would lie on other customers.
  ///   - leftOut: segments left out of a mean because their own number is undefined.
  public init(
    _ estimator: Estimator, segment: SegmentIndex? = nil, value: Measured, count: Int,
    interval: Interval? = nil, leftOut: [SegmentIndex] = []
  ) {
    self.estimator = estimator
    self.segment = segment
    self.value = value
    self.count = count
    self.interval = interval
    self.leftOut = leftOut
  }

  /// The value with another interval, or with none.
  ///
  /// - Parameter interval: where the number would lie on other customers.
  /// - Returns: the same value otherwise.
  public func with(_ interval: Interval?) -> MetricValue {
    MetricValue(
      estimator, segment: segment, value: value, count: count, interval: interval,
      leftOut: leftOut)
  }
}
