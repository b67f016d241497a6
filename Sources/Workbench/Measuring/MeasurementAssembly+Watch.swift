// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Evaluation
import Results

extension MeasurementAssembly {
  /// Shares of the customers who keep what the latest reviews did not earn, of a classifier that remembers.
  ///
  /// - Parameters:
  ///   - index: the classifier's position.
  ///   - scheme: what it finds.
  mutating func addWatch(_ index: Int, _ scheme: SegmentScheme) {
    guard scenario.classifiers[index].classifier.monthsToSettle != nil else { return }
    for (month, watched) in tally.lanes[index].onWatch.enumerated() {
      let total = tally.customers[month]
      let interval = Interval.wilson(successes: watched, of: total, confidence: 0.95)
      table.append(
        Measurement(
          MetricName.onWatch,
          MeasuredValue(
            finite: Double(watched) / Double(total), orUndefined: "nobody is on the books"),
          month: self.month(month), scheme: scheme.name, classifier: plan.lanes[index].name,
          estimator: "share", n: total, low: interval?.low, high: interval?.high,
          varies: interval?.varies))
    }
  }
}
