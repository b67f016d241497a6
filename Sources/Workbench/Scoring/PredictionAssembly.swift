// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Results

/// Turns tallies of predictions into rows of the measurements table.
struct PredictionAssembly {
  private let context: MetricContext
  private let classifier: String
  private var table = MeasurementTable()

  init(_ scheme: SegmentScheme, classifier: String) {
    context = MetricContext(scheme: scheme)
    self.classifier = classifier
  }

  /// The table so far, sorted.
  var sorted: MeasurementTable {
    var sorted = table
    sorted.sort()
    return sorted
  }

  /// Adds a count of rows.
  mutating func add(_ name: String, _ count: Int) {
    table.append(
      Measurement(
        name, .defined(Double(count)), scheme: context.scheme.name, classifier: classifier,
        estimator: "count"))
  }

  /// Adds every metric by month and over all months.
  ///
  /// - Parameters:
  ///   - tallies: counts by month's number.
  ///   - probabilities: what was counted of probabilities, by month's number; perhaps none.
  ///   - months: the months by number; none when there is one tally without a month.
  ///   - clustered: errors by customer, when customers are known.
  ///   - clusters: what varies between customers, when they are known.
  mutating func add(
    _ tallies: [ClassificationTally], _ probabilities: [ClassificationTally], months: [Month],
    clustered: ClusteredTally?, _ clusters: ClusteredCounts?
  ) {
    for (number, month) in months.enumerated() where tallies[number].scored > 0 {
      table.append(contentsOf: metrics(tallies[number], month))
      if probabilities.indices.contains(number) {
        table.append(contentsOf: metrics(probabilities[number], month))
      }
      addShares(tallies[number].confusion, month)
    }
    for all in [tallies, probabilities] {
      guard var total = all.first else { continue }
      for tally in all.dropFirst() { total += tally }
      guard months.count > 1 else {
        table.append(contentsOf: metrics(total, nil))
        continue
      }
      let intervals = clusters.map { ClusteredIntervals(total, $0, in: context) }
      table.append(contentsOf: metrics(total, nil, clustered, intervals))
    }
  }

  private func metrics(_ tally: ClassificationTally, _ month: Month?) -> [Measurement] {
    measurable(tally).flatMap { metric in
      metric.values(of: tally, in: context).map { value in
        var row = Measurement(value, metric.id, context.scheme, classifier)
        row.month = month
        return row
      }
    }
  }

  /// Over all months customers stand in many: only intervals whose unit is the customer are right.
  private func metrics(
    _ total: ClassificationTally, _ month: Month?, _ clustered: ClusteredTally?,
    _ clusters: ClusteredIntervals?
  ) -> [Measurement] {
    measurable(total).flatMap { metric in
      let values = metric.values(of: total, in: context)
      var intervals = clusters?.intervals(of: metric) ?? values.map { _ in nil }
      if metric.id == MetricName.misclassification {
        intervals[0] = clustered?.misclassification(confidence: context.confidence).interval
      }
      return zip(values, intervals).map {
        Measurement($0.with($1), metric.id, context.scheme, classifier)
      }
    }
  }

  private func measurable(_ tally: ClassificationTally) -> [any Metric] {
    // Probabilities are tallied apart; all else is in the other tally.
    let isApart = tally.probabilities != nil
    let evidence = tally.holding.union(context.holding)
    return MetricRegistry.metrics(measurableWith: evidence)
      .filter { $0.needs.contains(.probabilities) == isApart }
  }

  private mutating func addShares(_ confusion: ConfusionMatrix, _ month: Month) {
    table.append(
      Measurement(
        MetricName.customers, .defined(Double(confusion.total)), month: month, estimator: "count"))
    let counts: [(classifier: String?, counts: [Int])] = [
      (nil, confusion.truthCounts), (classifier, confusion.estimateCounts),
    ]
    for (classifier, counts) in counts {
      for (segment, name) in context.scheme.segments.enumerated() {
        table.append(
          Measurement(
            MetricName.share, .defined(Double(counts[segment]) / Double(confusion.total)),
            month: month, scheme: context.scheme.name, segment: name, classifier: classifier,
            estimator: "share", n: confusion.total))
      }
    }
  }
}
