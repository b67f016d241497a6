// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Evaluation
import Populations
import Results

extension MeasurementAssembly {
  /// What other data would bring, for every classifier whose floor they change.
  mutating func addWhatIfs() {
    for entry in whatIfs?.entries ?? [] {
      for classifier in entry.set.classifiers { add(entry, plan.lanes[classifier].name) }
    }
  }

  private mutating func add(_ entry: WhatIfAnswers.Entry, _ classifier: String) {
    let both = entry.withoutNow.map { "no floor now: \($0)" } ?? entry.withoutThen
    let (error, cost) = (entry.tally.error, entry.tally.cost)
    var rows = [
      (MetricName.whatIfFloorNow, error.now, entry.withoutNow),
      (MetricName.whatIfFloor, error.then, entry.withoutThen),
      (MetricName.whatIfDifference, error.difference, both),
    ]
    if scenario.costs[population.schemes[entry.set.scheme].name] != nil {
      rows += [
        (MetricName.whatIfCostNow, cost.now, entry.withoutNow),
        (MetricName.whatIfCost, cost.then, entry.withoutThen),
        (MetricName.whatIfCostDifference, cost.difference, both),
      ]
    }
    for (metric, moments, reason) in rows {
      let row = Measurement(
        metric, .undefined(reason: reason ?? "nobody was looked at"), month: month(entry.month),
        scheme: population.schemes[entry.set.scheme].name, classifier: classifier,
        estimator: entry.name)
      table.append(reason == nil ? row.filled(moments) : row)
    }
  }
}
