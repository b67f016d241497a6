// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation

/// What is counted beside one floor: the best rule, and each classifier that sees the same.
struct FloorTally: Sendable {
  /// One rule beside the posterior.
  struct Judged: Sendable {
    /// By scored month.
    var months: [ExpectedTally]
    /// The expected error over all months.
    var error = ClusteredMean()
    /// The regret over all months.
    var regret = ClusteredMean()
    /// The errors counted less those expected over all months: 0 but for chance.
    var difference = ClusteredMean()
    /// The expected cost over all months; 0 where errors have no costs.
    var cost = ClusteredMean(fractionBits: 20)
    /// The expected cost beyond that of the cheapest segment over all months.
    var costRegret = ClusteredMean(fractionBits: 20)

    /// Adds a customer who has run through the months.
    mutating func add(_ customer: CustomerSums) {
      error.add(sum: customer.error, months: customer.months)
      regret.add(sum: customer.regret, months: customer.months)
      difference.add(sum: customer.difference, months: customer.months)
      cost.add(sum: customer.cost, months: customer.months)
      costRegret.add(sum: customer.costRegret, months: customer.months)
    }

    static func += (left: inout Judged, right: Judged) {
      for month in left.months.indices { left.months[month] += right.months[month] }
      left.error += right.error
      left.regret += right.regret
      left.difference += right.difference
      left.cost += right.cost
      left.costRegret += right.costRegret
    }
  }

  /// Sums of one rule's judgements of one customer over the months in which it named a segment.
  struct CustomerSums {
    private(set) var months = 0
    private(set) var (error, regret, difference) = (0.0, 0.0, 0.0)
    private(set) var (cost, costRegret) = (0.0, 0.0)

    /// Adds a month.
    mutating func add(_ judgement: ExpectedTally.Judgement) {
      months += 1
      error += judgement.error
      regret += judgement.regret
      difference += (judgement.isWrong ? 1 : 0) - judgement.error
      cost += judgement.cost ?? 0
      costRegret += judgement.costRegret ?? 0
    }
  }

  /// The best rule.
  var best: Judged
  /// The best rule's confusion matrix, by month.
  var confusion: [ConfusionMatrix]
  /// By true segment in how many of their months in it the best rule misses customers.
  var missed: [ClusteredTally]
  /// The classifiers, in the set's order.
  var classifiers: [Judged]
  /// Customers whose features no hidden state explains, by month.
  var unexplained: [Int]
  /// The same by group of customers, where gates ask how it varies.
  var grouped: GroupedTally<FloorSums>?

  /// Why there is no floor in a month although there is a posterior; nothing when there is one.
  ///
  /// - Parameter month: the scored month.
  /// - Returns: how many customers the posterior does not explain, where they are too many to leave out.
  func gap(month: Int) -> String? {
    UnexplainedCustomers.reason(
      unexplained[month], of: best.months[month].count + unexplained[month])
  }

  /// An empty tally.
  init(_ floor: Floor, months: Int, segments: Int) {
    best = Judged(months: Array(repeating: ExpectedTally(), count: months))
    confusion = Array(repeating: ConfusionMatrix(segments: segments), count: months)
    missed = Array(repeating: ClusteredTally(), count: segments)
    classifiers = floor.set.classifiers.map { _ in
      Judged(months: Array(repeating: ExpectedTally(), count: months))
    }
    unexplained = Array(repeating: 0, count: months)
  }

  static func += (left: inout FloorTally, right: FloorTally) {
    left.best += right.best
    for index in left.classifiers.indices { left.classifiers[index] += right.classifiers[index] }
    for segment in left.missed.indices { left.missed[segment] += right.missed[segment] }
    for month in left.confusion.indices {
      left.confusion[month] += right.confusion[month]
      left.unexplained[month] += right.unexplained[month]
    }
    if let other = right.grouped {
      if left.grouped == nil { left.grouped = other } else { left.grouped? += other }
    }
  }
}

/// What is counted beside one floor of some customers in a month.
struct FloorSums: Summable {
  /// The best rule.
  var best = ExpectedTally()
  /// The best rule's confusion matrix.
  var confusion: ConfusionMatrix
  /// The classifiers, in the set's order.
  var classifiers: [ExpectedTally]

  static func += (left: inout FloorSums, right: FloorSums) {
    left.best += right.best
    left.confusion += right.confusion
    for index in left.classifiers.indices { left.classifiers[index] += right.classifiers[index] }
  }
}
