// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Results

/// Finds where a baseline's own scenario does not give any more what it gave: the tool has changed.
///
/// Another processor may round a number otherwise and so move a few customers; a change of less than
/// one in ten thousand, or of two customers, is passed over.
enum Departures {
  private static let toleratedShare = 1e-4
  private static let toleratedCustomers = 2
  /// Of numbers that were not counted, as a part of their size.
  private static let toleratedPart = 1e-3

  /// What departs from a baseline.
  ///
  /// - Parameters:
  ///   - baseline: what was accepted.
  ///   - replicate: the same scenario now, the first replicate.
  ///   - gates: the gates whose measurements are compared beside the counts.
  ///   - numbers: the same scenario's measurements now, by replicate.
  ///   - months: nothing for all months, then every scored one.
  /// - Returns: a sentence for each classifier and measurement.
  static func found(
    from baseline: Baseline, in replicate: RunOutcome.Replicate, _ gates: [Gate],
    _ numbers: [GateNumbers], months: [Month?]
  ) -> [String] {
    let counts = BaselineMaking.counts(replicate.plan, replicate.tally)
    return replicate.plan.lanes.compactMap { lane in
      countDeparture(
        lane.name, baseline.counts.filter { $0.classifier == lane.name },
        counts.filter { $0.classifier == lane.name })
    } + measured(baseline, gates, numbers, months)
  }

  private struct Cell: Hashable {
    let month: Month
    let truth: String
    let estimate: String
  }

  private static func countDeparture(
    _ classifier: String, _ before: [Baseline.Count], _ now: [Baseline.Count]
  ) -> String? {
    guard !before.isEmpty else { return nil }
    var differences: [Cell: Int] = [:]
    for (counts, sign) in [(before, -1), (now, 1)] {
      for count in counts {
        let cell = Cell(month: count.month, truth: count.truth, estimate: count.estimate)
        differences[cell, default: 0] += sign * count.customers
      }
    }
    let total = before.reduce(0) { $0 + $1.customers }
    // Who is counted in another cell is missing in one and too much in the other.
    let surplus = differences.values.reduce(0) { $0 + max(0, $1) }
    let deficit = differences.values.reduce(0) { $0 + max(0, -$1) }
    let moved = max(surplus, deficit)
    guard moved > toleratedCustomers, Double(moved) > toleratedShare * Double(total) else {
      return nil
    }
    return "\(classifier): \(NumberText.grouped(moved)) of \(NumberText.grouped(total)) "
      + "customer-months are counted otherwise than when the baseline was accepted"
  }

  private static func measured(
    _ baseline: Baseline, _ gates: [Gate], _ numbers: [GateNumbers], _ months: [Month?]
  ) -> [String] {
    guard let numbers = numbers.first, baseline.manifest.replicates == 1 else { return [] }
    var found: [String] = []
    for gate in gates where gate.metric.metric == nil {
      for (index, month) in months.enumerated() {
        let stored = baseline.measurements.rows(
          metric: .only(gate.metric.name), month: .exactly(month),
          segment: .exactly(gate.segment), classifier: .exactly(gate.classifier),
          feature: .exactly(gate.feature)
        ).first?.value.number
        let place = month == nil ? nil : index - 1
        guard let stored,
          case .success(let now) = numbers.number(gate, of: gate.classifier, month: place),
          abs(now.value - stored) > toleratedPart * max(stored.magnitude, 0.01)
        else { continue }
        found.append(
          "\(gate.metric.name) of \(gate.classifier ?? gate.feature ?? "")"
            + (month.map { " in \($0)" } ?? "")
            + ": \(NumberText.text(now.value)), but \(NumberText.text(stored)) when the baseline "
            + "was accepted")
      }
    }
    return Array(Set(found)).sorted()
  }
}
