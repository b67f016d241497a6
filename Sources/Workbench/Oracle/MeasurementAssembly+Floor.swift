// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Populations
import Results

extension MeasurementAssembly {
  /// The floor of every classifier's information set, and how far above it the classifier is.
  mutating func addFloors() {
    for (floor, counted) in zip(plan.floors, tally.floors) {
      let byErrors = floorByErrors(floor, counted)
      for (position, index) in floor.set.classifiers.enumerated() {
        guard plan.lanes[index].fitted != nil else { continue }
        add(floor, counted, counted.classifiers[position], plan.lanes[index].name, byErrors)
      }
    }
  }

  /// The floor over all months as errors of a classifier on all customers less its regret on those looked at.
  ///
  /// A difference estimator (Cochran 1977), often surer than the expected error of the best rule, since regret
  /// varies less between customers than doubt does. Of the classifiers that decide everybody the one with the
  /// least standard error lends it.
  ///
  /// It leans on errors that were counted, the floor itself does not: both stand in the table.
  private func floorByErrors(
    _ floor: Floor, _ counted: FloorTally
  ) -> (value: Double, error: Double)? {
    guard population.months > 1, counted.unexplained.allSatisfy({ $0 == 0 }) else { return nil }
    let scheme = population.schemes[floor.set.scheme].name
    var found: (value: Double, error: Double)?
    for (position, index) in floor.set.classifiers.enumerated() {
      let lane = plan.lanes[index]
      let regret = counted.classifiers[position].regret
      let errors = table.rows(
        metric: .only(MetricName.misclassification), month: .absent, scheme: .only(scheme),
        segment: .absent, classifier: .only(lane.name)
      ).first { $0.estimator == "overall" }
      // Errors of some customers only say nothing of all.
      guard regret.weight == counted.best.error.weight else { continue }
      guard lane.fitted != nil, let errors, let wrong = errors.value.number,
        let high = errors.high, let mean = regret.mean, let own = regret.standardError
      else { continue }
      let counting = (high - wrong) / Measurement.standardErrors
      let error = (own * own + counting * counting).squareRoot()
      if error < found?.error ?? .infinity { found = (max(0, wrong - mean), error) }
    }
    return found
  }

