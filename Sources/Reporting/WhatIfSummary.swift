// SPDX-License-Identifier: GPL-3.0-or-later
public import Customers
public import Results

/// What other data would bring to the best rule of some classifiers, in the last month asked for.
public struct WhatIfSummary: Sendable {
  /// The floor now, the floor then and their difference; or what these cost.
  public struct Comparison: Sendable {
    /// What it is now.
    public let now: Measurement
    /// What it would be.
    public let then: Measurement
    /// What it would be less what it is, on the same customers.
    public let difference: Measurement
  }

  /// The scheme's name.
  public let scheme: String
  /// The what-if's name in the scenario.
  public let name: String
  /// The classifiers that see the same, whose floor it is.
  public let classifiers: [String]
  /// The month.
  public let month: Month
  /// The least share of errors.
  public let error: Comparison
  /// The least expected cost, where the scenario names costs.
  public let cost: Comparison?
  /// The unit of the costs: `CNY a year`.
  public let costUnit: String?

  /// All what-ifs of a table: scheme by scheme, in the table's order.
  static func all(
    in table: MeasurementTable, schemes: [SegmentScheme], costUnits: [String: String]
  ) -> [WhatIfSummary] {
    let differences = table.rows(metric: .only(MetricName.whatIfDifference))
    return schemes.flatMap { scheme -> [WhatIfSummary] in
      let own = differences.filter { $0.scheme == scheme.name }
      let last = own.filter { row in
        !own.contains {
          $0.estimator == row.estimator && $0.classifier == row.classifier
            && ($0.month?.ordinal ?? 0) > (row.month?.ordinal ?? 0)
        }
      }
      let found = last.compactMap { WhatIfSummary($0, in: table, costUnits[scheme.name]) }
      return joined(found.sorted { ($0.name, $0.classifiers[0]) < ($1.name, $1.classifiers[0]) })
    }
  }

  private init?(_ difference: Measurement, in table: MeasurementTable, _ costUnit: String?) {
    guard let scheme = difference.scheme, let classifier = difference.classifier,
      let month = difference.month
    else { return nil }
    func row(_ metric: String) -> Measurement? {
      table.rows(
        metric: .only(metric), month: .only(month), scheme: .only(scheme),
        classifier: .only(classifier)
      ).first { $0.estimator == difference.estimator }
    }
    func comparison(_ now: String, _ then: String, _ difference: Measurement?) -> Comparison? {
      guard let now = row(now), let then = row(then), let difference else { return nil }
      return Comparison(now: now, then: then, difference: difference)
    }
    let error = comparison(MetricName.whatIfFloorNow, MetricName.whatIfFloor, difference)
    guard let error else { return nil }
    self.init(
      scheme: scheme, name: difference.estimator, classifiers: [classifier], month: month,
      error: error,
      cost: comparison(
        MetricName.whatIfCostNow, MetricName.whatIfCost, row(MetricName.whatIfCostDifference)),
      costUnit: costUnit)
  }

  private init(
    scheme: String, name: String, classifiers: [String], month: Month, error: Comparison,
    cost: Comparison?, costUnit: String?
  ) {
    (self.scheme, self.name, self.classifiers) = (scheme, name, classifiers)
    (self.month, self.error, self.cost, self.costUnit) = (month, error, cost, costUnit)
  }

  /// Classifiers that see the same have one floor, and stand on one line.
  private static func joined(_ lines: [WhatIfSummary]) -> [WhatIfSummary] {
    var found: [WhatIfSummary] = []
    for line in lines {
      let place = found.firstIndex { $0.name == line.name && $0.isOfSameFloors(line) }
      guard let place else {
        found.append(line)
        continue
      }
      let known = found[place]
      found[place] = WhatIfSummary(
        scheme: known.scheme, name: known.name, classifiers: known.classifiers + line.classifiers,
        month: known.month, error: known.error, cost: known.cost, costUnit: known.costUnit)
    }
    return found
  }

  private func isOfSameFloors(_ other: WhatIfSummary) -> Bool {
    [(error.now, other.error.now), (error.then, other.error.then)].allSatisfy {
      $0.value == $1.value && $0.n == $1.n
    }
  }

  /// Whether a floor is known at all, now or then.
  var tellsSomething: Bool {
    error.now.value.number != nil || error.then.value.number != nil
  }
}
