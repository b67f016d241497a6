// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Populations
import ScenarioLanguage

/// What the view hides from one information set, shared out among its mechanisms.
///
/// A mechanism's share is the mean, over all orders in which mechanisms can be added to perfect sight,
/// of how much the floor rises with it (Shapley 1953). The shares add up to the view's part.
struct ViewSplit: Sendable {
  /// What is seen, and by whom.
  let set: InformationSet
  /// The mechanisms, in a fixed order.
  let mechanisms: [ViewMechanism]
  /// The months, counted from the first scored one.
  let months: [Int]
  /// Why there are no shares, by month.
  private(set) var reasons: [String?]
  /// Sums over customers, by month and mechanism.
  private(set) var moments: [[FixedPointMoments]]
  /// The most mechanisms whose combinations are gone through.
  private static let mostMechanisms = 6

  /// Shares out what the view hides from every information set.
  ///
  /// - Parameters:
  ///   - plan: the repetition.
  ///   - months: the months of the budget.
  ///   - options: how it is carried out.
  /// - Returns: a split for each information set, in their order.
  /// - Complexity: O(2^mechanisms) floors.
  static func all(
    _ plan: ReplicatePlan, _ months: [Int], _ options: RunOptions
  ) async -> [ViewSplit] {
    let sets = InformationSet.all(in: plan.scenario)
    var splits = sets.map { ViewSplit($0, plan.scenario, months) }
    let present = present(in: splits)
    // By information set, then by what is left out.
    var errors = sets.map { _ in [[ViewMechanism]: SightErrors]() }
    for code in 0..<(1 << present.count) where !plan.progress.isCancelled {
      let leftOut = present.enumerated().filter { code >> $0.offset & 1 == 1 }.map(\.element)
      let concerned = splits.indices.filter { splits[$0].needs(leftOut) }
      guard !concerned.isEmpty else { continue }
      let found = await SightErrors.all(plan, sets: concerned.map { sets[$0] }, leftOut, options)
      for (place, index) in concerned.enumerated() { errors[index][leftOut] = found[place] }
    }
    for index in splits.indices { splits[index].share(errors[index]) }
    return splits
  }

  /// How many views without some mechanisms are looked at.
  static func combinations(of scenario: Scenario) -> Int {
    1 << present(in: InformationSet.all(in: scenario).map { ViewSplit($0, scenario, []) }).count
  }

  private static func present(in splits: [ViewSplit]) -> [ViewMechanism] {
    ViewMechanism.allCases.filter { mechanism in
      splits.contains { $0.mechanisms.contains(mechanism) }
    }
  }

  private init(_ set: InformationSet, _ scenario: Scenario, _ months: [Int]) {
    let names = set.columns.map { Self.stem(scenario.population.schema.features[$0].name) }
    let features = (scenario.resolved["view"]?.entries ?? []).filter {
      names.contains(Self.stem($0.key))
    }
    let found = features.flatMap { ViewMechanism.all(in: $0.value) }
    let mechanisms = ViewMechanism.allCases.filter(found.contains)
    self.set = set
    self.months = months
    self.mechanisms = mechanisms
    let isTooLong = mechanisms.count > Self.mostMechanisms
    reasons = months.map { _ in isTooLong ? "it has \(mechanisms.count) mechanisms" : nil }
    moments = months.map { _ in mechanisms.map { _ in FixedPointMoments(fractionBits: 40) } }
  }

  /// A vector's name without its elements.
  private static func stem(_ name: String) -> Substring { name.prefix { $0 != "[" } }

  /// Whether a view without some mechanisms must be looked at.
  private func needs(_ leftOut: [ViewMechanism]) -> Bool {
    !mechanisms.isEmpty && !reasons.contains { $0 != nil }
      && leftOut.allSatisfy(mechanisms.contains)
  }

  private mutating func share(_ errors: [[ViewMechanism]: SightErrors]) {
    let count = mechanisms.count
    guard !errors.isEmpty else { return }
    let ordered = (0..<(1 << count)).compactMap { code in
      errors[mechanisms.enumerated().filter { code >> $0.offset & 1 == 0 }.map(\.element)]
    }
    guard ordered.count == 1 << count else { return }
    for month in months.indices {
      reasons[month] = ordered.lazy.compactMap { $0.reasons[month] }.first
      guard reasons[month] == nil else { continue }
      for customer in ordered[0].errors[month].indices {
        let floors = ordered.compactMap { $0.errors[month][customer] }
        guard floors.count == ordered.count else { continue }
        let shares = Self.shares(floors, of: count)
        for (mechanism, share) in shares.enumerated() { moments[month][mechanism].add(share) }
      }
    }
  }

  /// Shapley's shares of each of several mechanisms.
  ///
  /// - Parameters:
  ///   - values: the value of every combination; mechanism m is in it where bit m of the index is set.
  ///   - count: how many mechanisms there are.
  /// - Returns: the shares, which add up to the last value less the first.
  static func shares(_ values: [Double], of count: Int) -> [Double] {
    // The weight of a combination of k others: k! (count - 1 - k)! / count!.
    var weights = [1 / Double(max(1, count))]
    for k in 1..<max(1, count) { weights.append(weights[k - 1] * Double(k) / Double(count - k)) }
    return (0..<count).map { mechanism in
      values.indices.filter { $0 >> mechanism & 1 == 0 }.reduce(0) { sum, others in
        sum + weights[others.nonzeroBitCount] * (values[others | 1 << mechanism] - values[others])
      }
    }
  }
}
