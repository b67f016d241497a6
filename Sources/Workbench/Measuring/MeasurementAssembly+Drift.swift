// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Populations
import Results

extension MeasurementAssembly {
  /// Drift of every feature from the first month.
  mutating func addDrift() {
    guard !plan.bins.isEmpty else { return }
    for (column, feature) in population.schema.features.enumerated() {
      let bins = plan.bins[column]
      for (index, counts) in tally.bins[column].enumerated() {
        add(
          "missing", counts.missingShare, month: index, feature: feature.name, estimator: "share",
          n: counts.present + counts.missing)
        guard index > 0 else { continue }
        for difference in DifferenceRegistry.all {
          guard bins.isOrdered || !difference.needsOrder else {
            addWithoutOrder(difference.id, index, feature: feature.name)
            continue
          }
          let value = difference.value(from: tally.bins[column][0], to: counts, in: bins)
          addDistance(value, difference.id, index, feature: feature.name)
        }
      }
    }
  }

  /// A distance that levels have none of, as they have no order.
  mutating func addWithoutOrder(
    _ metric: String, _ month: Int, feature: String?, scheme: String? = nil,
    classifier: String? = nil
  ) {
    table.append(
      Measurement(
        metric, .undefined(reason: "levels without an order"), month: self.month(month),
        scheme: scheme, classifier: classifier, feature: feature,
        estimator: "against first month"))
  }

  /// One distance from the first month, with what it would be by chance.
  mutating func addDistance(
    _ value: DifferenceValue, _ metric: String, _ month: Int, feature: String?,
    scheme: String? = nil, classifier: String? = nil
  ) {
    var row = Measurement(
      metric, MeasuredValue(value.distance), month: self.month(month), scheme: scheme,
      classifier: classifier, feature: feature, estimator: "against first month", n: value.count)
    if value.excess > 0, let low = value.distance.value {
      // The binned distance is exact at the cuts; within bins it may be larger by this much.
      row.low = low
      row.high = low + value.excess
      row.varies = "binning"
    }
    table.append(row)
    if let quantile = value.noDriftQuantile {
      add(
        metric + "-no-drift-quantile", quantile, month: month, scheme: scheme,
        classifier: classifier, feature: feature, estimator: "95 %", n: value.count)
    }
    if let p = value.pValue {
      add(
        metric + "-p", p, month: month, scheme: scheme, classifier: classifier, feature: feature,
        estimator: "limit law", n: value.count)
    }
  }

  /// What the steps of the view changed.
  mutating func addLedger() {
    guard let ledger = tally.ledger else { return }
    for entry in ledger.entries {
      let step = "\(entry.position + 1) \(entry.step)"
      for index in entry.changed.indices where ledger.seen[index] > 0 {
        add(
          MetricName.departures, Double(entry.changed[index]) / Double(ledger.seen[index]),
          month: index, feature: entry.feature, estimator: step, n: ledger.seen[index])
      }
      let seen = ledger.seen.reduce(0, +)
      add(
        MetricName.departures, seen > 0 ? Double(entry.changed.reduce(0, +)) / Double(seen) : nil,
        feature: entry.feature, estimator: step, n: seen)
    }
  }
}
