// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// What a metric knows beside the tally: the scheme, costs and how sure an interval shall be.
public struct MetricContext: Sendable {
  /// The scheme whose segments are counted.
  public let scheme: SegmentScheme
  /// What each kind of misclassification costs, if the scenario says so.
  public let costs: CostMatrix?
  /// What it costs to leave a customer to a person, where the classifier does.
  public let referral: Double?
  /// The share of intervals that shall cover, in (0, 1).
  public let confidence: Double

  /// Makes a context.
  ///
  /// - Parameters:
  ///   - scheme: the scheme whose segments are counted.
  ///   - costs: what each kind of misclassification costs.
  ///   - referral: what it costs to leave a customer to a person.
  ///   - confidence: the share of intervals that shall cover, in (0, 1).
  public init(
    scheme: SegmentScheme, costs: CostMatrix? = nil, referral: Double? = nil,
    confidence: Double = 0.95
  ) {
    precondition(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1")
    precondition(costs.map { $0.segments == scheme.segments } ?? true, "costs of the scheme")
    self.scheme = scheme
    self.costs = costs
    self.referral = referral
    self.confidence = confidence
  }

  /// What the context holds of the things that metrics need.
  public var holding: Evidence {
    var held: Evidence = []
    if scheme.isOrdered { held.insert(.order) }
    if costs != nil { held.insert(.costs) }
    return held
  }
}
