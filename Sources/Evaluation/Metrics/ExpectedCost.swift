// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// The mean cost of a customer's assignment under a cost matrix; over all customers, and over
/// those of each true segment.
///
/// Whom the classifier leaves to a person costs what that costs.
struct ExpectedCost: Metric {
  static let id = "cost"
  static let summary = "mean cost of a customer's assignment under the cost matrix"
  static let direction = MetricDirection.minimise
  static let range = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
  static let needs: Evidence = [.counts, .costs]

  func values(of tally: ClassificationTally, in context: MetricContext) -> [MetricValue] {
    guard let costs = context.costs, let least = costs.costs.min(), let most = costs.costs.max()
    else {
      let reason = "the scenario names no costs for scheme '\(context.scheme.name)'"
      return [.init(.overall, value: .undefined(reason: reason), count: tally.scored)]
    }
    let (referred, price) = (tally.referred ?? [], context.referral ?? 0)
    let ends = referred.isEmpty ? least...most : min(least, price)...max(most, price)
    return MetricValue.means(
      over: tally.confusion, within: ends, in: context, beside: referred, each: price
    ) {
      costs[truth: $0, estimate: $1]
    }
  }
}
