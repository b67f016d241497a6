// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Probability

/// A fitted classifier that names another segment than the likeliest, by its own probabilities.
struct FittedChoice: FittedClassifier {
  let base: any FittedClassifier
  let choice: SegmentChoice
  let scheme: SegmentScheme

  var givesProbabilities: Bool { base.givesProbabilities }

  var description: [String] { base.description + ["decides: \(choice.text(scheme))"] }

  var parameters: [FittedParameter] { base.parameters + choice.parameters }

  func values(of input: RuleInput, in features: FeatureTable) -> [Double] {
    base.values(of: input, in: features)
  }

  func predict(
    _ features: FeatureTable, of customers: CellRun, into estimates: inout Estimates,
    scratch: PredictionScratch
  ) {
    if estimates.wantsProbabilities {
      base.predict(features, of: customers, into: &estimates, scratch: scratch)
      return decide(&estimates)
    }
    var own = Estimates(
      capacity: estimates.capacity, segmentCount: estimates.segmentCount, withProbabilities: true)
    base.predict(features, of: customers, into: &own, scratch: scratch)
    decide(&own)
    estimates.begin(features)
    estimates.segments = own.segments
  }

  /// Names a segment for each row that has probabilities.
  private func decide(_ estimates: inout Estimates) {
    let (rows, stride, count) = (estimates.rows, estimates.capacity, estimates.segmentCount)
    estimates.probabilities.withUnsafeBufferPointer { chances in
      estimates.segments.withUnsafeMutableBufferPointer { segments in
        for row in 0..<rows where !chances[row].isNaN {
          let chance = { (segment: Int) in chances[segment * stride + row] }
          switch choice {
          case .usual: break
          case .leastCost(let costs, let referral):
            segments[row] = Self.cheapest(costs, referral, count, chance)
          case .reached(let least):
            segments[row] = Self.reached(least, chance)
          }
        }
      }
    }
  }

  /// The segment of least expected cost, the first of equals; none where leaving the customer to a person costs
  /// less.
  private static func cheapest(
    _ costs: [Double], _ referral: Double?, _ count: Int, _ chance: (Int) -> Double
  ) -> SegmentIndex {
    var best = (segment: Int(noEstimate), cost: referral?.nextUp ?? .infinity)
    for segment in 0..<count {
      var cost = 0.0
      for truth in 0..<count { cost += chance(truth) * costs[truth * count + segment] }
      if cost < best.cost { best = (segment, cost) }
    }
    return SegmentIndex(best.segment)
  }

  /// The segment that reaches its number by the greatest factor; where none does, the likeliest of those
  /// without number, or of all where each has one.
  private static func reached(_ least: [Double?], _ chance: (Int) -> Double) -> SegmentIndex {
    var best: (segment: Int, factor: Double)?
    for (segment, number) in least.enumerated() {
      guard let number else { continue }
      let factor = chance(segment) / number
      if factor >= 1, factor > best?.factor ?? 0 { best = (segment, factor) }
    }
    if let best { return SegmentIndex(best.segment) }
    let hasOthers = least.contains { $0 == nil }
    var likeliest: (segment: Int, chance: Double)?
    for (segment, number) in least.enumerated() where number == nil || !hasOthers {
      if chance(segment) > likeliest?.chance ?? -1 { likeliest = (segment, chance(segment)) }
    }
    return SegmentIndex(likeliest?.segment ?? 0)
  }
}
