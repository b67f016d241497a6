// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Testing

/// Customers whom a classifier leaves to a person: their share, and what they cost.
@Suite struct ReferredTests {
  private static let scheme = SegmentScheme(
    name: "tier", method: nil, segments: ["low", "high"], isOrdered: true)
  private static let context = MetricContext(
    scheme: scheme, costs: CostMatrix(segments: ["low", "high"], others: 3, cells: []), referral: 2)
  private static let holding: Evidence = [.counts, .referrals]

  private static func tally(_ truth: [SegmentIndex], _ estimate: [SegmentIndex])
    -> ClassificationTally
  {
    var tally = ClassificationTally(segments: 2, holding: holding)
    truth.withUnsafeBufferPointer { truth in
      estimate.withUnsafeBufferPointer { estimate in
        guard let one = truth.baseAddress, let other = estimate.baseAddress else { return }
        tally.add(ScoredBlock(truth: one, estimate: other, rows: truth.count))
      }
    }
    return tally
  }

  private static func values(_ id: String, _ tally: ClassificationTally) throws -> [Double?] {
    try #require(MetricRegistry.metric(named: id)).values(of: tally, in: context)
      .map(\.value.value)
  }

  /// Five customers, of whom two are left to a person; one is not scored at all.
  @Test func sharesAndCostsByHand() throws {
    let tally = Self.tally([0, 0, 1, 1, 1, 255], [0, 255, 1, 0, 255, 255])
    #expect(tally.referred == [1, 1] && tally.scored == 3)
    #expect(try Self.values("referred", tally) == [2.0 / 5, 1.0 / 2, 1.0 / 3])
    #expect(try Self.values("cost", tally) == [7.0 / 5, 2.0 / 2, 5.0 / 3])
    #expect(try Self.values("misclassification", tally) == [1.0 / 3])
    var both = tally
    both += tally
    #expect(both.referred == [2, 2])
    #expect(try Self.values("cost", both) == [7.0 / 5, 2.0 / 2, 5.0 / 3])
  }

  /// Over months the customer is the unit: beside the delete-one-customer jackknife, which knows nothing of
  /// sums by customer.
  @Test func intervalsAgreeWithTheJackknife() throws {
    var numbers = RepeatableNumbers(seed: 5)
    let (customers, months) = (400, 5)
    var history = CellHistory(
      customers: customers, months: months, segments: 2, holding: Self.holding)
    history.reset()
    var rows: [[(SegmentIndex, SegmentIndex)]] = []
    for customer in 0..<customers {
      let (truth, doubt) = (SegmentIndex(numbers.below(2)), numbers.uniform())
      rows.append(
        (0..<months).map { _ in
          guard numbers.uniform() > 0.6 * doubt else { return (truth, 255) }
          return (truth, numbers.uniform() < 0.4 * doubt ? 1 - truth : truth)
        })
      for (month, row) in rows[customer].enumerated() {
        history.add(truth: row.0, estimate: row.1, weight: 1, month: month, customer: customer)
      }
    }
    let prices: [Double] = [0, 3, 3, 0, 2]
    var counts = ClusteredCounts(segments: 2, holding: Self.holding, prices: prices)
    counts.add(history)
    func tally(without: Int? = nil) -> ClassificationTally {
      let kept = rows.indices.filter { $0 != without }.flatMap { rows[$0] }
      return Self.tally(kept.map(\.0), kept.map(\.1))
    }
    let total = tally()
    let intervals = ClusteredIntervals(total, counts, in: Self.context)
    let left = rows.indices.map { tally(without: $0) }
    for id in ["referred", "cost", "misclassification"] {
      let metric = try #require(MetricRegistry.metric(named: id))
      let found = try #require(intervals.intervals(of: metric)[0])
      let others = try left.map { try #require(try Self.values(id, $0)[0]) }
      let mean = others.reduce(0, +) / Double(customers)
      let squares = others.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let error = (squares * Double(customers - 1) / Double(customers)).squareRoot()
      let ratio = (found.high - found.low) / 2 / 1.959_963_984_540_054 / error
      #expect(abs(ratio - 1) < 0.04, "\(id): \(ratio)")
    }
  }
}
