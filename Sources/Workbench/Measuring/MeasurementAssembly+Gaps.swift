// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Results

extension MeasurementAssembly {
  /// Shares of the customers to whom a classifier gives no segment, where there are some.
  ///
  /// Customers whom it leaves to a person are not among them.
  ///
  /// - Parameters:
  ///   - index: the classifier's position.
  ///   - total: what was counted over all months.
  ///   - scheme: what it finds.
  mutating func addWithoutEstimate(
    _ index: Int, _ total: ClassificationTally, _ scheme: SegmentScheme
  ) {
    guard total.withoutEstimate > 0 else { return }
    add(total, month: nil, index, scheme)
    for (month, tally) in tally.lanes[index].months.enumerated() {
      add(tally, month: month, index, scheme)
    }
  }

  private mutating func add(
    _ counted: ClassificationTally, month: Int?, _ index: Int, _ scheme: SegmentScheme
  ) {
    let (without, of) = (counted.withoutEstimate, counted.scored + counted.passedOver)
    // Over months the customer would be the unit, which is not counted here.
    let interval =
      month == nil ? nil : Interval.wilson(successes: without, of: of, confidence: 0.95)
    table.append(
      Measurement(
        MetricName.withoutEstimate,
        MeasuredValue(
          finite: Double(without) / Double(of), orUndefined: "nobody is on the books"),
        month: month.map { self.month($0) }, scheme: scheme.name,
        classifier: plan.lanes[index].name, estimator: "share", n: of, low: interval?.low,
        high: interval?.high, varies: interval?.varies))
  }
}
