// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Populations
import Results

/// Turns what a replicate has counted into rows of the measurements table.
struct MeasurementAssembly {
  let scenario: Scenario
  let plan: ReplicatePlan
  let tally: RunTally
  let budget: ErrorBudget?
  let whatIfs: WhatIfAnswers?
  var table = MeasurementTable()

  init(_ scenario: Scenario, _ replicate: RunOutcome.Replicate) {
    self.scenario = scenario
    plan = replicate.plan
    tally = replicate.tally
    budget = replicate.budget
    whatIfs = replicate.whatIfs
  }

  /// All rows of the replicate.
  mutating func measurements() -> MeasurementTable {
    addPopulation()
    addTruths()
    for index in plan.lanes.indices { addLane(index) }
    for pair in tally.pairs { addPair(pair) }
    addFloors()
    addWhatIfs()
    addBudget()
    addMoves()
    addDrift()
    addLedger()
    return table
  }

  var population: PopulationModel { scenario.population }
  func month(_ index: Int) -> Month { population.from + index }

  mutating func add(
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
    let context = MetricContext(
      scheme: scheme, costs: scenario.costs[scheme.name], referral: lane.referral)
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
    addMetrics(total, context, tally.lanes[index], lane.name)
    addAssigned(index, scheme)
    addWatch(index, scheme)
    addWithoutEstimate(index, total, scheme)
  }

  private mutating func addMetrics(
    _ tally: ClassificationTally, _ context: MetricContext, month: Int, _ name: String
  ) {
    let evidence = tally.holding.union(context.holding)
    for metric in MetricRegistry.metrics(measurableWith: evidence) {
      for value in metric.values(of: tally, in: context) {
        var row = Measurement(value, metric.id, context.scheme, name)
        row.month = self.month(month)
        table.append(row)
      }
    }
  }

  /// Over all months, where customers stand in many: only intervals whose unit is the customer are right.
  private mutating func addMetrics(
    _ total: ClassificationTally, _ context: MetricContext, _ lane: RunTally.Lane, _ name: String
  ) {
    let evidence = total.holding.union(context.holding)
    let clusters = ClusteredIntervals(total, lane.clusters, in: context)
    for metric in MetricRegistry.metrics(measurableWith: evidence) {
      let values = metric.values(of: total, in: context)
      var intervals = clusters.intervals(of: metric)
      if metric.id == MetricName.misclassification {
        intervals[0] = .clustered(lane.clustered, confidence: context.confidence)
      }
      for (value, interval) in zip(values, intervals) {
        table.append(Measurement(value.with(interval), metric.id, context.scheme, name))
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
      guard scheme.isOrdered else {
        addWithoutOrder(
          MetricName.kolmogorovSmirnov, month, feature: nil, scheme: scheme.name,
          classifier: lane.name)
        continue
      }
      addDistance(
        KolmogorovSmirnov().value(from: counts[0], to: assigned), MetricName.kolmogorovSmirnov,
        month, feature: nil, scheme: scheme.name, classifier: lane.name)
    }
  }

  private mutating func addPair(_ pair: RunTally.Pair) {
    let names = plan.lanes[pair.first].name + " - " + plan.lanes[pair.second].name
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
}
