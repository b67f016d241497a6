// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Populations
import Results

extension VariantOutcome {
  /// The variant's own measurements, and beside them its differences from the scenario.
  public var measurements: MeasurementTable {
    let tables = tallies.enumerated().map { index, tally in
      var assembly = DifferenceAssembly(base.replicates[index].plan, tally)
      return assembly.measurements()
    }
    var table = tables.count == 1 ? tables[0] : ReplicateSummary.table(of: tables)
    for row in outcome.measurements.rows { table.append(row) }
    table.sort()
    return table
  }

  /// Classifiers that could not be fitted in either, with the reason.
  public var failures: [String] {
    base.failures + outcome.failures.filter { !base.failures.contains($0) }
  }

  /// Classifiers of which nothing could be measured in either.
  public var unmeasured: [String] {
    base.unmeasured + outcome.unmeasured.filter { !base.unmeasured.contains($0) }
  }

  /// Values that could not be made in either.
  public var unmadeValues: [UnmadeValues] {
    base.unmadeValues + outcome.unmadeValues.filter { !base.unmadeValues.contains($0) }
  }
}

/// Turns what was counted of a scenario and its variant into rows.
private struct DifferenceAssembly {
  private let plan: ReplicatePlan
  private let tally: VariantTally
  private var table = MeasurementTable()

  init(_ plan: ReplicatePlan, _ tally: VariantTally) {
    (self.plan, self.tally) = (plan, tally)
  }

  mutating func measurements() -> MeasurementTable {
    for (estimator, counts) in [
      ("in both", tally.inBoth), ("only in the scenario", tally.onlyInBase),
      ("only in the variant", tally.onlyInVariant),
    ] {
      for (month, count) in counts.enumerated() { addCount(count, estimator, month) }
      addCount(counts.reduce(0, +), estimator, nil)
    }
    for lane in tally.lanes {
      var total = PairedTally()
      for (month, counts) in lane.months.enumerated() {
        add(counts, lane, month, counts.difference())
        total += counts
      }
      add(total, lane, nil, lane.clustered.difference())
    }
    return table
  }

  private func month(_ index: Int?) -> Month? { index.map { plan.population.from + $0 } }

  private mutating func addCount(_ count: Int, _ estimator: String, _ month: Int?) {
    table.append(
      Measurement(
        MetricName.pairedCustomers, MeasuredValue(finite: Double(count), orUndefined: ""),
        month: self.month(month), estimator: estimator, n: count))
  }

  private mutating func add(
    _ counts: PairedTally, _ lane: VariantTally.Lane, _ month: Int?, _ difference: MetricValue
  ) {
    let own = plan.lanes[lane.base]
    let scheme = plan.population.schemes[own.scheme].name
    let row = Measurement(
      MetricName.difference, MeasuredValue(difference.value), month: self.month(month),
      scheme: scheme, classifier: own.name, estimator: "paired", n: counts.scored,
      low: difference.interval?.low, high: difference.interval?.high,
      varies: difference.interval?.varies)
    table.append(row)
    for (metric, estimator, count) in [
      (
        MetricName.pairedMisclassification, "scenario",
        counts.onlySecondWrong + counts.bothWrong
      ),
      (MetricName.pairedMisclassification, "variant", counts.onlyFirstWrong + counts.bothWrong),
      (MetricName.pairedChange, "wins", counts.onlySecondWrong),
      (MetricName.pairedChange, "losses", counts.onlyFirstWrong),
    ] {
      var share = row
      (share.metric, share.estimator) = (metric, estimator)
      (share.low, share.high, share.varies) = (nil, nil, nil)
      share.value =
        counts.scored > 0
        ? MeasuredValue(finite: Double(count) / Double(counts.scored), orUndefined: "")
        : .undefined(reason: "no customer was scored in both")
      table.append(share)
    }
  }
}
