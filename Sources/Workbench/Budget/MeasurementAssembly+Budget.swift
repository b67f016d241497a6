// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Populations
import Results

extension MeasurementAssembly {
  /// The parts of every classifier's error, month by month.
  mutating func addBudget() {
    guard let budget else { return }
    for (month, entries) in zip(budget.months, budget.entries) {
      for (lane, entry) in zip(plan.lanes, entries) {
        add(entry, lane.name, population.schemes[lane.scheme].name, month: month)
      }
    }
    for split in budget.splits {
      for lane in split.set.classifiers { add(split, plan.lanes[lane].name) }
    }
  }

  private mutating func add(_ split: ViewSplit, _ classifier: String) {
    for (place, month) in split.months.enumerated() {
      for (mechanism, moments) in zip(split.mechanisms, split.moments[place]) {
        let row = Measurement(
          MetricName.viewErrorByMechanism,
          .undefined(reason: split.reasons[place] ?? "nobody was looked at"),
          month: self.month(month), scheme: population.schemes[split.set.scheme].name,
          classifier: classifier, estimator: mechanism.rawValue)
        table.append(Self.filled(row, split.reasons[place] == nil ? moments : nil))
      }
    }
  }

  /// A row with a mean over customers and its interval; as it is where there is none.
  private static func filled(_ row: Measurement, _ moments: FixedPointMoments?) -> Measurement {
    guard let moments, let mean = moments.mean else { return row }
    var row = row
    row.value = MeasuredValue(finite: mean, orUndefined: "the mean is not finite")
    row.n = moments.count
    if let error = moments.standardError {
      (row.low, row.high) = (mean - 1.96 * error, mean + 1.96 * error)
      row.varies = "customers"
    }
    return row
  }

  private mutating func add(
    _ entry: ErrorBudget.Entry, _ classifier: String, _ scheme: String, month: Int
  ) {
    let report = BudgetReport(entry)
    for (metric, part) in zip(BudgetReport.metrics, report.parts) {
      let row = Measurement(
        metric, .undefined(reason: part.reason ?? "nobody was looked at"),
        month: self.month(month), scheme: scheme, classifier: classifier,
        estimator: part.isExpected ? "expected" : "count")
      table.append(Self.filled(row, part.reason == nil ? part.moments : nil))
    }
  }
}
