// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Populations
import Results

/// Turns what a replicate has counted into rows of the measurements table.
struct MeasurementAssembly {
  private let scenario: Scenario
  private let plan: ReplicatePlan
  private let tally: RunTally
  private var table = MeasurementTable()

  init(_ scenario: Scenario, _ replicate: RunOutcome.Replicate) {
    self.scenario = scenario
    plan = replicate.plan
    tally = replicate.tally
  }

  /// All rows of the replicate.
  mutating func measurements() -> MeasurementTable {
    addPopulation()
    addTruths()
    for index in plan.lanes.indices { addLane(index) }
    for pair in tally.pairs { addPair(pair) }
    addDrift()
    addLedger()
    return table
  }

  private var population: PopulationModel { scenario.population }
  private func month(_ index: Int) -> Month { population.from + index }

  private mutating func add(
    _ metric: String, _ value: Double?, month: Int? = nil, scheme: String? = nil,
    segment: String? = nil, classifier: String? = nil, feature: String? = nil,
    estimator: String = "count", n: Int? = nil
  ) {
    table.append(
      Measurement(
        metric, MeasuredValue(finite: value ?? .nan, orUndefined: "nothing was counted"),
        month: month.map { self.month($0) }, scheme: scheme, segment: segment,
        classifier: classifier, feature: feature, estimator: estimator, n: n))
  }

  private mutating func addPopulation() {
    for (metric, counts) in [
      (MetricName.customers, tally.customers), (MetricName.entrants, tally.entrants),
      (MetricName.exits, tally.exits),
    ] {
      for index in counts.indices { add(metric, Double(counts[index]), month: index) }
      add(metric, Double(counts.reduce(0, +)))
    }
  }

  private mutating func addTruths() {
    for (position, scheme) in population.schemes.enumerated() {
      for index in tally.customers.indices {
        let counts = tally.truths[position][index]
        let total = counts.reduce(0, +)
        for (segment, name) in scheme.segments.enumerated() {
          add(
            MetricName.share, total > 0 ? Double(counts[segment]) / Double(total) : nil,
            month: index, scheme: scheme.name, segment: name, estimator: "share", n: total)
        }
      }
    }
  }

  private mutating func addLane(_ index: Int) {
    let lane = plan.lanes[index]
    let scheme = population.schemes[lane.scheme]
    let context = MetricContext(scheme: scheme, costs: scenario.costs[scheme.name])
    if let failure = lane.failure {
      table.append(
        Measurement(
          MetricName.misclassification, .undefined(reason: failure), scheme: scheme.name,
          classifier: lane.name, estimator: "overall"))
      return
    }
    guard var total = tally.lanes[index].months.first else { return }
    for (month, monthly) in tally.lanes[index].months.enumerated() {
      addMetrics(monthly, context, month: month, lane.name)
      if month > 0 { total += monthly }
    }
    addMetrics(total, context, month: nil, lane.name, clustered: tally.lanes[index].clustered)
    addAssigned(index, scheme)
  }

  private mutating func addMetrics(
    _ tally: ClassificationTally, _ context: MetricContext, month: Int?, _ name: String,
    clustered: ClusteredTally? = nil
  ) {
    let evidence = tally.holding.union(context.holding)
    for metric in MetricRegistry.metrics(measurableWith: evidence) {
      for value in metric.values(of: tally, in: context) {
        var row = Measurement(value, metric.id, context.scheme, name)
        row.month = month.map { self.month($0) }
        if month == nil {
          // Customers stand in many months, so only the clustered interval is right over all.
          let isOverall = metric.id == MetricName.misclassification && value.segment == nil
          let interval =
            isOverall ? clustered?.misclassification(confidence: context.confidence).interval : nil
          row.low = interval?.low
          row.high = interval?.high
          row.varies = interval.map { _ in "customers" }
        }
        table.append(row)
      }
    }
  }

  /// Shares of the assigned segments, and their drift from the first month.
  private mutating func addAssigned(_ index: Int, _ scheme: SegmentScheme) {
    let lane = plan.lanes[index]
    let counts = tally.lanes[index].months.map(\.confusion.estimateCounts)
    for (month, assigned) in counts.enumerated() {
      let total = assigned.reduce(0, +)
      for (segment, name) in scheme.segments.enumerated() where total > 0 {
        add(
          MetricName.share, Double(assigned[segment]) / Double(total), month: month,
          scheme: scheme.name, segment: name, classifier: lane.name, estimator: "share", n: total)
      }
      guard month > 0 else { continue }
      let value = PopulationStability().value(from: counts[0], to: assigned)
      addDistance(
        value, MetricName.stabilityIndex, month, feature: nil, scheme: scheme.name,
        classifier: lane.name)
      guard scheme.isOrdered else { continue }
      addDistance(
        KolmogorovSmirnov().value(from: counts[0], to: assigned), MetricName.kolmogorovSmirnov,
        month, feature: nil, scheme: scheme.name, classifier: lane.name)
    }
  }

  private mutating func addPair(_ pair: RunTally.Pair) {
    let names = plan.lanes[pair.first].name + " − " + plan.lanes[pair.second].name
    let scheme = population.schemes[plan.lanes[pair.first].scheme].name
    for (index, counts) in pair.months.enumerated() {
      addDifference(counts.difference(), scheme, names, month: index)
      let discordant = counts.onlyFirstWrong + counts.onlySecondWrong
      let test = McNemarTest(counts)
      add(
        "mcnemar-p", test.pValue, month: index, scheme: scheme, classifier: names,
        estimator: test.method.rawValue, n: discordant)
    }
    addDifference(pair.clustered.difference(), scheme, names, month: nil)
  }

  private mutating func addDifference(
    _ value: MetricValue, _ scheme: String, _ names: String, month: Int?
  ) {
    table.append(
      Measurement(
        "misclassification-difference", MeasuredValue(value.value),
        month: month.map { self.month($0) }, scheme: scheme, classifier: names,
        estimator: "paired", n: value.count, low: value.interval?.low,
        high: value.interval?.high, varies: value.interval?.varies))
  }

  private mutating func addDrift() {
    for (column, feature) in population.schema.features.enumerated() {
      let bins = plan.bins[column]
      for (index, counts) in tally.bins[column].enumerated() {
        add(
          "missing", counts.missingShare, month: index, feature: feature.name, estimator: "share",
          n: counts.present + counts.missing)
        guard index > 0 else { continue }
        for difference in DifferenceRegistry.all where bins.isOrdered || !difference.needsOrder {
          let value = difference.value(from: tally.bins[column][0], to: counts, in: bins)
          addDistance(value, difference.id, index, feature: feature.name)
        }
      }
    }
  }

  private mutating func addDistance(
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

  private mutating func addLedger() {
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
