// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Evaluation
import Foundation
import Populations
import Results

/// Makes the baseline of a scenario.
public struct BaselineMaking: Sendable {
  private let scenario: Scenario
  private let text: String
  private let build: BuildVersions

  /// Makes a maker.
  ///
  /// - Parameters:
  ///   - scenario: the scenario; without gates all its classifiers are kept.
  ///   - text: its resolved text.
  ///   - build: versions of what it is made with.
  public init(_ scenario: Scenario, text: String, build: BuildVersions) {
    (self.scenario, self.text, self.build) = (scenario, text, build)
  }

  /// Runs the scenario and keeps what a baseline holds.
  ///
  /// - Parameters:
  ///   - threads: how many tasks work at once.
  ///   - progress: how far it is.
  /// - Returns: the baseline.
  /// - Throws: `RunCancelled` when it was asked to stop.
  public func baseline(
    threads: Int, progress: RunProgress
  ) async throws(RunCancelled) -> Baseline {
    let gates = scenario.gates.gates
    let needs = GateNeeds(keptBy: scenario)
    let limited = scenario.limited(to: needs)
    let options = RunOptions(threads: threads, replicates: scenario.gates.replicates)
    let sides = try await PairedRunner(
      candidate: limited, baseline: nil, measuresDrift: needs.drift, slices: needs.slices,
      options: options, progress: progress
    ).run().map(\.candidate)
    let outcome = RunOutcome(scenario: limited, replicates: sides.map(\.replicate))
    let first = outcome.replicates[0]
    let last = scenario.population.from + (scenario.population.months - 1)
    let slices = SliceMeasurements(gates, of: limited, sides.map { GateNumbers(limited, $0) })
    return Baseline(
      scenario: text, manifest: outcome.manifest(resolved: text, build: build),
      learned: Self.learned(first.plan), counts: Self.counts(first.plan, first.tally),
      measurements: Self.rounded(
        Self.kept(outcome.measurements, gates, last: last) + slices.rows))
  }

  /// What the classifiers have learned, to eleven digits, which all machines agree in.
  static func learned(_ plan: ReplicatePlan) -> [Baseline.Learned] {
    plan.lanes.flatMap { lane in
      (lane.fitted?.parameters ?? []).flatMap { parameter in
        parameter.values.enumerated().compactMap { index, value in
          guard value.isFinite else { return nil }
          return Baseline.Learned(
            classifier: lane.name, parameter: parameter.name, position: index + 1,
            value: rounded(value))
        }
      }
    }
  }

  /// A number to eleven digits.
  private static func rounded(_ number: Double) -> Double {
    Double(String(format: "%.10e", number)) ?? number
  }

  /// The confusion of every month.
  static func counts(_ plan: ReplicatePlan, _ tally: RunTally) -> [Baseline.Count] {
    zip(plan.lanes, tally.lanes).flatMap { lane, counted -> [Baseline.Count] in
      let segments = plan.population.schemes[lane.scheme].segments
      return counted.months.enumerated().flatMap { month, tally in
        segments.indices.flatMap { truth in
          segments.indices.compactMap { estimate in
            let customers = tally.confusion[truth: truth, estimate: estimate]
            guard customers > 0 else { return nil }
            return Baseline.Count(
              classifier: lane.name, month: plan.population.from + month, truth: segments[truth],
              estimate: segments[estimate], customers: customers)
          }
        }
      }
    }
  }

  /// The measurements that gates name, the errors over all months, also of every replicate, and those
  /// expected in the last month.
  private static func kept(
    _ table: MeasurementTable, _ gates: [Gate], last: Month
  ) -> [Results.Measurement] {
    let expected = [MetricName.expectedError, MetricName.floor, MetricName.regret]
    return table.rows.filter { row in
      let isOfClassifier = row.classifier != nil && row.segment == nil
      if isOfClassifier, row.month == nil, row.metric == MetricName.misclassification {
        return true
      }
      guard row.replicate == nil else { return false }
      if isOfClassifier, row.month == last, expected.contains(row.metric) { return true }
      return gates.contains { gate in
        gate.slice == nil && gate.metric.name == row.metric && gate.classifier == row.classifier
          && gate.feature == row.feature && gate.segment == row.segment
          && gate.over.holds(row.month, last: last)
      }
    }
  }

  /// Numbers to eleven digits, which all machines agree in but for the last.
  private static func rounded(_ rows: [Results.Measurement]) -> MeasurementTable {
    MeasurementTable(
      rows: rows.map { row in
        var row = row
        row.value = row.value.number.map { .defined(rounded($0)) } ?? row.value
        (row.low, row.high) = (row.low.map(rounded), row.high.map(rounded))
        return row
      })
  }
}