  private mutating func add(
    _ floor: Floor, _ counted: FloorTally, _ judged: FloorTally.Judged, _ classifier: String,
    _ byErrors: (value: Double, error: Double)?
  ) {
    let scheme = population.schemes[floor.set.scheme]
    let known = floor.models.indices.filter {
      floor.models[$0] != nil && counted.gap(month: $0) == nil
    }
    func row(_ metric: String, _ value: MeasuredValue, month: Int?) -> Measurement {
      Measurement(
        metric, value, month: month.map { self.month($0) }, scheme: scheme.name,
        classifier: classifier,
        estimator: floor.isApproximate ? MetricName.approximate : "expected")
    }
    for month in known where counted.best.months[month].count > 0 {
      let (best, own) = (counted.best.months[month], judged.months[month])
      var means = [
        (MetricName.floor, best.error), (MetricName.expectedError, own.error),
        (MetricName.regret, own.regret),
      ]
      if best.cost.count > 0 {
        means += [(MetricName.floorCost, best.cost), (MetricName.costRegret, own.costRegret)]
      }
      for (metric, moments) in means {
        table.append(row(metric, .undefined(reason: ""), month: month).filled(moments))
      }
      addSurprise(own, own.surprise, scheme.name, classifier, month: month)
      addRecalls(counted, counted.confusion[month], scheme, classifier, month: month)
    }
    if floor.isPartial { return }
    // A mean over all months is one only where no month is left out.
    let reason =
      known.count == population.months
      ? nil
      : floor.reason ?? floor.models.indices.lazy.compactMap { counted.gap(month: $0) }.first
        ?? "it is not known in every month"
    let complete = reason == nil
    var overall: [(metric: String, mean: ClusteredMean, range: ClosedRange<Double>)] = [
      (MetricName.floor, counted.best.error, 0...1),
      (MetricName.expectedError, judged.error, 0...1), (MetricName.regret, judged.regret, 0...1),
    ]
    if let costs = floor.costs?.costs, let least = costs.min(), let most = costs.max() {
      overall += [
        (MetricName.floorCost, counted.best.cost, least...most),
        (MetricName.costRegret, judged.costRegret, 0...(most - least)),
      ]
    }
    for (metric, mean, range) in overall {
      let missing = mean.isTooLarge ? "a customer's number is too large" : "nobody was looked at"
      var made = row(metric, .undefined(reason: reason ?? missing), month: nil)
      if complete, let value = mean.mean {
        made.value = MeasuredValue(finite: value, orUndefined: "the mean is not finite")
        let half = Measurement.standardErrors * (mean.standardError ?? 0)
        (made.low, made.high, made.varies) = (
          max(range.lowerBound, value - half), min(range.upperBound, value + half), "customers"
        )
      }
      made.n = counted.best.months.reduce(0) { $0 + $1.count }
      table.append(made)
    }
    guard complete else { return }
    if let byErrors {
      var made = row(MetricName.floorByErrors, .defined(byErrors.value), month: nil)
      let half = Measurement.standardErrors * byErrors.error
      made.estimator = "errors less regret"
      (made.low, made.high) = (max(0, byErrors.value - half), min(1, byErrors.value + half))
      (made.n, made.varies) = (counted.best.months.reduce(0) { $0 + $1.count }, "customers")
      table.append(made)
    }
    var (own, confusion) = (judged.months[0], counted.confusion[0])
    for month in known.dropFirst() {
      own += judged.months[month]
      confusion += counted.confusion[month]
    }
    // The months of one customer go together: the customer is the unit.
    let difference = judged.difference
    let surprise = difference.standardError.flatMap { error in
      error > 0 ? difference.mean.map { $0 / error } : nil
    }
    addSurprise(own, surprise, scheme.name, classifier, month: nil)
    addRecalls(counted, confusion, scheme, classifier, month: nil)
  }

  /// The standing test of the posteriors: counted less expected errors, in standard errors.
  private mutating func addSurprise(
    _ own: ExpectedTally, _ surprise: Double?, _ scheme: String, _ classifier: String, month: Int?
  ) {
    table.append(
      Measurement(
        MetricName.surprise,
        surprise.map { MeasuredValue(finite: $0, orUndefined: "not finite") }
          ?? .undefined(reason: "no estimate was in doubt"),
        month: month.map { self.month($0) }, scheme: scheme, classifier: classifier,
        estimator: "counted less expected", n: own.count))
    guard let ratio = own.varianceRatio else { return }
    add(
      MetricName.varianceRatio, ratio, month: month, scheme: scheme, classifier: classifier,
      estimator: "expected", n: own.count)
  }

  /// The best rule's recalls as counted: in a month Wilson's interval, over all with the customer as the unit.
  private mutating func addRecalls(
    _ counted: FloorTally, _ confusion: ConfusionMatrix, _ scheme: SegmentScheme,
    _ classifier: String, month: Int?
  ) {
    for (segment, name) in scheme.segments.enumerated() {
      let total = confusion.truthCounts[segment]
      guard total > 0 else { continue }
      let found = confusion[truth: segment, estimate: segment]
      let missed =
        month == nil
        ? Interval.clustered(counted.missed[segment], confidence: 0.95)
        : .wilson(successes: total - found, of: total, confidence: 0.95)
      table.append(
        Measurement(
          MetricName.floorRecall, .defined(Double(found) / Double(total)),
          month: month.map { self.month($0) }, scheme: scheme.name, segment: name,
          classifier: classifier, estimator: "count", n: total, low: missed.map { 1 - $0.high },
          high: missed.map { 1 - $0.low }, varies: missed?.varies))
    }
  }
}
