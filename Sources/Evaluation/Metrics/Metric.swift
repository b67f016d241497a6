// SPDX-License-Identifier: GPL-3.0-or-later

/// A measure of how well a classifier's estimates agree with the truth.
///
/// A metric is one file: what it is called, which way is better, what it needs, and its arithmetic
/// on a tally; it is registered by one line in `MetricRegistry`.
public protocol Metric: Sendable {
  /// The name in scenarios, gates and result files: lower case, words joined by hyphens.
  static var id: String { get }
  /// What it measures, in one sentence.
  static var summary: String { get }
  /// Which way is better.
  static var direction: MetricDirection { get }
  /// The least and the greatest value it can have.
  static var range: ClosedRange<Double> { get }
  /// What the tally and its context must hold.
  static var needs: Evidence { get }

  /// Makes the metric.
  init()

  /// Measures a tally that holds what the metric needs.
  ///
  /// - Parameters:
  ///   - tally: what one classifier accumulated on one scheme in one month.
  ///   - context: the scheme, costs and the confidence of intervals.
  /// - Returns: one value for each estimator and segment, in a fixed order.
  func values(of tally: ClassificationTally, in context: MetricContext) -> [MetricValue]
}

/// Which way a metric is better.
public enum MetricDirection: String, Sendable {
  /// The greater the better.
  case maximise
  /// The smaller the better.
  case minimise
  /// The nearer to zero the better.
  case zero
}

extension Metric {
  /// The name in scenarios, gates and result files.
  public var id: String { Self.id }
  /// What it measures, in one sentence.
  public var summary: String { Self.summary }
  /// Which way is better.
  public var direction: MetricDirection { Self.direction }
  /// The least and the greatest value it can have.
  public var range: ClosedRange<Double> { Self.range }
  /// What the tally and its context must hold.
  public var needs: Evidence { Self.needs }
}
