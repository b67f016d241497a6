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
  }

  private mutating func add(
    _ entry: ErrorBudget.Entry, _ classifier: String, _ scheme: String, month: Int
  ) {
    let report = BudgetReport(entry)
    for (metric, part) in zip(BudgetReport.metrics, report.parts) {
      var row = Measurement(
        metric, .undefined(reason: part.reason ?? "nobody was looked at"),
        month: self.month(month), scheme: scheme, classifier: classifier,
        estimator: part.isExpected ? "expected" : "count")
      if part.reason == nil, let mean = part.moments.mean {
        row.value = MeasuredValue(finite: mean, orUndefined: "the mean is not finite")
        row.n = part.moments.count
        if let error = part.moments.standardError {
          (row.low, row.high) = (mean - 1.96 * error, mean + 1.96 * error)
          row.varies = "customers"
        }
      }
      table.append(row)
    }
  }
}

/// What is known of the parts of a classifier's error in a month, and why others are not.
private struct BudgetReport {
  /// One part.
  struct Part {
    /// The sums over customers.
    let moments: FixedPointMoments
    /// Why it is not known.
    let reason: String?
    /// Whether customers were judged by their posterior, not by the truth that was drawn.
    let isExpected: Bool
  }

  /// The metrics of the parts, then of the whole.
  static let metrics = [
    MetricName.overlapError, MetricName.viewError, MetricName.modelError,
    MetricName.trainingError, MetricName.stalenessError, MetricName.budgetedError,
  ]
  /// The share of customers that may stay unexplained: what paths too rare to follow leave out.
  private static let mostUnexplained = 1e-3

  /// The parts, then the whole.
  let parts: [Part]

  init(_ entry: ErrorBudget.Entry) {
    let all = entry.tally.seen.moments[BudgetParts.count].count + entry.tally.withoutFloor
    func gap(_ unexplained: Int) -> String? {
      guard Double(unexplained) > Self.mostUnexplained * Double(all) else { return nil }
      return "\(unexplained) of \(all) customers have values that no law of the scenario gives, as "
        + "where a draw was impossible"
    }
    let sight = entry.withoutSight ?? gap(entry.tally.withoutSight)
    let floor = entry.withoutFloor ?? gap(entry.tally.withoutFloor)
    let sums = sight == nil ? entry.tally.explained : entry.tally.seen
    // Without a posterior the truth that was drawn judges; with one that fails too often nothing can.
    let judge = entry.withoutFloor == nil ? floor : nil
    let (many, sample) = (
      entry.learns ? entry.withoutMany : nil,
      entry.learns ? entry.withoutSample : MetricName.learnsNothing
    )
    let reasons = [
      sight, floor ?? sight, floor ?? many, (entry.learns ? many : sample) ?? sample ?? judge,
      sample ?? judge, judge,
    ]
    parts = zip(sums.moments, reasons).enumerated().map { place, part in
      Part(
        moments: part.0, reason: entry.failure ?? part.1,
        isExpected: place < 3 || entry.withoutFloor == nil)
    }
  }
}
