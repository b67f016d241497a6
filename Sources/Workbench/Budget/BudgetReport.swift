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
    /// How customers were judged: by their posterior, one worked out approximately, or the truth that was
    /// drawn.
    let estimator: String
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
        estimator: Self.estimator(of: place, entry))
    }
  }

  private static func estimator(of place: Int, _ entry: ErrorBudget.Entry) -> String {
    guard place < 3 || entry.withoutFloor == nil else { return "count" }
    let (sight, view) = entry.isApproximate
    return view || (place < 2 && sight) ? MetricName.approximate : "expected"
  }
}
