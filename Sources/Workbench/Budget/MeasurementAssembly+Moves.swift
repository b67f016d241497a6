// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Populations
import Results

extension MeasurementAssembly {
  /// Who has changed segment since the first month, by tables that are cut anew, and why.
  mutating func addMoves() {
    guard let budget else { return }
    for (month, entries) in zip(budget.months, budget.entries) where month > 0 {
      for (lane, entry) in zip(plan.lanes, entries) {
        guard let moves = entry?.tally.moves, moves.customers > 0 else { continue }
        for (estimator, count) in [
          (MetricName.allMoves, moves.moved), (MetricName.customerChanged, moves.customerChanged),
          (MetricName.boundaryMoved, moves.boundaryMoved), (MetricName.heldBack, moves.heldBack),
        ] {
          let interval = Interval.wilson(
            successes: count, of: moves.customers, confidence: 0.95)
          table.append(
            Measurement(
              MetricName.segmentMoves,
              MeasuredValue(
                finite: Double(count) / Double(moves.customers),
                orUndefined: "nobody was looked at"),
              month: self.month(month), scheme: population.schemes[lane.scheme].name,
              classifier: lane.name, estimator: estimator, n: moves.customers,
              low: interval?.low, high: interval?.high, varies: interval?.varies))
        }
      }
    }
  }
}
