// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation
import Probability

/// What decides which choice of a tier rule is better, summed by group of customers (`CustomerGroups`), so that
/// two choices can be compared on the same customers.
///
/// Leaving out one group after the other (the jackknife) gives the standard error of a difference of shares
/// whose customers go together.
struct FrontierGroups: Sendable {
  /// What decides, in the order of `sums`.
  enum Measure: Int, CaseIterable {
    /// Changes of the tier, of the months that follow another one.
    case switches
    /// Months above the true tier.
    case tooHigh
    /// Months below the true tier.
    case tooLow
  }

  /// By group, then by measure.
  private var sums = [Int](repeating: 0, count: CustomerGroups.count * Measure.allCases.count)
  /// By group, then by measure: of how many months.
  private var months = [Int](repeating: 0, count: CustomerGroups.count * Measure.allCases.count)

  /// Adds a customer.
  ///
  /// - Parameters:
  ///   - customer: what the rule did with the customer.
  ///   - group: the customer's group.
  mutating func add(_ customer: FrontierCustomer, group: Int) {
    let start = group * Measure.allCases.count
    let own = [
      (customer.switches, customer.pairs), (customer.tooHigh, customer.months),
      (customer.tooLow, customer.months),
    ]
    for (measure, pair) in own.enumerated() {
      sums[start + measure] += pair.0
      months[start + measure] += pair.1
    }
  }

  /// Adds other customers.
  static func += (left: inout FrontierGroups, right: FrontierGroups) {
    for place in left.sums.indices {
      left.sums[place] += right.sums[place]
      left.months[place] += right.months[place]
    }
  }

  /// Whether one of the measures is surely smaller than with another choice: the interval of 95 % of the
  /// difference lies below 0.
  ///
  /// - Parameter other: another choice, for the same customers.
  /// - Returns: whether it is so.
  func isSurelyBetter(than other: FrontierGroups) -> Bool {
    Measure.allCases.contains { measure in
      let differences = differences(measure, other)
      guard let all = differences.all, let error = Jackknife.standardError(differences.leftOut)
      else { return false }
      let freedom = Double(differences.leftOut.count - 1)
      return all < -StudentT.quantile(0.975, freedom: freedom) * error
    }
  }

  /// The difference of shares, of all customers and with each group left out that holds some.
  private func differences(
    _ measure: Measure, _ other: FrontierGroups
  ) -> (all: Double?, leftOut: [Double]) {
    let places = stride(from: measure.rawValue, to: sums.count, by: Measure.allCases.count)
      .filter { months[$0] > 0 }
    let sum = places.reduce(0) { $0 + sums[$1] - other.sums[$1] }
    let all = places.reduce(0) { $0 + months[$1] }
    guard all > 0 else { return (nil, []) }
    let leftOut = places.filter { months[$0] < all }.map { place in
      Double(sum - sums[place] + other.sums[place]) / Double(all - months[place])
    }
    return (Double(sum) / Double(all), leftOut)
  }
}
