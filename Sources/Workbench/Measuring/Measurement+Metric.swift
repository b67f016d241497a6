// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Results

extension MeasuredValue {
  /// A value as evaluation gives it.
  init(_ measured: Measured) {
    switch measured {
    case .defined(let number):
      self.init(finite: number, orUndefined: "the value is not finite")
    case .undefined(let reason): self = .undefined(reason: reason)
    }
  }
}

extension Measurement {
  /// A row for a metric's value, without its month.
  init(_ value: MetricValue, _ metric: String, _ scheme: SegmentScheme, _ classifier: String) {
    self.init(
      metric, MeasuredValue(value.value), scheme: scheme.name,
      segment: value.segment.map { scheme.segments[Int($0)] }, classifier: classifier,
      estimator: value.estimator.rawValue, n: value.count, low: value.interval?.low,
      high: value.interval?.high, varies: value.interval?.varies)
  }
}
