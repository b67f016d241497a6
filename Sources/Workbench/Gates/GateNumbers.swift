// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Populations
import Results

/// One number of one scenario with all that is known of how it varies.
struct GateNumber: Sendable {
  /// The number.
  var value: Double
  /// The number without each group of customers; empty where groups were not counted.
  var without: [Double] = []
  /// How many groups have any customers.
  var groups = 0
  /// Its standard error where that is known otherwise.
  var standardError: Double?
  /// On how many customers or customer-months it rests.
  var count: Int
  /// The greatest change that one customer can make, as a part of the number of customers.
  var reach: Double?
  /// Whether customers count by their chances, so that each tells a little of how the number varies.
  var isExpected = false
}

/// The numbers that gates ask for, of one scenario in one replicate.
///
/// It remembers sums over groups, since several gates ask for the same.
final class GateNumbers {
  private struct Place: Hashable {
    let lane: Int
    let slice: CustomerSlice?
    let month: Int?
  }

  let scenario: Scenario
  let side: PairedRunner.Side
  private var tallies: [Place: [ClassificationTally]] = [:]
  private(set) lazy var table: MeasurementTable = {
    var assembly = MeasurementAssembly(scenario, side.replicate)
    return assembly.measurements()
  }()

  /// Makes the numbers of a scenario.
  ///
  /// - Parameters:
  ///   - scenario: what was run.
  ///   - side: what was counted.
  init(_ scenario: Scenario, _ side: PairedRunner.Side) {
    (self.scenario, self.side) = (scenario, side)
  }

  /// The number that a gate asks for.
  ///
  /// - Parameters:
  ///   - gate: the gate.
  ///   - classifier: the classifier's name in this scenario.
  ///   - month: months since the first scored one; nothing for all months.
  /// - Returns: the number, or why there is none.
  func number(_ gate: Gate, of classifier: String?, month: Int?) -> Result<GateNumber, Missing> {
    if let metric = gate.metric.metric {
      return tallied(gate, metric, classifier ?? "", month)
    }
    return measured(gate, classifier, month)
  }

  private func tallied(
    _ gate: Gate, _ metric: any Metric, _ classifier: String, _ month: Int?
  ) -> Result<GateNumber, Missing> {
    let lanes = side.replicate.plan.lanes
    guard
      let index = lanes.firstIndex(where: {
        $0.name == classifier && scenario.population.schemes[$0.scheme].name == gate.scheme
      })
    else { return .failure(Missing("there is no classifier '\(classifier)' that finds the same")) }
    if let failure = lanes[index].failure { return .failure(Missing(failure)) }
    let scheme = scenario.population.schemes[lanes[index].scheme]
    if let segment = gate.segment, scheme.index(of: segment) == nil {
      return .failure(Missing("scheme '\(scheme.name)' has no segment '\(segment)'"))
    }
    let context = MetricContext(
      scheme: scheme, costs: scenario.costs[scheme.name], referral: lanes[index].referral)
    guard let parts = parts(index, gate.slice, month) else {
      return .failure(absence(of: gate.slice))
    }
    guard parts[0].holding.union(context.holding).isSuperset(of: metric.needs) else {
      return .failure(Missing("'\(classifier)' gives nothing to measure '\(metric.id)' by"))
    }
    let place = metric.values(of: parts[0], in: context).firstIndex { value in
      if let segment = gate.segment { return value.segment == scheme.index(of: segment) }
      return value.segment == nil
        && gate.estimator ?? value.estimator.rawValue
          == value.estimator.rawValue
    }
    guard let place else {
      let what = gate.segment == nil ? gate.estimator ?? "overall" : "a segment"
      return .failure(Missing("'\(metric.id)' has no number for \(what)"))
    }
    return value(of: parts, month) { metric.values(of: $0, in: context)[place] }
      .map { number in
        var number = number
        number.reach = Self.reach(metric, context)
        return number
      }
  }

  /// All customers of a classifier, or of a slice, and all but those of each group.
  private func parts(
    _ lane: Int, _ slice: CustomerSlice?, _ month: Int?
  ) -> [ClassificationTally]? {
    let place = Place(lane: lane, slice: slice, month: month)
    if let known = tallies[place] { return known }
    let made = side.groups[lane][slice]?.leavingOut(month: month)
    tallies[place] = made
    return made
  }

  /// Why the customers have no such slice.
  private func absence(of slice: CustomerSlice?) -> Missing {
    guard let slice else { return Missing("no customer was counted") }
    do throws(Missing) {
      _ = try SliceMembership(slice, in: scenario.population)
      return Missing("\(slice.words): no customer was counted")
    } catch { return error }
  }

  private func value(
    of parts: [ClassificationTally], _ month: Int?,
    _ measure: (ClassificationTally) -> MetricValue
  ) -> Result<GateNumber, Missing> {
    let whole = measure(parts[0])
    switch whole.value {
    case .undefined(let reason): return .failure(Missing(reason))
    case .defined(let value):
      let others = parts.dropFirst().map { measure($0).value.value }
      let groups = parts.dropFirst().count { $0.scored < parts[0].scored }
      guard groups > 1, others.allSatisfy({ $0 != nil }) else {
        return .failure(Missing("the customers are too few to tell how the number varies"))
      }
      return .success(
        GateNumber(
          value: value, without: others.compactMap(\.self), groups: groups, count: whole.count))
    }
  }

  /// How far a metric can move when one customer's estimates change, times the number of customers.
  static func reach(_ metric: any Metric, _ context: MetricContext) -> Double? {
    if let costs = context.costs?.costs, metric.needs.contains(.costs),
      let least = costs.min(), let most = costs.max()
    {
      let referral = context.referral ?? least
      return max(most, referral) - min(least, referral)
    }
    let width = metric.range.upperBound - metric.range.lowerBound
    return width <= 2 ? width : nil
  }
}

/// Why there is no number.
struct Missing: Error, Equatable {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}
