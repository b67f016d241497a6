// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Populations
import Results

/// Numbers that stand in the table of measurements: floors, causes of errors, shares and drift.
extension GateNumbers {
  func measured(
    _ gate: Gate, _ classifier: String?, _ month: Int?
  ) -> Result<GateNumber, Missing> {
    let rows = table.rows(
      metric: .only(gate.metric.name),
      month: .exactly(month.map { scenario.population.from + $0 }),
      segment: .exactly(gate.segment), classifier: .exactly(classifier),
      feature: .exactly(gate.feature))
    guard let row = rows.first else {
      return .failure(Missing(absence(of: gate, classifier, month)))
    }
    guard let value = row.value.number else {
      return .failure(Missing(row.value.reason ?? "it is undefined"))
    }
    var number = GateNumber(value: value, count: row.n ?? 0)
    if let low = row.low, let high = row.high, row.varies == "customers" {
      number.standardError = (high - low) / (2 * Measurement.standardErrors)
    }
    let lane = side.replicate.plan.lanes.firstIndex { $0.name == classifier }
    let without = without(gate, lane, month)
    if !without.isEmpty, without.allSatisfy({ $0 != nil }) {
      number.without = without.compactMap(\.self)
      number.groups = number.without.count
    }
    number.reach = reach(of: gate)
    number.isExpected = gate.metric.isExpected
    return .success(number)
  }

  /// The number of all customers but each group; empty where they are not counted by group.
  private func without(_ gate: Gate, _ lane: Int?, _ month: Int?) -> [Double?] {
    switch gate.metric.source {
    case .tallies: []
    case .floors: lane.map { floorsWithout(gate, $0, month) } ?? []
    case .budget: lane.map { partsWithout(gate, $0, month) } ?? []
    case .drift:
      if let lane { segmentsWithout(gate, lane, month) } else { featuresWithout(gate, month) }
    }
  }

  private func floorsWithout(_ gate: Gate, _ lane: Int, _ month: Int?) -> [Double?] {
    let plan = side.replicate.plan
    for (floor, counted) in zip(plan.floors, side.replicate.tally.floors) {
      guard let position = floor.set.classifiers.firstIndex(of: lane) else { continue }
      let segment = gate.segment.flatMap {
        scenario.population.schemes[floor.set.scheme].index(of: $0)
      }
      return (counted.grouped?.leavingOut(month: month).dropFirst() ?? []).map {
        $0.value(gate.metric.name, of: position, in: segment)
      }
    }
    return []
  }

  private func partsWithout(_ gate: Gate, _ lane: Int, _ month: Int?) -> [Double?] {
    guard let budget = side.replicate.budget, let month,
      let place = budget.months.firstIndex(of: month), let entry = budget.entries[place][lane],
      let part = BudgetReport.metrics.firstIndex(of: gate.metric.name)
    else { return [] }
    return entry.without.map { tally in
      var others = entry
      others.tally = tally
      return BudgetReport(others).parts[part].moments.mean
    }
  }

  /// Shares of a classifier's segments, and how far they are from those of the first month.
  private func segmentsWithout(_ gate: Gate, _ lane: Int, _ month: Int?) -> [Double?] {
    guard let month else { return [] }
    let tallies = side.groups[lane].all
    func counts(_ month: Int) -> [[Int]] {
      tallies.leavingOut(month: month).dropFirst().map(\.confusion.estimateCounts)
    }
    if gate.metric.name == MetricName.share {
      let lanes = side.replicate.plan.lanes
      let scheme = scenario.population.schemes[lanes[lane].scheme]
      guard let segment = gate.segment.flatMap({ scheme.index(of: $0) }) else { return [] }
      return counts(month).map { counts in
        let all = counts.reduce(0, +)
        return all > 0 ? Double(counts[Int(segment)]) / Double(all) : nil
      }
    }
    return zip(counts(0), counts(month)).map { first, now in
      gate.metric.name == MetricName.stabilityIndex
        ? PopulationStability().value(from: first, to: now).distance.value
        : KolmogorovSmirnov().value(from: first, to: now).distance.value
    }
  }

  private func featuresWithout(_ gate: Gate, _ month: Int?) -> [Double?] {
    let plan = side.replicate.plan
    guard let month, let column = plan.population.schema.names.firstIndex(of: gate.feature ?? ""),
      let now = side.bins.leavingOut(column, month: month)?.dropFirst()
    else { return [] }
    guard let difference = DifferenceRegistry.difference(named: gate.metric.name) else {
      return now.map(\.missingShare)
    }
    guard let first = side.bins.leavingOut(column, month: 0)?.dropFirst() else { return [] }
    return zip(first, now).map {
      difference.value(from: $0, to: $1, in: plan.bins[column]).distance.value
    }
  }

  /// The greatest change that one customer can make, as a part of the number of customers.
  private func reach(of gate: Gate) -> Double? {
    let range = gate.metric.range
    if range.upperBound <= 1 { return min(1, range.upperBound - range.lowerBound) }
    let isCost = [MetricName.floorCost, MetricName.costRegret].contains(gate.metric.name)
    guard isCost, let costs = gate.scheme.flatMap({ scenario.costs[$0]?.costs }),
      let least = costs.min(), let most = costs.max()
    else { return nil }
    return most - least
  }

  private func absence(of gate: Gate, _ classifier: String?, _ month: Int?) -> String {
    let others = table.rows(
      metric: .only(gate.metric.name), segment: .exactly(gate.segment),
      classifier: .exactly(classifier), feature: .exactly(gate.feature))
    if others.isEmpty { return "'\(gate.metric.name)' was not measured" }
    return month == nil
      ? "'\(gate.metric.name)' is measured month by month: say 'over: last month' or 'each month'"
      : "'\(gate.metric.name)' was not measured in \(scenario.population.from + (month ?? 0))"
  }
}

extension FloorSums {
  /// A number of a floor.
  ///
  /// - Parameters:
  ///   - metric: its name.
  ///   - position: the classifier's place in the floor's set.
  ///   - segment: the segment, for what has a number for each.
  /// - Returns: the number; nothing where nobody was looked at.
  fileprivate func value(_ metric: String, of position: Int, in segment: SegmentIndex?) -> Double? {
    let own = classifiers[position]
    switch metric {
    case MetricName.floor: return best.error.mean
    case MetricName.expectedError: return own.error.mean
    case MetricName.regret: return own.regret.mean
    case MetricName.floorCost: return best.cost.mean
    case MetricName.costRegret: return own.costRegret.mean
    case MetricName.floorRecall:
      guard let segment else { return nil }
      let total = confusion.truthCounts[Int(segment)]
      guard total > 0 else { return nil }
      return Double(confusion[truth: Int(segment), estimate: Int(segment)]) / Double(total)
    default: return nil
    }
  }
}
