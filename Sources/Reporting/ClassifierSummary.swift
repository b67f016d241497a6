// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
public import Results

/// How well one classifier finds the segments of one scheme.
public struct ClassifierSummary: Sendable {
  /// The classifier's name in the scenario.
  public let name: String
  /// Its misclassification rate over all months.
  public let misclassification: Measurement?
  /// Its misclassification rate in each month of the scheme.
  public let byMonth: [Measurement?]
  /// Its recall of each segment over all months, in the scheme's order.
  public let recalls: [Measurement?]
  /// Its mean recall over the segments.
  public let balancedAccuracy: Measurement?
  /// How often its estimate changed where the truth stayed.
  public let flicker: Measurement?
  /// The least misclassification rate of any rule that sees the same.
  public let floor: Measurement?
  /// The least misclassification rate in each month of the scheme, where it is known.
  let floorByMonth: [Measurement?]
  /// The best rule's recall of each segment over all months, where it is known.
  let floorRecalls: [Measurement?]
  /// Whether the floor is approximate.
  let isApproximate: Bool
  /// Why the floor is not known, in all months or beyond the one that is marked.
  let reasonWithoutFloor: String?
  /// How far it lies above that.
  public let regret: Measurement?
  /// How far its counted errors lie from those that the floor's posterior expects, in standard errors:
  /// over all months and in each.
  let surprises: [Measurement]
  /// The one over all months or, where that is not known, in the first month.
  let surprise: Measurement?
  /// The variance of its expected error rate over that of the counted one.
  let varianceRatio: Measurement?
  /// Which share of the customers it leaves to a person, where it does.
  public let referred: Measurement?
  /// Which share of the customers it gives no segment, where there are some.
  public let withoutEstimate: Measurement?
  /// What its misclassifications cost on average, where the scenario names costs.
  public let cost: Measurement?
  /// The least expected cost of any rule that sees the same.
  public let floorCost: Measurement?
  /// How far its expected cost lies above that.
  public let costRegret: Measurement?
  /// Where its errors come from, where that was asked.
  public let budget: BudgetSummary?

  init(_ name: String, segments: [String], months: [Month], in table: MeasurementTable) {
    let errors = table.rows(metric: .only(MetricName.misclassification), segment: .absent)
    let recalls = table.rows(metric: .only(MetricName.recall), month: .absent)
    self.name = name
    misclassification = Self.headline(errors.filter { $0.month == nil })
    byMonth = months.map { month in Self.headline(errors.filter { $0.month == month }) }
    self.recalls = segments.map { segment in
      Self.headline(recalls.filter { $0.segment == segment })
    }
    func overall(_ metric: String) -> Measurement? {
      Self.headline(table.rows(metric: .only(metric), month: .absent, segment: .absent))
    }
    balancedAccuracy = overall(MetricName.balancedAccuracy)
    flicker = overall(MetricName.flicker)
    cost = overall(MetricName.cost)
    referred = overall(MetricName.referred)
    withoutEstimate = overall(MetricName.withoutEstimate)
    budget = BudgetSummary(table)
    let floors = table.rows(metric: .only(MetricName.floor))
    floorByMonth = months.map { month in floors.first { $0.month == month } }
    let found = table.rows(metric: .only(MetricName.floorRecall), month: .absent)
    floorRecalls = segments.map { segment in found.first { $0.segment == segment } }
    let regrets = table.rows(metric: .only(MetricName.regret))
    floor = Self.surer(overall(MetricName.floorByErrors), than: Self.overallOrFirst(floors))
    isApproximate = floors.contains {
      $0.estimator == MetricName.approximate && $0.value.number != nil
    }
    reasonWithoutFloor = Self.reason(floor, overall: floors.first { $0.month == nil })
    regret = Self.overallOrFirst(regrets)
    floorCost = Self.overallOrFirst(table.rows(metric: .only(MetricName.floorCost)))
    costRegret = Self.overallOrFirst(table.rows(metric: .only(MetricName.costRegret)))
    surprises = table.rows(metric: .only(MetricName.surprise))
    surprise = Self.overallOrFirst(surprises)
    varianceRatio = Self.overallOrFirst(table.rows(metric: .only(MetricName.varianceRatio)))
  }

  /// The segment found least often, the first of equals; nil when no recall is defined.
  public var worst: Measurement? {
    recalls.compactMap(\.self).filter { $0.value.number != nil }
      .min { ($0.value.number ?? 0) < ($1.value.number ?? 0) }
  }

  /// Whether it decides some customers only, so that its errors are of fewer than the floor is of.
  var isPartial: Bool {
    [referred, withoutEstimate].contains { ($0?.value.number ?? 0) > 0 }
  }

  /// What is undefined, with the reasons, for notes below a table.
  var undefined: [(what: String, reason: String)] {
    let named = [
      (MetricName.misclassification, misclassification),
      (MetricName.balancedAccuracy, balancedAccuracy), (MetricName.flicker, flicker),
      (MetricName.cost, cost),
    ]
    return named.compactMap { metric, row in row?.value.reason.map { (metric, $0) } }
  }

  private static func reason(_ floor: Measurement?, overall: Measurement?) -> String? {
    guard let reason = overall?.value.reason else { return nil }
    return floor?.month.map { "* holds in \($0); later \(reason)" } ?? reason
  }

  /// The value over all months or, where that is undefined, in the first month in which there is one.
  private static func overallOrFirst(_ rows: [Measurement]) -> Measurement? {
    let overall = rows.first { $0.month == nil }
    guard overall?.value.number == nil else { return overall }
    return rows.filter { $0.value.number != nil && $0.month != nil }
      .min { ($0.month?.ordinal ?? 0) < ($1.month?.ordinal ?? 0) } ?? overall
  }

  /// An estimate over all months, where its interval is narrower than another's by a quarter; else the other.
  private static func surer(_ one: Measurement?, than other: Measurement?) -> Measurement? {
    guard let one, let other, other.month == nil, one.value.number != nil,
      let low = one.low, let high = one.high, let least = other.low, let most = other.high,
      high - low < 0.75 * (most - least)
    else { return other }
    return one
  }

  /// The estimate for the scheme as a whole among several of one quantity, or else the first.
  private static func headline(_ rows: [Measurement]) -> Measurement? {
    rows.first { $0.estimator == "overall" } ?? rows.first
  }
}
