// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Testing

/// Customers whose months go together, as columns of customer-months.
private struct Book {
  static let segments = 4
  var truth: [SegmentIndex] = []
  var estimate: [SegmentIndex] = []
  var lastTruth: [SegmentIndex] = []
  var lastEstimate: [SegmentIndex] = []
  var weights: [Double] = []
  var probabilities: [[Double]] = Array(repeating: [], count: segments)
  /// The first row of each customer, then the number of rows.
  var starts = [0]

  var customers: Int { starts.count - 1 }
  /// Months of a customer.
  static let months = 9

  init(customers: Int, seed: UInt64) {
    var numbers = RepeatableNumbers(seed: seed)
    for _ in 0..<customers {
      let (count, doubt) = (3 + numbers.below(Self.months - 2), numbers.uniform() * 0.9)
      var segment = numbers.below(Self.segments)
      let weight = 0.5 + 20 * numbers.uniform() * numbers.uniform()
      for month in 0..<count {
        if numbers.uniform() < 0.1 { segment = numbers.below(Self.segments) }
        let isWrong = numbers.uniform() < doubt
        let said = isWrong ? (segment + 1 + numbers.below(2)) % Self.segments : segment
        lastTruth.append(month == 0 ? 255 : truth[truth.count - 1])
        lastEstimate.append(month == 0 ? 255 : estimate[estimate.count - 1])
        truth.append(SegmentIndex(segment))
        estimate.append(SegmentIndex(said))
        weights.append(weight)
        for index in 0..<Self.segments {
          let rest = (0.2 + 0.3 * doubt) / Double(Self.segments - 1)
          probabilities[index].append(index == said ? 0.8 - 0.3 * doubt : rest)
        }
      }
      starts.append(truth.count)
    }
  }

  /// The tally of all customers, or of all but one.
  func tally(without customer: Int? = nil) -> ClassificationTally {
    let hole = customer.map { starts[$0]..<starts[$0 + 1] } ?? 0..<0
    var tally = ClassificationTally(
      segments: Self.segments, holding: [.counts, .weights, .probabilities, .history])
    visit(Array(truth.indices[..<hole.lowerBound]) + Array(truth.indices[hole.upperBound...])) {
      tally.add($0)
    }
    return tally
  }

  /// Gives some customer-months as a block.
  private func visit(_ rows: [Int], _ body: (ScoredBlock) -> Void) {
    let codes = [truth, estimate, lastTruth, lastEstimate].flatMap { column in
      rows.map { column[$0] }
    }
    let numbers = ([weights] + probabilities).flatMap { column in rows.map { column[$0] } }
    codes.withUnsafeBufferPointer { codes in
      numbers.withUnsafeBufferPointer { numbers in
        guard let codes = codes.baseAddress, let numbers = numbers.baseAddress else { return }
        let count = rows.count
        body(
          ScoredBlock(
            truth: codes, estimate: codes + count, rows: count, probabilities: numbers + count,
            probabilityStride: count, weights: numbers, previousTruth: codes + 2 * count,
            previousEstimate: codes + 3 * count))
      }
    }
  }

  /// What varies between customers, counted in blocks month by month.
  func clusters(blockSize: Int) -> ClusteredCounts {
    let holding: Evidence = [.counts, .weights, .probabilities, .history]
    var counts = ClusteredCounts(segments: Self.segments, holding: holding)
    for first in stride(from: 0, to: customers, by: blockSize) {
      var history = CellHistory(
        customers: blockSize, months: Self.months, segments: Self.segments, holding: holding)
      history.reset()
      for month in 0..<Self.months {
        let present = (first..<min(customers, first + blockSize)).filter {
          starts[$0] + month < starts[$0 + 1]
        }
        let places = present.map { UInt32($0) }
        visit(present.map { starts[$0] + month }) { block in
          places.withUnsafeBufferPointer {
            history.add(block, month: month, indices: $0.baseAddress, first: UInt32(first))
          }
        }
      }
      counts.add(history)
    }
    return counts
  }
}

@Suite struct ClusteredIntervalsTests {
  private static let context = MetricContext(
    scheme: SegmentScheme(
      name: "tier", method: nil, segments: ["a", "b", "c", "d"], isOrdered: true),
    costs: CostMatrix(
      segments: ["a", "b", "c", "d"], others: 2,
      cells: [.init(truth: "a", estimate: "d", cost: 9), .init(truth: "d", estimate: "a", cost: 5)])
  )

  private static func jackknifeError(_ numbers: [Double]) -> Double {
    let count = Double(numbers.count)
    let mean: Double = numbers.reduce(0, +) / count
    let squares: Double = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares * (count - 1) / count).squareRoot()
  }

  /// Half widths of all metrics beside the delete-one-customer jackknife, which knows nothing of gradients
  /// or products: both estimate the same variance, and differ by terms of the order 1/customers.
  @Test func agreeWithTheJackknifeOverCustomers() throws {
    let book = Book(customers: 500, seed: 11)
    let total = book.tally()
    let intervals = ClusteredIntervals(total, book.clusters(blockSize: 128), in: Self.context)
    let left = (0..<book.customers).map { book.tally(without: $0) }
    var compared = 0
    for metric in MetricRegistry.all {
      let values = metric.values(of: total, in: Self.context)
      let found = intervals.intervals(of: metric)
      #expect(found.count == values.count)
      let others = left.map { metric.values(of: $0, in: Self.context) }
      for (index, value) in values.enumerated() where value.value.value != nil {
        let error = Self.jackknifeError(others.compactMap { $0[index].value.value })
        guard error > 1e-9 else { continue }
        let interval = try #require(found[index], "\(metric.id) \(value.estimator)")
        let ratio: Double = (interval.high - interval.low) / 2 / 1.959_963_984_540_054 / error
        #expect(abs(ratio - 1) < 0.04, "\(metric.id) \(value.estimator): \(ratio)")
        compared += 1
      }
    }
    #expect(compared > 50)
  }

  /// Blocks of any size count the same.
  @Test func sumsDoNotDependOnBlocks() {
    let book = Book(customers: 300, seed: 3)
    let whole = book.clusters(blockSize: 300)
    #expect(whole == book.clusters(blockSize: 64))
    #expect(whole.customers == 300)
  }

  /// Misclassification has the same interval as from errors and months alone.
  @Test func misclassificationIsTheRatioOfMonths() throws {
    let book = Book(customers: 400, seed: 5)
    var tally = ClusteredTally()
    let errors = (0..<400).map { customer in
      UInt16(
        (book.starts[customer]..<book.starts[customer + 1]).count {
          book.truth[$0] != book.estimate[$0]
        })
    }
    let months = (0..<400).map { UInt16(book.starts[$0 + 1] - book.starts[$0]) }
    tally.add(errors: errors, months: months, customers: 400)
    let known = try #require(tally.misclassification().interval)
    let metric = try #require(MetricRegistry.metric(named: "misclassification"))
    let found = try #require(
      ClusteredIntervals(book.tally(), book.clusters(blockSize: 100), in: Self.context)
        .intervals(of: metric)[0])
    #expect(abs(found.low - known.low) < 1e-6)
    #expect(abs(found.high - known.high) < 1e-6)
  }
}
