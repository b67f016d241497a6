// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

extension MetricValue {
  /// A share of customers with Wilson's interval.
  ///
  /// - Parameters:
  ///   - estimator: over what it is taken.
  ///   - segment: the segment's index, with the estimator `segment`.
  ///   - part: how many customers have the property.
  ///   - whole: of how many.
  ///   - context: gives the confidence.
  ///   - reason: what was seen when there are none.
  /// - Returns: the share, or the reason.
  static func proportion(
    _ estimator: Estimator, segment: SegmentIndex? = nil, _ part: Int, of whole: Int,
    in context: MetricContext, else reason: @autoclosure () -> String
  ) -> MetricValue {
    MetricValue(
      estimator, segment: segment,
      value: .ratio(Double(part), of: Double(whole), else: reason()), count: whole,
      interval: .wilson(successes: part, of: whole, confidence: context.confidence))
  }
}
