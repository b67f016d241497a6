// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation
import Results

/// What is known of the parts of a classifier's error in a month, and why others are not.
struct BudgetReport {
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

  /// The parts, then the whole.
  let parts: [Part]

  init(_ entry: ErrorBudget.Entry) {
    let all = entry.tally.seen.moments[BudgetParts.count].count + entry.tally.withoutFloor
    func gap(_ count: Int) -> String? { UnexplainedCustomers.reason(count, of: all) }
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
