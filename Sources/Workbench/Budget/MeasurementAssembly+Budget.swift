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
        guard let entry else { continue }
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
        table.append(split.reasons[place] == nil ? row.filled(moments) : row)
      }
    }
  }

  private mutating func add(
    _ entry: ErrorBudget.Entry, _ classifier: String, _ scheme: String, month: Int
  ) {
    let report = BudgetReport(entry)
    for (metric, part) in zip(BudgetReport.metrics, report.parts) {
      let row = Measurement(
        metric, .undefined(reason: part.reason ?? "nobody was looked at"),
        month: self.month(month), scheme: scheme, classifier: classifier,
        estimator: part.estimator)
      table.append(part.reason == nil ? row.filled(part.moments) : row)
    }
  }
}
